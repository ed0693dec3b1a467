package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/**
 * Whatever is set, put off, stopped and ended in whatever order, each action is done once, when it is due and not before. The clock
 * is the real one, so the model knows of each time only that it lies between two others: those read before and after the step.
 */
class TimersPropertyTest {
    private static final int COUNT = 4;
    private static final long FAR = 3_600_000_000_000L;

    private enum Kind { SET, EXTEND, STOP, END, PASS }

    private record Step(Kind kind, int timer, long nanos) {
    }

    /** What is known of one timer: that it is due not before {@code from} and not after {@code to}, if it is set. */
    private static final class Known {
        private boolean set;
        private boolean ended;
        private long from;
        private long to;
    }

    private Timers timers;
    private final List<Timers.Timer> all = new ArrayList<>();
    private final List<Known> model = new ArrayList<>();
    private final List<Integer> done = new ArrayList<>();

    @Property(tries = 300)
    void eachIsDoneWhenItIsDue(@ForAll @Size(max = 40) List<@From("steps") Step> steps) {
        timers = new Timers(); // all tries have one object of this class
        all.clear();
        model.clear();
        done.clear();
        for (int i = 0; i < COUNT; i++) {
            int number = i;
            all.add(timers.new Timer(i + 1, () -> done.add(number)));
            model.add(new Known());
        }
        for (Step step : steps) {
            timers.sleep(); // after it the clock is read anew
            take(step);
            expire();
            wakesInTime();
        }
        for (int i = 0; i < COUNT; i++) {
            all.get(i).end();
            model.get(i).set = false;
        }
        expire();
        assertEquals(0, timers.sleep(), "of timers that have ended something is remembered");
    }

    private void take(Step step) {
        Timers.Timer timer = all.get(step.timer());
        Known known = model.get(step.timer());
        if (known.ended && step.kind() != Kind.PASS) {
            return; // nobody sets it again
        }
        long before = System.nanoTime();
        switch (step.kind()) {
            case SET -> timer.set(step.nanos());
            case EXTEND -> timer.extend(step.nanos());
            case STOP -> timer.stop();
            case END -> timer.end();
            case PASS -> LockSupport.parkNanos(300_000);
        }
        switch (step.kind()) {
            case SET -> {
                known.set = true;
                known.from = before + step.nanos();
                known.to = System.nanoTime() + step.nanos();
            }
            case EXTEND -> {
                known.from += step.nanos();
                known.to += step.nanos();
            }
            case STOP -> known.set = false;
            case END -> {
                known.set = false;
                known.ended = true;
            }
            case PASS -> { }
        }
    }

    private void expire() {
        timers.sleep();
        long before = System.nanoTime();
        timers.expire();
        long after = System.nanoTime();
        for (int i = 0; i < COUNT; i++) {
            int number = i;
            Known known = model.get(i);
            long times = done.stream().filter(each -> each == number).count();
            assertTrue(times <= (known.set && known.from <= after ? 1 : 0), "timer " + i + " was not due, but done " + times + " times");
            assertTrue(times == 1 || !known.set || known.to > before, "timer " + i + " was due, but not done");
        }
        done.forEach(number -> model.get(number).set = false);
        done.clear();
    }

    /** It may wake too early, since timers that are put off are sorted in anew only then, but never too late. */
    private void wakesInTime() {
        timers.sleep();
        long now = System.nanoTime();
        long millis = timers.sleep();
        for (Known known : model) {
            long most = Math.max(1, (known.to - now) / 1_000_000 + 2);
            assertTrue(!known.set || millis > 0 && millis <= most, "it would sleep for " + millis + " ms, but a timer is due in " + most);
        }
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Long> nanos = Arbitraries.of(0L, 1L, 100_000L, 200_000L, 400_000L, 700_000L, FAR);
        Arbitrary<Kind> kinds = Arbitraries.frequency(Tuple.of(6, Kind.SET), Tuple.of(3, Kind.EXTEND),
                Tuple.of(2, Kind.STOP), Tuple.of(1, Kind.END), Tuple.of(4, Kind.PASS));
        return Combinators.combine(kinds, Arbitraries.integers().between(0, COUNT - 1), nanos).as(Step::new);
    }
}
