package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.config.Config;
import httpd.http.HttpError;
import httpd.http.InputBuffer;
import httpd.http.RequestParser;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How much time a client has for each phase of a request, and what moves the end of it. */
class DeadlineClockTest {
    private static final int IDLE = 100_000;
    private static final int HEAD = 200_000;
    private static final int BODY = 300_000;
    /** What may pass between two lines of a test on a busy machine. */
    private static final int WHILE = 900;

    private final RequestParser parser = new RequestParser(Unconnected.DEFAULTS.limits());
    private final InputBuffer in = new InputBuffer();
    private final Deadline deadline = new Deadline(new Config.Deadlines(IDLE, HEAD, BODY));

    @Test
    void eachPhaseHasItsTime() throws HttpError {
        start();
        assertTrue(deadline.isIdle());
        assertLeft(IDLE);
        come("G");
        assertFalse(deadline.isIdle());
        assertLeft(HEAD);
        come("ET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n");
        assertLeft(HEAD);
        come("\r\n");
        assertLeft(BODY);
        assertFalse(deadline.isIdle());
    }

    @Test
    void emptyLinesBeforeARequestDoNotBeginOne() throws HttpError {
        start();
        come("\r\n");
        assertTrue(deadline.isIdle());
        assertLeft(IDLE);
    }

    @Test
    void eachPartOfAChunkedBodyIsBody() throws HttpError {
        start();
        come("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String part : new String[] {"3", "\r\nab", "c", "\r\n0\r\n", "T: x\r\n"}) {
            assertTrue(deadline.left() > HEAD, "in the body");
            come(part);
        }
    }

    @Test
    void aHeadThatMovesGetsNoMoreTime() throws HttpError {
        start();
        come("GET / HTTP/1.1\r\n");
        int before = deadline.left();
        for (int i = 0; i < 50; i++) {
            come("Field: " + "x".repeat(100) + "\r\n");
        }
        assertTrue(deadline.left() <= before);
    }

    @Test
    void aBodyBuysASecondWith500Bytes() throws HttpError {
        start();
        come("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
        int before = deadline.left();
        come("x".repeat(499));
        come("x");
        assertMoved(1000, before);
        come("x".repeat(30_000));
        assertMoved(61_000, before);
    }

    @Test
    void theNextRequestHasItsTimeFromWhenTheOneBeforeIsAnswered() throws HttpError {
        start();
        come("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\n"); // it has come with the one before
        passTime(20);
        start();
        assertFalse(deadline.isIdle());
        assertLeft(HEAD);
        int before = deadline.left();
        passTime(20);
        deadline.look(parser, in);
        assertTrue(deadline.left() <= before - 20, "looking again gives no more time");
        deadline.restart();
        deadline.look(parser, in);
        assertTrue(deadline.left() >= before - 10, "a restart does");
    }

    @Test
    void itPasses() {
        Deadline shortOne = new Deadline(new Config.Deadlines(20, 1, 1));
        shortOne.look(parser, in);
        assertTrue(shortOne.left() <= 20);
        passTime(25);
        assertTrue(shortOne.left() <= 0, shortOne.left() + " ms are left");
    }

    /** Time that a socket would take for "for ever", or refuse, must never come out of it. */
    @Test
    void aLongUploadDoesNotOverflow() throws HttpError {
        Deadline longest = new Deadline(new Config.Deadlines(3_600_000, 3_600_000, 3_600_000));
        come("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
        longest.look(parser, in);
        longest.received(1 << 30);
        longest.received(1 << 30);
        assertEquals(Integer.MAX_VALUE, longest.left());
    }

    /** A request begins, with what has come of it. */
    private void start() throws HttpError {
        deadline.restart();
        parser.next(in);
        deadline.look(parser, in);
    }

    /** As a connection does: bytes come, they are looked at, and if more are needed the deadline is. */
    private void come(String text) throws HttpError {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        deadline.received(bytes.length);
        in.append(bytes, 0, bytes.length);
        if (parser.next(in) == null) {
            deadline.look(parser, in);
        }
    }

    private void assertLeft(int millis) {
        int left = deadline.left();
        assertTrue(left <= millis && left > millis - WHILE, left + " ms of " + millis + " are left");
    }

    private void assertMoved(int millis, int before) {
        int moved = deadline.left() - before;
        assertTrue(moved <= millis && moved > millis - WHILE, "the end moved by " + moved + " ms instead of " + millis);
    }

    private static void passTime(int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
