package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** When the loop must wake, and what an action may do. */
class TimersTest {
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    private final Timers timers = new Timers();
    private final List<String> done = new ArrayList<>();

    @Test
    void withoutTimersItSleepsUntilSomebodyComes() {
        assertEquals(0, timers.sleep());
        timer(1).stop();
        assertEquals(0, timers.sleep());
    }

    /** None at all would be for ever, to a selector. */
    @Test
    void whatIsDueAlreadyIsSleptForAsShortlyAsPossible() {
        timer(1).set(0);
        LockSupport.parkNanos(2 * MILLI);
        assertEquals(1, timers.sleep());
    }

    @Test
    void itSleepsUntilTheFirstOfThem() {
        timer(1).set(HOUR);
        timer(2).set(HOUR / 2);
        timer(3).set(2 * HOUR);
        long millis = timers.sleep();
        assertTrue(millis <= HOUR / 2 / MILLI + 1 && millis > HOUR / 2 / MILLI - 5000, millis + " ms");
    }

    @Test
    void timersOfTheSameTimeAreAllDone() {
        for (int i = 1; i <= 100; i++) timer(i).set(0);
        expire();
        assertEquals(100, done.size());
        assertEquals(0, timers.sleep());
    }

    @Test
    void anActionMaySetItsTimerAndEndAnother() {
        Timers.Timer victim = timer(1);
        List<Timers.Timer> again = new ArrayList<>();
        again.add(timers.new Timer(2, () -> {
            done.add("first");
            victim.end();
            again.get(0).set(HOUR);
        }));
        again.get(0).set(0);
        victim.set(MILLI / 2);
        LockSupport.parkNanos(MILLI);
        expire();
        assertEquals(List.of("first"), done);
        assertTrue(timers.sleep() > 1000);
    }

    @Test
    void aTimerThatIsPutOffAgainAndAgainIsNotForgotten() {
        Timers.Timer timer = timer(1);
        for (int i = 0; i < 1000; i++) timer.set(HOUR);
        timer.extend(HOUR);
        expire();
        assertEquals(List.of(), done);
        timer.set(0);
        expire();
        assertEquals(List.of("1"), done);
    }

    private Timers.Timer timer(int number) {
        return timers.new Timer(number, () -> done.add(Integer.toString(number)));
    }

    /** A round of the loop. */
    private void expire() {
        timers.sleep();
        timers.expire();
    }
}
