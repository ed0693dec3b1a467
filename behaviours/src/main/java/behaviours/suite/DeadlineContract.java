package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Behaviour;
import behaviours.Needs;
import behaviours.Route;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The server waits for each part of a request until a point in time, however often a byte comes meanwhile. */
@Since(3)
@Needs(Route.OPTIONS)
public abstract class DeadlineContract extends BusyContract {
    private static final String SHORT = "600ms";

    @Test
    @Behaviour("waiting.head-deadline")
    public void aHeadInDribsIsCutAtItsDeadline() {
        Wire wire = connect(start(target().options("--deadlines.head", SHORT)));
        cut(wire, dribble(wire, ascii("GET / HTTP/1.1\r\nHost: localhost\r\n")));
    }

    @Test
    @Behaviour("waiting.head-deadline")
    public void theSecondHeadOfAConnectionHasADeadlineToo() {
        Wire wire = connect(start(target().options("--deadlines.head", SHORT)));
        wire.send(GREETING).answer().expect(200);
        cut(wire, dribble(wire, ascii("GET / HTTP/1.1\r\nHost: localhost\r\n")));
    }

    @Test
    @Behaviour("waiting.body-deadline")
    @Needs(Route.ECHO)
    public void aBodyInDribsIsCutAtItsDeadline() {
        Wire wire = connect(start(target().options("--deadlines.body", SHORT)));
        wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n");
        cut(wire, dribble(wire, ascii("sixteen bytes...")));
    }

    @Test
    @Behaviour("waiting.body-deadline")
    @Needs(Route.ECHO)
    public void aChunkedBodyInDribsIsCutAtItsDeadline() {
        Wire wire = connect(start(target().options("--deadlines.body", SHORT)));
        wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
        cut(wire, dribble(wire, ascii("1\r\na\r\n1\r\nb\r\n1\r\nc\r\n")));
    }

    /** Every 500 bytes buy a second, or no large upload over a slow line could end. */
    @Test
    @Behaviour("waiting.body-deadline")
    @Needs(Route.ECHO)
    public void anUploadThatMovesOutlivesTheDeadline() {
        Wire wire = connect(start(target().options("--deadlines.body", SHORT)));
        wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000\r\nConnection: close\r\n\r\n");
        for (int i = 0; i < 8; i++) {
            wire.send("x".repeat(1000));
            pause(150);
        }
        wire.answer("POST").expect(200).expectBody("x".repeat(8000));
    }

    @Test
    @Behaviour("waiting.idle-deadline")
    public void anIdleConnectionIsClosedWithoutAWord() {
        Wire wire = connect(start(target().options("--deadlines.idle", SHORT)));
        wire.send(GREETING).answer().expect(200).expectKeepAlive();
        long start = System.nanoTime();
        wire.expectClosed();
        inTime(millisSince(start));
    }

    @Test
    @Behaviour("waiting.idle-deadline")
    public void aClientThatNeverSpokeIsIdleToo() {
        Wire wire = connect(start(target().options("--deadlines.idle", SHORT, "--deadlines.head", SHORT)));
        long start = System.nanoTime();
        wire.expectClosed();
        inTime(millisSince(start));
    }

    @Test
    @Behaviour("waiting.idle-deadline")
    @Needs(Route.SLEEP)
    public void aRequestUnderWayIsNotIdle() {
        ServerUnderTest server = start(target().options("--deadlines.idle", SHORT, "--deadlines.head", SHORT, "--deadlines.body", SHORT));
        Wire wire = connect(server);
        for (int i = 0; i < 2; i++) wire.send(get("/sleep?ms=900")).answer().expect(200).expectBody("slept 900 ms\n");
    }

    private void cut(Wire wire, long elapsed) {
        wire.answer().expect(408).expectClose();
        wire.expectClosed();
        inTime(elapsed);
    }

    private static void inTime(long millis) {
        assertTrue(millis >= 400 && millis <= 2500, "the deadline was " + SHORT + ", but the client was cut after " + millis + " ms");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
