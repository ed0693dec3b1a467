package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Behaviour;
import behaviours.Figures;
import behaviours.Needs;
import behaviours.Route;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A client that takes its answer slowly gets all of it; one that does not take it loses it, and costs nobody else anything. */
@Since(4)
@Needs(Route.BYTES)
public abstract class ReadinessWriteContract extends BusyContract {
    private static final int SIZE = 50_000_000;
    private static final int READERS = 50;
    private static final int PILE = 40;
    private static final int PART = 200_000;
    private static final int PIECE = 15_000;
    /** Far more bytes of requests than the buffers of two kernels hold. */
    private static final int MOST_ASKED = 24_000_000;

    @Test
    @Behaviour("readiness.stalled-readers")
    public void fiftyClientsThatDoNotReadDelayNobody() {
        ServerUnderTest server = start(target().jvm("-Xmx64m"));
        promptly(server, "/");
        long before = Figures.available() ? server.figures().residentKiB() : 0;
        List<Wire> stalled = stalled(server);
        promptly(server, "/");
        for (Wire wire : stalled) begun(wire);
        promptly(server, "/");
        assumeFigures();
        long grown = server.figures().residentKiB() - before;
        assertTrue(grown < 150_000, READERS + " clients that do not read cost the server " + grown + " KiB of memory");
    }

    @Test
    @Behaviour("readiness.stalled-readers")
    @Needs(Route.OPTIONS)
    public void eachOfThemIsCutAtTheWriteDeadline() {
        assumeFigures();
        ServerUnderTest server = start(target().options("--deadlines.write", "1s"));
        promptly(server, "/");
        int before = restingDescriptors(server);
        List<Wire> stalled = stalled(server);
        for (Wire wire : stalled) begun(wire);
        eventually("the server gives up the clients that do not read", LATE, () -> server.figures().descriptors() <= before);
        for (Wire wire : stalled) cut(wire);
    }

