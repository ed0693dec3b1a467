package httpd;

import behaviours.Deadline;
import behaviours.ServerUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits for what a server prints: it is read by another thread, a moment later. */
final class Printed {
    private Printed() {
    }

    /** What was printed after the ready line and before a line that has this in it, or all of it if none comes. */
    static List<String> before(String text, ServerUnderTest server) {
        for (Deadline deadline = Deadline.in(Duration.ofSeconds(5)); ; LockSupport.parkNanos(5_000_000)) {
            List<String> lines = server.tail();
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i).contains(text)) return lines.subList(1, i);
            }
            if (deadline.passed()) return lines.subList(1, lines.size());
        }
    }
}
