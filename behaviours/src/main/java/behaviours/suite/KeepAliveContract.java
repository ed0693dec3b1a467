package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Needs;
import behaviours.Route;
import behaviours.Since;
import behaviours.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection carries request after request, and nothing of one gets into the next (RFC 9112 section 9). */
@Since(3)
public abstract class KeepAliveContract extends BusyContract {
    private static final Duration TIGHT = Duration.ofSeconds(1);

    @Test
    @Behaviour("waiting.keep-alive")
    public void aConnectionPersistsByDefault() {
        Wire wire = connect();
        stays(wire, GREETING);
        stays(wire, GREETING);
    }

    @Test
    @Behaviour("waiting.keep-alive")
    public void aHundredRequestsOnOneConnection() {
        Wire wire = connect();
        for (int i = 0; i < 100; i++) stays(wire, GREETING);
    }

    @Test
    @Behaviour("waiting.keep-alive")
    public void closeClosesInAnyCaseAndInAnyList() {
        for (String value : List.of("close", "Close", "CLOSE", "close, TE", "TE,close", "keep-alive, close", "TE\r\nConnection: close")) {
            Wire wire = connect();
            stays(wire, GREETING);
            ends(wire, with("1.1", value));
        }
    }

    @Test
    @Behaviour("waiting.keep-alive")
    public void onlyTheWholeWordCloses() {
        Wire wire = connect();
        for (String value : List.of("enclosed", "closed", "dis-close", "TE")) stays(wire, with("1.1", value));
        ends(wire, with("1.1", "close"));
    }

    /** RFC 9112 section 9.3: a client of version 1.0 has to ask for it, and has to be told. */
    @Test
    @Behaviour("waiting.keep-alive")
    public void anOldClientStaysOnlyIfItAsks() {
        for (String value : List.of("keep-alive", "Keep-Alive", "TE, keep-alive")) {
            Wire wire = connect();
            Answer answer = stays(wire, with("1.0", value));
            assertTrue(answer.has("Connection", "keep-alive"), "an HTTP/1.0 client that sends 'Connection: " + value
                    + "' must be told 'Connection: keep-alive', or it waits for the end of the connection:\n" + answer);
            ends(wire, "GET / HTTP/1.0\r\n\r\n");
        }
    }

    @Test
    @Behaviour("waiting.pipelining")
    public void threeRequestsInOneSegment() {
        Wire wire = connect().send(GREETING + GREETING + GREETING);
        for (int i = 0; i < 3; i++) wire.answer().expect(200);
        wire.expectSilence(Duration.ofMillis(50));
    }

    @Test
    @Behaviour("waiting.pipelining")
    public void aThousandRequestsInOneSegment() {
        Wire wire = connect().send(GREETING.repeat(999) + lastGet("/"));
        for (int i = 0; i < 1000; i++) wire.answer().expect(200);
        wire.expectClosed();
    }

    @Test
    @Behaviour("waiting.pipelining")
    public void twoRequestsByteByByte() {
        Wire wire = connect();
        for (byte b : (GREETING + lastGet("/")).getBytes(StandardCharsets.ISO_8859_1)) wire.send(new byte[] {b});
        wire.answer().expect(200);
        wire.answer().expect(200);
        wire.expectClosed();
    }

    @Test
    @Behaviour("waiting.pipelining")
    public void aClientThatHasSaidAllStillHearsAll() {
        Wire wire = connect().send(GREETING + GREETING + lastGet("/")).halfClose();
        for (int i = 0; i < 3; i++) wire.answer().expect(200);
        wire.expectClosed();
    }

    @Test
    @Behaviour("waiting.pipelining")
    @Needs({Route.SLEEP, Route.REQUEST})
    public void theAnswersKeepTheirOrderWhenTheFirstIsSlow() {
        Wire wire = connect().send(get("/sleep?ms=300") + get("/request?second") + get("/sleep?ms=100") + lastGet("/request?fourth"));
        wire.answer().expect(200).expectBody("slept 300 ms\n");
        assertTrue(wire.answer().expect(200).text().contains("query: second\n"), "the second answer is not that of the second request");
        wire.answer().expect(200).expectBody("slept 100 ms\n");
        assertTrue(wire.answer().expect(200).text().contains("query: fourth\n"), "the fourth answer is not that of the fourth request");
        wire.expectClosed();
    }

