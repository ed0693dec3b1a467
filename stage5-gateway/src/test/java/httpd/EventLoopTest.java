package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loop alone, without a channel: who runs a task and when, and what becomes of the loop if one of them throws. */
class EventLoopTest {
    private EventLoop loop;

    @BeforeEach
    void start() throws IOException {
        loop = new EventLoop("loop-under-test");
        Thread thread = new Thread(loop::run);
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void aTaskOfAnotherThreadIsRunByTheLoopWhichSleeps() throws InterruptedException {
        assertEquals(List.of("loop-under-test"), named(1));
        assertEquals(List.of("loop-under-test"), named(1));
    }

    @Test
    void itsOwnTasksAreRunAtOnce() throws InterruptedException {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            loop.execute(() -> order.add("inner"));
            order.add("outer");
            done.countDown();
        });
        assertTrue(done.await(5, TimeUnit.SECONDS));
        assertEquals(List.of("inner", "outer"), order);
    }

    /** Nobody's turn should throw. If one does all the same, everybody else must not pay for it. */
    @Test
    void whatThrowsDoesNotEndTheLoop() throws InterruptedException {
        loop.execute(() -> {
            throw new IllegalStateException("as it should be in this test");
        });
        loop.execute(() -> {
            throw new StackOverflowError("as it should be in this test");
        });
        assertEquals(List.of("loop-under-test", "loop-under-test"), named(2));
    }

    private List<String> named(int tasks) throws InterruptedException {
        List<String> threads = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            loop.execute(() -> {
                threads.add(Thread.currentThread().getName());
                done.countDown();
            });
        }
        assertTrue(done.await(5, TimeUnit.SECONDS), "the loop runs no tasks any more");
        return threads;
    }
}
