package lab;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes that must not outlive this one; nobody else's are touched. */
final class Children {
    /** Longer than the grace time that a stage takes for its own clients. */
    private static final int GRACE_SECONDS = 15;

    private Children() {
    }

    static void endWithUs(List<Process> children) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(children), "end of stages"));
    }

    /** Asks first, all at once, and ends by force what does not go. */
    static void end(List<Process> children) {
        children.forEach(Process::destroy);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        try {
            for (Process child : children) {
                if (!child.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) child.destroyForcibly();
            }
        } catch (InterruptedException e) {
            children.forEach(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
