package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.config.Config;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for a worker is served in order, or turned away when the time has come and not before; nobody is lost. */
@Timeout(30)
class ConnectionQueueUnitTest {
    private static final int HOUR = 3_600_000;
    private static final int LONGEST_LINE = 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void firstComeFirstServedAcrossQueueAndLine() throws InterruptedException {
        for (int length : new int[] {0, 1, 2, 10}) {
            ConnectionQueue queue = queue(length, HOUR);
            put(queue, 1, 5);
            assertEquals(List.of(1, 2), take(queue, 2), "length " + length);
            put(queue, 6, 7);
            assertEquals(List.of(3, 4, 5, 6, 7), take(queue, 5), "length " + length);
        }
    }

    @Test
    void aWorkerWaitsForWhoComesNext() throws Exception {
        ConnectionQueue queue = queue(0, HOUR);
        Future<Connection> taken = threads.submit(queue::take);
        assertThrows(TimeoutException.class, () -> taken.get(50, TimeUnit.MILLISECONDS));
        put(queue, 1, 1);
        assertEquals(1, taken.get(5, TimeUnit.SECONDS).number());
    }

    /** Without a queue and without patience, too: a worker that has nothing to do is a place. */
    @Test
    void nobodyIsTurnedAwayWhileAWorkerWaits() throws Exception {
        ConnectionQueue queue = queue(0, 0);
        Future<List<Connection>> expired = threads.submit(queue::expired);
        for (int i = 1; i <= 50; i++) {
            FutureTask<Connection> taken = new FutureTask<>(queue::take);
            Thread worker = new Thread(taken, "worker of a test");
            worker.start();
            while (worker.getState() != Thread.State.WAITING) Thread.onSpinWait();
            put(queue, i, i);
            assertEquals(i, taken.get(5, TimeUnit.SECONDS).number());
        }
        assertFalse(expired.isDone());
    }

    @Test
    void whoStandsInLineIsTurnedAwayAfterTheTimeOutAndNotBefore() throws Exception {
        ConnectionQueue queue = queue(1, 200);
        Future<List<Connection>> expired = threads.submit(queue::expired);
        long before = System.nanoTime();
        put(queue, 1, 2);
        assertEquals(List.of(2), numbers(expired.get(5, TimeUnit.SECONDS)));
        long millis = (System.nanoTime() - before) / 1_000_000;
        assertTrue(millis >= 200 && millis < 2000, "with a time-out of 200 ms it took " + millis + " ms");
        assertEquals(List.of(1), take(queue, 1), "who has a place in the queue keeps it");
    }

    @Test
    void whoHasAPlaceIsNeverTurnedAway() throws Exception {
        ConnectionQueue queue = queue(2, 20);
        put(queue, 1, 3);
        assertEquals(List.of(1), take(queue, 1)); // so 3 has moved up
        Future<List<Connection>> expired = threads.submit(queue::expired);
        assertThrows(TimeoutException.class, () -> expired.get(200, TimeUnit.MILLISECONDS));
        assertEquals(List.of(2, 3), take(queue, 2));
    }

    @Test
    void eachHasATimeOfItsOwn() throws Exception {
        ConnectionQueue queue = queue(0, 150);
        Future<List<Connection>> expired = threads.submit(queue::expired);
        put(queue, 1, 1);
        assertThrows(TimeoutException.class, () -> expired.get(75, TimeUnit.MILLISECONDS));
        long before = System.nanoTime();
        put(queue, 2, 2);
        assertEquals(List.of(1), numbers(expired.get(5, TimeUnit.SECONDS)));
        assertEquals(List.of(2), numbers(queue.expired()));
        long millis = (System.nanoTime() - before) / 1_000_000;
        assertTrue(millis >= 150, "the second stood in line for " + millis + " ms only");
    }

    @Test
    void aLineThatIsTooLongLosesThoseWhoHaveStoodLongest() throws InterruptedException {
        ConnectionQueue queue = queue(2, HOUR);
        put(queue, 1, 2 + LONGEST_LINE);
        put(queue, 2 + LONGEST_LINE + 1, 2 + LONGEST_LINE + 3);
        assertEquals(List.of(3, 4, 5), numbers(queue.expired()));
        assertEquals(List.of(1, 2, 6, 7), take(queue, 4));
    }

    @Test
    void whoIsRefusedIsTurnedAwayAtOnce() throws Exception {
        ConnectionQueue queue = queue(0, HOUR);
        put(queue, 1, 1);
        Future<List<Connection>> expired = threads.submit(queue::expired);
        queue.refuse(Unconnected.connection(2));
        assertEquals(List.of(2), numbers(expired.get(5, TimeUnit.SECONDS)));
        assertEquals(List.of(1), take(queue, 1));
    }

    /** Four workers, one who turns away and one accept loop, as fast as they can. */
    @Test
    void nobodyIsLostAndNobodyServedTwice() throws Exception {
        for (int length : new int[] {0, 1, 8}) {
            ConnectionQueue queue = queue(length, 1);
            List<Integer> out = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch missing = new CountDownLatch(5_000);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                ends.add(threads.submit(() -> empty(() -> List.of(queue.take()), out, missing)));
            }
            ends.add(threads.submit(() -> empty(queue::expired, out, missing)));
            put(queue, 1, 5_000);
            boolean allCame = missing.await(20, TimeUnit.SECONDS);
            for (Future<?> end : ends) {
                if (end.isDone()) end.get(); // it has failed
                end.cancel(true);
            }
            assertTrue(allCame, missing.getCount() + " connections are lost, with a queue of " + length);
            assertEquals(IntStream.rangeClosed(1, 5_000).boxed().toList(), out.stream().sorted().toList(), "each of them once");
        }
    }

    private interface End {
        List<Connection> next() throws InterruptedException;
    }

    private static Void empty(End end, List<Integer> out, CountDownLatch missing) throws InterruptedException {
        int last = 0;
        while (true) {
            for (int number : numbers(end.next())) {
                assertTrue(number > last, number + " came after " + last);
                last = number;
                out.add(number);
                missing.countDown();
            }
        }
    }

    private static ConnectionQueue queue(int length, int millis) {
        return new ConnectionQueue(new Config.Queue(length, millis));
    }

    private static void put(ConnectionQueue queue, int first, int last) {
        for (int number = first; number <= last; number++) {
            queue.put(Unconnected.connection(number));
        }
    }

    private static List<Integer> take(ConnectionQueue queue, int count) throws InterruptedException {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(queue.take().number());
        }
        return taken;
    }

    private static List<Integer> numbers(List<Connection> connections) {
        return connections.stream().map(Connection::number).toList();
    }
}
