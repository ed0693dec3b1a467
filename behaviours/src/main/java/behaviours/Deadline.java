package behaviours;

import java.time.Duration;

/** A point in time that no wait may pass. */
public final class Deadline {
    private final long end;
    private final Duration length;

    private Deadline(Duration length) {
        this.length = length;
        this.end = System.nanoTime() + length.toNanos();
    }

    public static Deadline in(Duration length) {
        return new Deadline(length);
    }

    public boolean passed() {
        return end - System.nanoTime() <= 0;
    }

    /** Rounded up, so that a wait that is not over never gets a time of 0, which sockets take for "for ever". */
    public int leftMillis() {
        long left = Math.max(0, end - System.nanoTime());
        return (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
    }

    public Duration length() {
        return length;
    }

    @Override
    public String toString() {
        long millis = length.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
