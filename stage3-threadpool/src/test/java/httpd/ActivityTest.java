package httpd;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A connection is closed for being idle, or a request begins on it: one of the two, never both. */
class ActivityTest {
    @Test
    void onlyWhatIsIdleIsClosed() {
        Activity activity = new Activity();
        assertTrue(activity.begin());
        assertFalse(activity.close(), "a request is under way");
        activity.end();
        assertTrue(activity.close());
        assertFalse(activity.begin(), "it is closed");
        activity.end();
        assertFalse(activity.begin(), "and stays closed");
    }

    /** Both come at the same moment, many times over: the two threads wait for one another before each try. */
    @Test
    void beginAndCloseNeverBothSucceed() throws Exception {
        List<Activity> activities = Stream.generate(Activity::new).limit(50_000).toList();
        AtomicInteger arrived = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<List<Boolean>> begun = threads.submit(() -> each(activities, Activity::begin, arrived));
            Future<List<Boolean>> closed = threads.submit(() -> each(activities, Activity::close, arrived));
            List<Boolean> notClosed = closed.get(30, TimeUnit.SECONDS).stream().map(was -> !was).toList();
            assertTrue(notClosed.equals(begun.get(30, TimeUnit.SECONDS)), "in each try one of the two should succeed");
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Boolean> each(List<Activity> activities, Predicate<Activity> step, AtomicInteger arrived) {
        List<Boolean> done = new ArrayList<>();
        for (Activity activity : activities) {
            int both = 2 * (done.size() + 1);
            arrived.incrementAndGet();
            while (arrived.get() < both && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            done.add(step.test(activity));
        }
        return done;
    }
}
