package httpd;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * What is to be done when a time is up, in the order of time.
 *
 * <p>A deadline moves with every request, but most are moved again long before they come. So a timer that is put off stays where
 * it is, and is looked at when the time comes that it was first set to; only then it is sorted in anew. A request costs nothing
 * here, and a connection about log n comparisons (14 of 10,000) once in the length of a deadline. A round of the loop looks at the
 * first timer alone, however many there are.
 */
final class Timers {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final TreeSet<Timer> byTime = new TreeSet<>(Comparator.comparingLong((Timer timer) -> timer.sorted)
            .thenComparingInt(timer -> timer.number));
    private final long start = System.nanoTime();
    private long now;
    private boolean slept = true;

    /** A time for one thing to be done, that can be moved; not set at first. */
    final class Timer {
        private final int number;
        private final Runnable action;
        private long due = NEVER;
        private long sorted = NEVER;

        /**
         * @param number is unlike that of any other timer here
         * @param action throws nothing
         */
        Timer(int number, Runnable action) {
            this.number = number;
            this.action = action;
        }

        /** Sets it to so many nanoseconds from now, in place of what it was set to. */
        void set(long nanos) {
            due = now() + nanos;
            if (due < sorted) {
                sort(this, due);
            }
        }

        /** Puts it off by so many nanoseconds, if it is set. */
        void extend(long nanos) {
            due += due == NEVER ? 0 : nanos;
        }

        boolean isSet() {
            return due != NEVER;
        }

        /** Its action will not be done, until it is set again. */
        void stop() {
            due = NEVER;
        }

        /** It will never be set again: nothing here remembers it any more. */
        void end() {
            stop();
            sort(this, NEVER);
        }
    }

    private void sort(Timer timer, long time) {
        if (timer.sorted != NEVER) {
            byTime.remove(timer);
        }
        timer.sorted = time;
        if (time != NEVER) {
            byTime.add(timer);
        }
    }

    /** The clock, read once in a round of the loop, for all connections that have their turn in it. */
    private long now() {
        if (slept) {
            now = System.nanoTime() - start;
            slept = false;
        }
        return now;
    }

    /** Returns how many milliseconds to sleep until the first timer must be looked at: at least 1, and 0 if there is none. */
    long sleep() {
        long millis = byTime.isEmpty() ? 0 : Math.max(1, (byTime.first().sorted - now() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        slept = true;
        return millis;
    }

    /** Does what is due. */
    void expire() {
        while (!byTime.isEmpty() && byTime.first().sorted <= now()) {
            Timer timer = byTime.first();
            boolean due = timer.due <= now();
            sort(timer, due ? NEVER : timer.due);
            if (due) {
                timer.stop();
                timer.action.run();
            }
        }
    }
}
