package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Answer;
import behaviours.Contract;
import behaviours.Deadline;
import behaviours.Figures;
import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the tests of waiting have in common: asking while others keep the server busy. */
abstract class BusyContract extends Contract {
    /** What "not delayed" means: far less than anybody else in the test takes, far more than a busy machine adds. */
    static final Duration SOON = Duration.ofSeconds(1);
    static final Duration LATE = Duration.ofSeconds(10);
    static final String GREETING = get("/");
    /** No start leaves so many milliseconds of work behind. */
    private static final int MOST_LEFT_OVER = 2_000;

    static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    static String lastGet(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    /** A client that comes now is answered soon. */
    final Answer promptly(ServerUnderTest server, String target) {
        Wire wire = connect(server).within(SOON);
        Answer answer = wire.send(lastGet(target)).answer().expect(200);
        wire.close();
        return answer;
    }

    static long millisSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1_000_000;
    }

    /** Waits for something that only asking again can show. */
    static void eventually(String what, Duration limit, BooleanSupplier happened) {
        Deadline deadline = Deadline.in(limit);
        while (!happened.getAsBoolean()) {
            assertTrue(!deadline.passed(), "not within " + deadline + ": " + what);
            pause(20);
        }
    }

    /** Lets time pass between two steps of a client; never used to wait for the server. */
    static void pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left; (left = end - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
    }

    /** A server that spins has no quiet moment; one that has work left over from a start has one soon. */
    static void expectQuiet(ServerUnderTest server, int windowMillis, int cpuMillis) {
        long least = Long.MAX_VALUE;
        long start = server.figures().cpuMillis();
        long before = start;
        Deadline deadline = Deadline.in(Duration.ofSeconds(6));
        while (least > cpuMillis && before - start < MOST_LEFT_OVER && !deadline.passed()) {
            pause(windowMillis);
            long now = server.figures().cpuMillis();
            least = Math.min(least, now - before);
            before = now;
        }
        assertTrue(least <= cpuMillis, "the server should be at rest, but in its quietest " + windowMillis
                + " ms it used " + least + " ms of processor time; more than " + cpuMillis + " ms means that it spins");
    }

    /**
     * Sends byte after byte, one in 250 ms, until the server answers, the bytes are used up, or the time is.
     *
     * @return the milliseconds it took
     */
    static long dribble(Wire wire, byte[] bytes, long millis) {
        long start = System.nanoTime();
        for (byte b : bytes) {
            if (millisSince(start) > millis) break;
            if (!wire.trySend(new byte[] {b})) break;
            if (awaitAnswer(wire, Duration.ofMillis(250))) break;
        }
        return millisSince(start);
    }

    /** Whether the first byte of an answer comes in this time; it is not read. */
    static boolean awaitAnswer(Wire wire, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        while (!hasAnswered(wire)) {
            if (deadline.passed()) return false;
            pause(10);
        }
        return true;
    }

    private static boolean hasAnswered(Wire wire) {
        try {
            return wire.socket().getInputStream().available() > 0;
        } catch (IOException e) {
            throw new AssertionError("the connection broke: " + e.getMessage(), e);
        }
    }

    /** How many descriptors the server holds when the last clients have left. */
    static int restingDescriptors(ServerUnderTest server) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            least = Math.min(least, server.figures().descriptors());
            pause(30);
        }
        return least;
    }

    static void assumeFigures() {
        assumeTrue(Figures.available(), "what a process costs is read from /proc, which is not here");
    }
}
