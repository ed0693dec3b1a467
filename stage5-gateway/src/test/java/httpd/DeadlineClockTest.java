package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import httpd.Deadline.Phase;
import httpd.config.Config;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How much time a client has for each thing it does, and what moves the end of it. The clock is the real one. */
class DeadlineClockTest {
    private static final int HOUR = 3_600_000;
    /** So short that a test can wait for it, and so long that it does not pass between two lines. */
    private static final int SHORT = 150;

    private final Timers timers = new Timers();
    private int expired;
    private long since;
    private final Timers.Timer timer = timers.new Timer(1, () -> expired++);

    private Deadline deadline(int idle, int head, int body, int write) {
        return new Deadline(new Config.Deadlines(idle, head, body, write), timer);
    }

    @Test
    void eachPhaseHasItsTime() {
        for (Phase phase : new Phase[] {Phase.IDLE, Phase.HEAD, Phase.BODY, Phase.WRITE}) {
            int[] millis = {HOUR, HOUR, HOUR, HOUR};
            millis[phase.ordinal()] = SHORT;
            Deadline deadline = deadline(millis[0], millis[1], millis[2], millis[3]);
            expired = 0;
            begin(deadline, phase);
            assertEquals(phase == Phase.IDLE, deadline.isIdle());
            notYet(0, SHORT);
            assertTrue(passes(SHORT), phase + " is not over in time");
        }
    }

    @Test
    void whoDoesTheSameAsBeforeGetsNoMoreTime() {
        Deadline deadline = deadline(HOUR, SHORT, HOUR, HOUR);
        begin(deadline, Phase.HEAD);
        LockSupport.parkNanos(SHORT * 1_000_000L);
        begin(deadline, Phase.HEAD);
        deadline.received(100_000);
        assertTrue(passes(1));
    }

    @Test
    void bytesBuyTimeForABody() {
        Deadline deadline = deadline(HOUR, HOUR, SHORT, HOUR);
        begin(deadline, Phase.BODY);
        deadline.received(50_000);
        notYet(SHORT, 100_000);
    }

    /** 500 bytes are a second, so 50 are a tenth. */
    @Test
    void theyBuyNoMoreThanTheirPrice() {
        Deadline deadline = deadline(HOUR, HOUR, 1, HOUR);
        begin(deadline, Phase.BODY);
        deadline.received(50);
        notYet(20, 100);
        assertTrue(passes(120));
    }

    @Test
    void aReaderGetsItsTimeAnewWheneverItHasTakenSomething() {
        Deadline deadline = deadline(HOUR, HOUR, HOUR, SHORT);
        begin(deadline, Phase.WRITE);
        for (int i = 0; i < 4; i++) {
            notYet(SHORT / 2, SHORT);
            deadline.restart();
            begin(deadline, Phase.WRITE);
        }
        assertTrue(passes(SHORT));
    }

    /** A worker has a request, and nobody waits for the client. */
    @Test
    void whileNothingIsWaitedForNothingPasses() {
        Deadline deadline = deadline(SHORT, SHORT, SHORT, SHORT);
        begin(deadline, Phase.HEAD);
        deadline.restart();
        assertFalse(deadline.isIdle());
        assertFalse(passes(SHORT + 50));
        begin(deadline, Phase.IDLE);
        deadline.end();
        assertFalse(passes(SHORT + 50));
        assertEquals(0, timers.sleep());
    }

    private void begin(Deadline deadline, Phase phase) {
        timers.sleep(); // after it the clock is read anew
        since = System.nanoTime();
        deadline.begin(phase);
    }

    /** Lets time pass, which must not be the end of a phase that has so many milliseconds. */
    private void notYet(int millis, int limit) {
        boolean over = passes(millis);
        assumeTrue(System.nanoTime() - since < limit * 1_000_000L, "this machine is too busy to measure " + limit + " ms");
        assertFalse(over, "over before " + limit + " ms have passed");
    }

    /** Lets time pass, and tells whether the deadline has. */
    private boolean passes(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
        timers.sleep();
        timers.expire();
        return expired > 0;
    }
}