    /** Requests are small and answers are not: whoever takes all requests has to keep them somewhere, or their answers. */
    @Test
    @Behaviour("readiness.stalled-readers")
    @Since(value = 4, early = "a thread that waits until its client reads takes nothing more from it meanwhile")
    public void aClientThatAsksAndDoesNotReadIsNotReadFrom() throws Exception {
        ServerUnderTest server = start(target().jvm("-Xmx64m"));
        promptly(server, "/");
        long before = Figures.available() ? server.figures().residentKiB() : 0;
        Wire wire = connect(server, 4096).within(Duration.ofSeconds(20));
        byte[] requests = get("/bytes?n=" + PIECE).repeat(100).getBytes(StandardCharsets.US_ASCII);
        AtomicInteger sent = new AtomicInteger();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            while (sent.get() < MOST_ASKED && wire.trySend(requests)) sent.addAndGet(requests.length);
        });
        try {
            awaitStandstill(sent);
            assertTrue(sent.get() < MOST_ASKED, "the server took " + sent.get() + " bytes of requests from a client that reads no answer");
            promptly(server, "/");
            for (int i = 0; i < 300; i++) assertEquals(PIECE, wire.answer().expect(200).expectKeepAlive().body().length);
            if (Figures.available()) {
                long grown = server.figures().residentKiB() - before;
                assertTrue(grown < 100_000, "a client that does not read cost the server " + grown + " KiB of memory");
            }
        } finally {
            wire.reset();
            asking.handle((done, failure) -> done).get(); // it may have been in the middle of a write
        }
    }

    @Test
    @Behaviour("readiness.write-deadline")
    @Needs(Route.OPTIONS)
    public void aClientThatNeverReadsIsCut() {
        assumeFigures();
        ServerUnderTest server = start(target().options("--deadlines.write", "1s"));
        promptly(server, "/");
        int before = restingDescriptors(server);
        Wire wire = connect(server, 4096).send(get("/bytes?n=" + SIZE));
        long start = System.nanoTime();
        begun(wire);
        assertTrue(server.figures().descriptors() > before, "the server did not even wait for its client to read");
        eventually("the server gives up a client that does not read", LATE, () -> server.figures().descriptors() <= before);
        assertTrue(millisSince(start) >= 700, "the write deadline was 1 s, but the client was cut after " + millisSince(start) + " ms");
        cut(wire);
    }

    /** The deadline is for the next bit of progress, not for the whole answer. */
    @Test
    @Behaviour("readiness.write-deadline")
    @Needs(Route.OPTIONS)
    @Since(value = 4, early = "a server that has no write deadline cuts nobody")
    public void aClientThatReadsSlowlyIsNotCut() {
        Wire wire = connect(start(target().options("--deadlines.write", "1s")), 4096).send(get("/bytes?n=" + SIZE));
        begun(wire);
        int read = 0;
        for (int i = 0; i < 12; i++, read += 400_000) {
            pause(250);
            wire.readBody(400_000, (buffer, offset, count) -> { });
        }
        wire.within(LATE).readBody(SIZE - read, (buffer, offset, count) -> { });
    }

    /** A kernel calls for more when a good part of its buffer is free. Until then such a client goes unnoticed, but it does read. */
    @Test
    @Behaviour("readiness.write-deadline")
    @Needs(Route.OPTIONS)
    @Since(value = 4, early = "a server that has no write deadline cuts nobody")
    public void aClientThatReadsLittleByLittleIsNotCut() {
        Wire wire = connect(start(target().options("--deadlines.write", "1s")), 4096).send(get("/bytes?n=" + SIZE));
        begun(wire);
        int read = 0;
        for (int i = 0; i < 20; i++, read += 4_000) {
            pause(200);
            wire.readBody(4_000, (buffer, offset, count) -> { });
        }
        wire.within(LATE).readBody(SIZE - read, (buffer, offset, count) -> { });
    }

    @Test
    @Behaviour("readiness.partial-writes")
    @Since(value = 4, early = "a write that blocks until all is taken is never partial")
    public void aBigAnswerToASlowReaderArrivesByteForByte() {
        Wire wire = connect(server(), 4096).within(Duration.ofSeconds(20)).send(get("/bytes?n=" + SIZE));
        begun(wire);
        long[] seen = {0};
        wire.readBody(SIZE, (buffer, offset, count) -> {
            if (seen[0] % 5_000_000 < count) pause(20);
            for (int i = 0; i < count; i++, seen[0]++) {
                if (buffer[offset + i] != at(seen[0])) throw new AssertionError("byte " + seen[0] + " of the answer is wrong");
            }
        });
        assertEquals(SIZE, seen[0]);
    }

    private static void awaitStandstill(AtomicInteger sent) {
        for (int before = -1; sent.get() != before && sent.get() < MOST_ASKED; ) {
            before = sent.get();
            pause(500);
        }
    }

    /** Each of the answers fits into the buffers on the way, all of them do not: one meets a buffer that has little room left. */
    @Test
    @Behaviour("readiness.partial-writes")
    @Since(value = 4, early = "a write that blocks until all is taken is never partial")
    public void answersThatPileUpArriveByteForByte() {
        Wire wire = pileUp(server());
        for (int i = 0; i < PILE; i++) {
            byte[] body = wire.answer().expect(200).expectKeepAlive().body();
            assertEquals(PART, body.length);
            for (int at = 0; at < PART; at++) {
                if (body[at] != at(at)) throw new AssertionError("byte " + at + " of answer " + (i + 1) + " is wrong");
            }
        }
    }

    @Test
    @Behaviour("waiting.no-leak-between-requests")
    @Since(value = 3, early = "a server that keeps nothing for later can send nobody what another did not take")
    public void whatOneClientDoesNotTakeIsSentToNobodyElse() {
        pileUp(server());
        for (int i = 0; i < 3; i++) promptly(server(), "/").expectBody("Hello, World!\n");
    }

    /** A client that asks again and again, at a walk, and reads nothing yet. */
    private Wire pileUp(ServerUnderTest server) {
        Wire wire = connect(server, 4096).within(LATE).send(GREETING);
        wire.answer().expect(200);
        for (int i = 0; i < PILE; i++) {
            wire.send(get("/bytes?n=" + PART));
            pause(10);
        }
        return wire;
    }

    private List<Wire> stalled(ServerUnderTest server) {
        List<Wire> stalled = new ArrayList<>();
        for (int i = 0; i < READERS; i++) stalled.add(connect(server, 4096).send(get("/bytes?n=" + SIZE)));
        return stalled;
    }

    private static void begun(Wire wire) {
        wire.head("GET").expect(200).expectField("Content-Length", Integer.toString(SIZE));
    }

    /** What is in the buffers on the way may still come, the whole answer may not. */
    private static void cut(Wire wire) {
        byte[] buffer = new byte[65536];
        long received = 0;
        try {
            wire.socket().setSoTimeout(5_000);
            InputStream in = wire.socket().getInputStream();
            for (int count; (count = in.read(buffer)) >= 0; ) received += count;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("a client that did not read for longer than the write deadline was not cut", e);
        } catch (IOException e) {
            return; // a reset is as good as an end: the answer is visibly not whole
        }
        assertTrue(received < SIZE / 2, "a client that did not read for longer than the write deadline got " + received + " bytes");
    }

    /** The content of {@code /bytes}. */
    private static byte at(long offset) {
        return (byte) (offset * 31 + (offset >>> 8) * 7 + (offset >>> 16));
    }
}