    @Test
    @Behaviour("waiting.no-leak-between-requests")
    public void anAnswerWithoutBodyDoesNotSilenceTheNext() {
        Wire wire = connect().within(SOON);
        Answer head = wire.send(GREETING.replace("GET", "HEAD")).answer("HEAD").expect(200);
        Answer whole = stays(wire, GREETING);
        assertTrue(whole.body().length > 0, "the answer to a GET after a HEAD has no body");
        assertTrue(head.body().length == 0 && whole.field("Content-Length").equals(head.field("Content-Length")),
                "HEAD and GET on one connection differ in more than the body");
    }

    @Test
    @Behaviour("waiting.no-leak-between-requests")
    @Needs(Route.ECHO)
    public void anAnswerThatCannotHaveABodyDoesNotSilenceTheNext() {
        Wire wire = connect().send("OPTIONS /echo HTTP/1.1\r\nHost: localhost\r\n\r\n");
        wire.answer("OPTIONS").expect(204);
        assertTrue(stays(wire, GREETING).body().length > 0, "the answer to a GET after a 204 has no body");
    }

    @Test
    @Behaviour("waiting.no-leak-between-requests")
    @Needs({Route.ECHO, Route.REQUEST})
    public void bodyAndFieldsEndWithTheirRequest() {
        Wire wire = connect();
        for (String body : List.of("Content-Length: 5\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nTrailer: 1\r\n\r\n")) {
            String post = "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/x-first\r\nX-First: 1\r\n" + body;
            wire.send(post).answer("POST").expect(200).expectBody("hello").expectField("Content-Type", "text/x-first");
            String seen = wire.send(get("/request")).answer().expect(200).text();
            assertTrue(seen.contains("method: GET\n") && seen.contains("body: 0 bytes\n"),
                    "the request after a POST has something of it: " + seen);
            assertFalse(seen.contains("X-First") || seen.contains("Content-") || seen.contains("Trailer"),
                    "fields of one request appear in the next: " + seen);
        }
    }

    /** RFC 9112 section 2.2: some clients send a line end behind a body, and do so behind each. */
    @Test
    @Behaviour("waiting.no-leak-between-requests")
    public void emptyLinesAreCountedForEachRequest() {
        Wire wire = connect();
        for (int i = 0; i < 12; i++) stays(wire, "\r\n" + GREETING);
    }

    @Test
    @Behaviour("waiting.no-leak-between-requests")
    public void nothingIsAnsweredAfterAnError() {
        Wire wire = connect().send(GREETING + "GET  /two-blanks HTTP/1.1\r\nHost: localhost\r\n\r\n" + GREETING);
        wire.answer().expect(200);
        wire.answer().expect(400).expectClose();
        wire.expectClosed();
    }

    /** Head and body in two small packets wait for one another's acknowledgement, 40 ms each time, unless TCP_NODELAY is set. */
    @Test
    @Behaviour("waiting.nagle")
    @Needs(Route.ECHO)
    public void smallPacketsDoNotWaitForEachOther() {
        Wire wire = connect();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 3 && best >= TIGHT.toMillis(); round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 100 && millisSince(start) < TIGHT.toMillis(); i++) {
                wire.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n").send("hello");
                wire.answer("POST").expect(200).expectBody("hello");
            }
            best = Math.min(best, millisSince(start));
        }
        assertTrue(best < TIGHT.toMillis(), "100 requests one after another on one connection took at least " + best + " ms");
    }

    private static String with(String version, String connection) {
        return "GET / HTTP/" + version + "\r\nHost: localhost\r\nConnection: " + connection + "\r\n\r\n";
    }

    private static Answer stays(Wire wire, String request) {
        return wire.send(request).answer().expect(200).expectKeepAlive();
    }

    private static void ends(Wire wire, String request) {
        wire.send(request).answer().expect(200).expectClose();
        wire.expectClosed();
    }
}
