package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Needs;
import behaviours.Route;
import behaviours.Since;
import behaviours.Wire;
import behaviours.corpus.BytePattern;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a request ends: lengths, chunks and codings, bodies that are cut short, and clients that ask before they send. */
@Since(2)
public abstract class MessageLengthContract extends MessageContract {
    private static final Duration A_WHILE = Duration.ofMillis(150);

    @Test
    @Behaviour("message.length")
    public void length() {
        corpus("message.length");
    }

    @Test
    @Behaviour("message.length")
    @Needs(Route.ECHO)
    public void largeBodiesArriveWhole() {
        byte[] body = BytePattern.of(3_000_000);
        ask("POST", "/echo", body).expect(200).expectBody(body);
    }

    @Test
    @Behaviour("message.length-and-chunked")
    public void lengthAndChunked() {
        corpus("message.length-and-chunked");
    }

    @Test
    @Behaviour("message.coding")
    public void coding() {
        corpus("message.coding");
    }

    @Test
    @Behaviour("message.chunked")
    @Needs(Route.ECHO)
    public void chunkedBodiesAreUnderstood() {
        corpus("message.chunked");
    }

    @Test
    @Behaviour("message.chunk-syntax")
    public void chunkSyntax() {
        corpus("message.chunk-syntax");
    }

    @Test
    @Behaviour("message.truncated")
    @Needs(Route.ECHO)
    public void aBodyCutShortIsNotHandled() {
        String chunked = "Transfer-Encoding: chunked";
        expectUnhandled(head("POST /echo HTTP/1.1", "Content-Length: 50") + "hello");
        expectUnhandled(head("POST /echo HTTP/1.1", "Content-Length: 50"));
        expectUnhandled(head("POST /echo HTTP/1.1", "Content-Length: 5") + "hell");
        expectUnhandled(head("POST /echo HTTP/1.0", "Content-Length: 6") + "hello");
        expectUnhandled(head("POST /echo HTTP/1.1", chunked));
        expectUnhandled(head("POST /echo HTTP/1.1", chunked) + "5");
        expectUnhandled(head("POST /echo HTTP/1.1", chunked) + "5\r\nhel");
        expectUnhandled(head("POST /echo HTTP/1.1", chunked) + "5\r\nhello\r\n");
        expectUnhandled(head("POST /echo HTTP/1.1", chunked) + "5\r\nhello\r\n0\r\n");
        expectUnhandled(head("POST /echo HTTP/1.1", chunked) + "5\r\nhello\r\n0\r\nX: 1\r\n");
        expectUnhandled(head("POST /echo HTTP/1.1", chunked) + "5\r\nhello\r\n0\r\n\r");
    }

    @Test
    @Behaviour("message.truncated")
    public void aHeadCutShortIsNotHandled() {
        String request = head("GET / HTTP/1.1");
        for (int length = 0; length < request.length(); length++) expectUnhandled(request.substring(0, length));
    }

    /** The client says that nothing more comes. The server may refuse or just leave. */
    private void expectUnhandled(String request) {
        try (Wire wire = connect()) {
            Answer answer = wire.send(request).halfClose().answerOrEnd("POST");
            if (answer == null || answer.status() == 100 && (answer = wire.answerOrEnd("POST")) == null) return;
            answer.expectOneOf(400, 408);
        }
    }

    @Test
    @Behaviour("message.expect")
    @Needs(Route.ECHO)
    public void whoAsksIsToldToContinueOnce() {
        for (String expectation : List.of("100-continue", "100-Continue")) {
            try (Wire wire = connect()) {
                wire.send(head("POST /echo HTTP/1.1", "Expect: " + expectation, "Content-Length: 5")).answer("POST").expect(100);
                wire.expectSilence(A_WHILE).send("he").expectSilence(A_WHILE).send("llo").answer("POST").expect(200).expectBody("hello");
            }
        }
        try (Wire wire = connect()) {
            wire.send(head("POST /echo HTTP/1.1", "Expect: 100-continue", "Transfer-Encoding: chunked")).answer("POST").expect(100);
            wire.send("5\r\nhello\r\n0\r\n\r\n").answer("POST").expect(200).expectBody("hello");
        }
    }

    @Test
    @Behaviour("message.expect")
    @Needs(Route.ECHO)
    public void whoDoesNotWaitNeedsNotBeTold() {
        try (Wire wire = connect()) {
            wire.send(head("POST /echo HTTP/1.1", "Expect: 100-continue", "Content-Length: 5") + "hello");
            wire.answer("POST").expect(200).expectBody("hello");
        }
    }

    @Test
    @Behaviour("message.expect")
    @Needs(Route.ECHO)
    public void whoSpeaks10IsNotTold() {
        try (Wire wire = connect()) {
            wire.send(head("POST /echo HTTP/1.0", "Expect: 100-continue", "Content-Length: 5")).expectSilence(A_WHILE);
            wire.send("hello").answer("POST").expect(200).expectBody("hello");
        }
    }

    @Test
    @Behaviour("message.expect")
    public void whoIsRefusedIsNotTold() {
        corpus("message.expect");
        expectRefusal(400, "Expect: 100-continue", "Content-Length: 5", "Content-Length: 5");
        expectRefusal(413, "Expect: 100-continue", "Content-Length: 1000000000000");
        expectRefusal(417, "Expect: something-else", "Content-Length: 5");
    }

    private void expectRefusal(int status, String... fields) {
        try (Wire wire = connect()) {
            wire.send(head("POST / HTTP/1.1", fields)).answer("POST").expect(status).expectClose();
        }
    }
}
