package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.OutputBuffer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes across the border between a thread that waits and a loop that does not; the test is the loop. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipeTest {
    private static final int CAPACITY = 64 << 10;

    private final Semaphore told = new Semaphore(0);
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final Pipe pipe = new Pipe(-1, told::release);

    @AfterEach
    void end() {
        worker.shutdownNow();
    }

    private static byte at(long offset) {
        return (byte) (offset * 7 + offset / 251);
    }

    private void awaitTold() throws InterruptedException {
        assertTrue(told.tryAcquire(5, TimeUnit.SECONDS), "the loop was not told");
    }

    /** Waits until a thread waits: there is no event for it, so its state is looked at. */
    private static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + 5_000_000_000L;
        while (thread.getState() != Thread.State.WAITING) {
            assertTrue(System.nanoTime() < end, "the worker does not wait but is " + thread.getState());
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsWrittenArrives() throws Exception {
        int length = 1_000_000;
        Future<?> writer = worker.submit((Callable<Void>) () -> {
            for (int from = 0, piece = 1; from < length; from += piece, piece = piece * 3 % 70_001) {
                piece = Math.min(piece, length - from);
                byte[] bytes = new byte[piece];
                for (int i = 0; i < piece; i++) bytes[i] = at(from + i);
                pipe.output().write(bytes, 0, piece);
            }
            pipe.end();
            return null;
        });
        OutputBuffer out = new OutputBuffer();
        int offset = 0;
        for (int there = pipe.available(); there >= 0; there = pipe.available()) {
            if (there == 0) {
                awaitTold();
                continue;
            }
            pipe.take(out, Math.min(there, 10_007));
            for (int i = 0; i < out.length(); i++) assertEquals(at(offset + i), out.array()[out.start() + i]);
            offset += out.length();
            out.consume(out.length());
        }
        assertEquals(length, offset);
        writer.get();
    }

    @Test
    void whoWritesWaitsForRoomAndIsBounded() throws Exception {
        Thread[] thread = new Thread[1];
        Future<?> writer = worker.submit((Callable<Void>) () -> {
            thread[0] = Thread.currentThread();
            told.release();
            pipe.output().write(new byte[CAPACITY + 1]);
            return null;
        });
        awaitTold();
        awaitWaiting(thread[0]);
        assertEquals(CAPACITY, pipe.available());
        pipe.take(new OutputBuffer(), 1);
        writer.get(5, TimeUnit.SECONDS);
        assertEquals(CAPACITY, pipe.available());
    }

    @Test
    void whatIsBroughtIsRead() throws Exception {
        int length = 300_000;
        Future<Integer> reader = worker.submit(() -> {
            int offset = 0;
            byte[] bytes = new byte[5000];
            for (int count = pipe.input().read(bytes, 1, 4999); count >= 0; count = pipe.input().read(bytes, 1, 4999)) {
                for (int i = 0; i < count; i++) assertEquals(at(offset + i), bytes[1 + i]);
                offset += count;
            }
            return offset;
        });
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) body[i] = at(i);
        for (int from = 0; from < length; ) {
            int taken = pipe.take(body, from, length - from);
            from += taken;
            if (taken == 0) awaitTold();
        }
        pipe.complete();
        assertEquals(length, reader.get(5, TimeUnit.SECONDS));
    }

    @Test
    void theLoopLearnsThatSomebodyReads() throws Exception {
        assertFalse(pipe.isAwaited());
        Future<Integer> reader = worker.submit(() -> pipe.input().read());
        awaitTold();
        assertTrue(pipe.isAwaited());
        pipe.take(new byte[] {(byte) 200}, 0, 1);
        assertEquals(200, reader.get(5, TimeUnit.SECONDS));
    }

    @Test
    void theLoopIsNotToldWhatItKnows() throws Exception {
        pipe.available();
        pipe.output().write(1);
        pipe.output().write(2);
        pipe.output().write(3);
        assertEquals(1, told.availablePermits());
    }

    @Test
    void theEndComesBehindWhatWasWritten() throws IOException {
        pipe.output().write(new byte[3]);
        pipe.end();
        assertEquals(3, pipe.available());
        pipe.take(new OutputBuffer(), 3);
        assertEquals(-1, pipe.available());
    }

    @Test
    void aFailureComesBehindWhatWasWritten() throws IOException {
        pipe.output().write(new byte[3]);
        pipe.fail("the disk is full");
        assertEquals(3, pipe.available());
        pipe.take(new OutputBuffer(), 3);
        assertEquals("the disk is full", assertThrows(IOException.class, pipe::available).getMessage());
    }

    @Test
    void whoWaitsToWriteIsToldThatNobodyReadsAnyMore() throws Exception {
        Future<?> writer = worker.submit((Callable<Void>) () -> {
            pipe.output().write(new byte[CAPACITY + 1]);
            return null;
        });
        awaitTold();
        pipe.close();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> writer.get(5, TimeUnit.SECONDS));
        assertEquals(IOException.class, failure.getCause().getClass());
        assertTrue(pipe.isClosed());
        assertThrows(IOException.class, () -> pipe.output().write(1));
    }

    @Test
    void whoWaitsToReadIsToldThatNothingWillCome() throws Exception {
        Future<Integer> reader = worker.submit(() -> pipe.input().read());
        awaitTold();
        pipe.close();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> reader.get(5, TimeUnit.SECONDS));
        assertEquals(IOException.class, failure.getCause().getClass());
    }

    @Test
    void whoIsInterruptedWaitsNoLongerAndIsStillInterrupted() throws Exception {
        Thread[] thread = new Thread[1];
        Future<Boolean> reader = worker.submit(() -> {
            thread[0] = Thread.currentThread();
            assertThrows(InterruptedIOException.class, () -> pipe.input().read());
            return Thread.interrupted();
        });
        awaitTold();
        thread[0].interrupt();
        assertTrue(reader.get(5, TimeUnit.SECONDS));
    }
}
