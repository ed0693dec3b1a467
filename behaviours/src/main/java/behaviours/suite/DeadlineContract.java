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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server waits for each part of a request until a point in time, however often a byte comes meanwhile. */
@Since(3)
@Needs(Route.OPTIONS)
public abstract class DeadlineContract extends BusyContract {
    private static final String SHORT = "600ms";
    private static final int SHORTER_MILLIS = 400;
    private static final int LONGER_MILLIS = 2_500;

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

    /** Closing a socket on a client that is still sending resets it, and on many systems the reset takes the answer with it. */
    @Test
    @Behaviour("waiting.head-deadline")
    public void aClientThatGoesOnSendingCanReadThe408() {
        Wire wire = connect(start(target().options("--deadlines.head", SHORT))).send("GET / HTTP/1.1\r\nHost: loc");
        assertTrue(awaitAnswer(wire, Duration.ofMillis(LONGER_MILLIS)), "a client that sent half a head and then nothing was not cut");
        wire.sendSlowly(new byte[20], Duration.ofMillis(5)).answer().expect(408).expectClose();
        wire.expectClosed();
    }

    @Test
    @Behaviour("waiting.head-deadline")
    public void theAnswerToALateHeadRequestHasNoBody() {
        Wire wire = connect(start(target().options("--deadlines.head", SHORT))).send("HEAD / HTTP/1.1\r\nHost: loc");
        wire.answer("HEAD").expect(408).expectClose();
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
        wire.within(Duration.ofMillis(LONGER_MILLIS)).expectClosed();
        inTime(millisSince(start));
    }

    @Test
    @Behaviour("waiting.idle-deadline")
    public void aClientThatNeverSpokeIsIdleToo() {
        Wire wire = connect(start(target().options("--deadlines.idle", SHORT, "--deadlines.head", SHORT)));
        long start = System.nanoTime();
        wire.within(Duration.ofMillis(LONGER_MILLIS)).expectClosed();
        inTime(millisSince(start));
    }

    /** Whether the server has given up a client that does not close shows when the client sends: what is closed answers with a reset. */
    @Test
    @Behaviour("waiting.idle-deadline")
    @Since(value = 3, early = "a server that serves one after another could not wait for ever for one that stays")
    public void whoStaysAfterTheLastAnswerIsCutInTheEnd() {
        Wire wire = connect().send(lastGet("/"));
        wire.answer().expect(200).expectClose();
        eventually("the server gives up a client that has its last answer, stays, and sends what nobody reads", Duration.ofSeconds(3),
                () -> !wire.trySend(new byte[1]));
    }

    @Test
    @Behaviour("waiting.idle-deadline")
    @Since(value = 3, early = "a server that serves one after another waits for one that stays in a read")
    public void whoStaysAfterTheLastAnswerCostsNothing() {
        assumeFigures();
        ServerUnderTest server = start(target());
        promptly(server, "/");
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3 && least > 40; i++) {
            connect(server).send(lastGet("/")).answer().expect(200).expectClose();
            long before = server.figures().cpuMillis();
            pause(500);
            least = Math.min(least, server.figures().cpuMillis() - before);
        }
        assertTrue(least <= 40, "half a second of waiting until a client closes cost at least " + least + " ms of processor time");
    }

    @Test
    @Behaviour("waiting.idle-deadline")
    @Needs(Route.SLEEP)
    public void aRequestUnderWayIsNotIdle() {
        ServerUnderTest server = start(target().options("--deadlines.idle", SHORT, "--deadlines.head", SHORT, "--deadlines.body", SHORT));
        Wire wire = connect(server);
        for (int i = 0; i < 2; i++) wire.send(get("/sleep?ms=900")).answer().expect(200).expectBody("slept 900 ms\n");
    }

    /** A server that was stopped finds all who came meanwhile at once when it goes on, and their time runs from the same moment. */
    @Test
    @Behaviour("waiting.idle-deadline")
    @Needs(Route.PROCESS)
    public void whoCameTogetherGoTogether() {
        ServerUnderTest server = start(target().options("--deadlines.idle", SHORT));
        promptly(server, "/");
        server.signal("STOP");
        List<Wire> burst = new ArrayList<>();
        for (int i = 0; i < 8; i++) burst.add(connect(server));
        server.signal("CONT");
        long start = System.nanoTime();
        for (Wire wire : burst) wire.within(Duration.ofMillis(Math.max(1, LONGER_MILLIS - millisSince(start)))).expectClosed();
    }

    private void cut(Wire wire, long elapsed) {
        inTime(elapsed);
        wire.within(SOON).answer().expect(408).expectClose();
        wire.expectClosed();
    }

    private static long dribble(Wire wire, byte[] bytes) {
        return dribble(wire, bytes, LONGER_MILLIS);
    }

    private static void inTime(long millis) {
        String problem = millis > LONGER_MILLIS ? "not been cut" : "been cut";
        assertTrue(millis >= SHORTER_MILLIS && millis <= LONGER_MILLIS,
                "the deadline was " + SHORT + ", but after " + millis + " ms the client had " + problem);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
