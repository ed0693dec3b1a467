package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Figures;
import behaviours.Hard;
import behaviours.Needs;
import behaviours.Route;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Violation;
import behaviours.Wire;
import behaviours.corpus.BytePattern;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Nobody can make the server hold more than it is willing to, and whoever is told so can read it. */
@Since(2)
public abstract class MessageLimitsContract extends MessageContract {
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final long FLAT_KIB = 24 * 1024;

    @Test
    @Behaviour("message.limits")
    public void limits() {
        corpus("message.limits");
    }

    @Test
    @Behaviour("message.limits")
    public void aRequestLineThatGoesOnIsAnsweredReadably() {
        expectReadable(414, "GET /", "a", " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    @Test
    @Behaviour("message.limits")
    public void aFieldLineThatGoesOnIsAnsweredReadably() {
        expectReadable(431, head("GET / HTTP/1.1").stripTrailing() + "\r\nX: ", "a", "\r\n\r\n");
    }

    @Test
    @Behaviour("message.limits")
    public void fieldsThatGoOnAreAnsweredReadably() {
        expectReadable(431, head("GET / HTTP/1.1").stripTrailing() + "\r\n", "X: 12345\r\n", "\r\n");
    }

    @Test
    @Behaviour("message.limits")
    @Needs(Route.GREETING) // others may take more
    public void aBodyThatIsTooLargeIsAnsweredReadably() {
        expectReadable(413, head("POST / HTTP/1.1", "Content-Length: 20000000"), "a", "");
    }

    @Test
    @Behaviour("message.limits")
    @Needs(Route.GREETING) // others may take more
    public void aChunkExtensionThatGoesOnIsAnsweredReadably() {
        expectReadable(413, head("POST / HTTP/1.1", "Transfer-Encoding: chunked") + "5;", "a", "\r\nhello\r\n0\r\n\r\n");
    }

    @Test
    @Behaviour("message.limits")
    @Needs(Route.GREETING) // others may take more
    public void chunksWithExtensionsThatGoOnAreAnsweredReadably() {
        expectReadable(413, head("POST / HTTP/1.1", "Transfer-Encoding: chunked"), "1;abcdefgh\r\nx\r\n", "0\r\n\r\n");
    }

    @Test
    @Behaviour("message.limits")
    public void trailersThatGoOnAreAnsweredReadably() {
        expectReadable(431, head("POST / HTTP/1.1", "Transfer-Encoding: chunked") + "0\r\n", "X: 12345\r\n", "\r\n");
    }

    @Test
    @Behaviour("message.limits")
    public void aMalformedRequestWithMuchBehindItIsAnsweredReadably() {
        expectReadable(400, head("GET / HTTP/1.1", "Content-Length: +5"), "a", "");
    }

    @Test
    @Behaviour("message.limits")
    @Needs(Route.GREETING) // others may take more
    public void aBodyThatIsCountedToBeTooLargeIsRefused() {
        byte[] megabyte = join(bytes("100000\r\n"), new byte[1 << 20], bytes("\r\n"));
        try (Wire wire = connect()) {
            wire.send(head("POST / HTTP/1.1", "Transfer-Encoding: chunked"));
            for (int i = 0; i < 11; i++) wire.trySend(megabyte);
            expectRefusal(wire.answer("POST"), 413).expectClose();
        }
    }

    @Test
    @Behaviour("message.limits")
    @Needs(Route.ECHO)
    public void aBodyWithinTheLimitIsTaken() {
        byte[] body = BytePattern.of(10 << 20);
        ask("POST", "/echo", body).expect(200).expectBody(body);
    }

    /**
     * All the bytes are sent before the answer is read, as a simple client does it; a server that just closes resets it. The pause
     * gives the server time to close, and the first try, with fewer bytes, time to load what it needs for it.
     */
    private void expectReadable(int status, String start, String repeated, String end) {
        byte[] piece = bytes(repeated.repeat(30_000 / repeated.length()));
        for (int total : new int[] {100_000, 3_000_000}) {
            try (Wire wire = connect()) {
                wire.send(start).send(piece).sendSlowly(bytes(repeated.repeat(20 / repeated.length())), PAUSE);
                for (int sent = 0; sent < total; sent += piece.length) wire.send(piece);
                expectRefusal(wire.send(end).answer(), status).expectClose();
            }
        }
    }

    @Test
    @Behaviour("message.limits")
    @Needs(Route.GREETING)
    public void theLimitsAreWhereTheyAreSaidToBe() {
        for (int more = 0; more <= 1; more++) {
            expectStatus(more == 0 ? 200 : 414, "GET /?" + "a".repeat(8192 - 15 + more) + " HTTP/1.1\r\nHost: a\r\n\r\n");
            expectStatus(more == 0 ? 200 : 431, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(8192 - 3 + more) + "\r\n\r\n");
            expectStatus(more == 0 ? 200 : 431, "GET / HTTP/1.1\r\nHost: a\r\n" + "X: 1\r\n".repeat(99 + more) + "\r\n");
            String lines = "GET / HTTP/1.1\r\nHost: a\r\n" + ("X: " + "a".repeat(8000) + "\r\n").repeat(8);
            expectStatus(more == 0 ? 200 : 431, lines + "Y: " + "a".repeat(65_536 - 5 - lines.length() + more) + "\r\n\r\n");
            String extension = ";" + "a".repeat(4095);
            expectStatus(more == 0 ? 200 : 413, "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "1" + extension + "\r\nx\r\n0" + extension + "a".repeat(more) + "\r\n\r\n");
        }
    }

    private void expectStatus(int status, String request) {
        try (Wire wire = connect()) {
            wire.send(request).answer().expect(status);
        }
    }

    @Test
    @Behaviour("message.big-answer")
    @Needs(Route.BYTES)
    public void anAnswerOfAGigabyteNeedsNoMemory() {
        long length = 1_000_000_000L;
        ServerUnderTest server = start(target().jvm("-Xmx32m"));
        try (Wire wire = connect(server).within(Duration.ofSeconds(60))) {
            Answer head = wire.send(request(server, "GET", "/bytes?n=" + length)).head("GET").expect(200);
            head.expectField("Content-Length", String.valueOf(length));
            wire.readBody(length, new BytePattern());
            wire.expectClosed();
        }
    }

    @Test
    @Behaviour("message.memory")
    public void anEndlessHeadCostsNoMemory() {
        expectFlat(431, "GET / HTTP/1.1\r\nHost: a\r\n", "X: " + "a".repeat(97) + "\r\n", "\r\n");
    }

    @Test
    @Behaviour("message.memory")
    public void anEndlessLineCostsNoMemory() {
        expectFlat(414, "GET /", "a", " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    @Test
    @Behaviour("message.memory")
    public void anEndlessTrailerCostsNoMemory() {
        expectFlat(431, "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X: " + "a".repeat(97) + "\r\n", "\r\n");
    }

    @Test
    @Behaviour("message.memory")
    @Needs(Route.GREETING) // others may take more
    public void aHugeDeclaredLengthCostsNoMemory() {
        expectFlat(413, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000000\r\n\r\n", "a", "");
    }

    /** In a small heap. The first round is short: it loads what such a request needs, and says soon whether it is refused at all. */
    private void expectFlat(int status, String start, String repeated, String end) {
        Assumptions.assumeTrue(Figures.available(), "resident memory is read from /proc, which is not there");
        ServerUnderTest server = start(target().jvm("-Xmx32m"));
        ask(server, "GET", "/").expect(200);
        refuse(server, status, start, repeated, end, 1_000_000);
        long before = server.figures().residentKiB();
        for (int round = 0; round < Hard.scale(2); round++) {
            refuse(server, status, start, repeated, end, 32_000_000);
            long now = server.figures().residentKiB();
            if (now - before > FLAT_KIB) throw new Violation("resident memory grew from " + before + " KiB to " + now + " KiB");
        }
    }

    private void refuse(ServerUnderTest server, int status, String start, String repeated, String end, int total) {
        try (Wire wire = connect(server)) {
            byte[] piece = bytes(repeated.repeat(64_000 / repeated.length()));
            wire.send(start);
            for (int sent = 0; sent < total && wire.trySend(piece); sent += piece.length) {
                // the server has answered long ago
            }
            wire.trySend(bytes(end));
            expectRefusal(wire.answer(), status).expectClose();
        }
    }
}
