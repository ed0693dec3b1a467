package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Field;
import behaviours.Needs;
import behaviours.Route;
import behaviours.Since;
import behaviours.Wire;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What goes wrong: applications that fail or lie, clients that speak another language, bodies that nobody reads. */
@Since(2)
public abstract class MessageFailureContract extends MessageContract {
    /** A TLS 1.3 client's first record, as far as its first extension. */
    private static final byte[] TLS_HELLO = HexFormat.of().parseHex("16030100c8010000c40303" + "5f".repeat(32) + "20" + "e1".repeat(32)
            + "00061302130313010100007500000010000e00000b6578616d706c652e6f7267");
    private static final Set<String> FRAME = Set.of("Date", "Server", "Content-Type", "Content-Length", "Connection");

    @Test
    @Behaviour("message.handler-fails")
    @Needs(Route.FAIL)
    public void aFailingHandlerIsAnsweredWithoutItsInside() {
        for (String how : List.of("exception", "overflow", "null")) {
            for (int i = 0; i < 3; i++) {
                Answer answer = ask("GET", "/fail?how=" + how).expect(500);
                for (String inside : List.of("xception", "Error", "java", "httpd", "secret", "\tat ")) {
                    if (answer.text().contains(inside)) throw wrong(answer, "the answer tells '" + inside + "' of the inside");
                }
            }
            ask("GET", "/").expect(200);
        }
    }

    @Test
    @Behaviour("message.injection")
    @Needs(Route.FAIL)
    public void aHandlerCannotInjectFields() {
        expectOnlyTheFrame(ask("GET", "/fail?how=injection").expect(500));
    }

    @Test
    @Behaviour("message.injection")
    @Needs(Route.FAIL)
    public void aHandlerCannotFrameItsAnswer() {
        expectOnlyTheFrame(ask("GET", "/fail?how=framing").expect(500));
    }

    private static void expectOnlyTheFrame(Answer answer) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Field field : answer.fields()) names.add(field.name());
        names.removeAll(FRAME);
        if (!names.isEmpty()) throw wrong(answer, "fields that the server did not mean to send: " + names);
    }

    @Test
    @Behaviour("message.injection")
    @Needs(Route.ECHO)
    public void aClientCannotInjectFieldsByItsContentType() {
        Answer answer = ask("POST", "/echo", bytes("hello"), "Content-Type: text/plain%0D%0ASet-Cookie: a=1").expect(200);
        answer.expectNoField("Set-Cookie").expectField("Content-Type", "text/plain%0D%0ASet-Cookie: a=1");
    }

    @Test
    @Behaviour("message.garbage")
    public void otherProtocolsAreRefused() {
        corpus("message.garbage");
    }

    @Test
    @Behaviour("message.garbage")
    public void tlsIsRefusedOrDropped() {
        for (byte[] hello : List.of(join(TLS_HELLO, bytes("\0\r\n\r\n")), TLS_HELLO)) {
            try (Wire wire = connect()) {
                wire.trySend(hello);
                Answer answer = wire.halfClose().answerOrEnd("GET");
                if (answer != null) answer.expect(400);
            }
            ask("GET", "/").expect(200);
        }
    }

    @Test
    @Behaviour("message.garbage")
    @Needs(Route.GREETING) // others may wait for a line end until their patience ends
    public void tlsIsRefusedAtItsFirstByte() {
        ask("GET", "/no/such/page").expect(404);
        try (Wire wire = connect()) {
            wire.send(TLS_HELLO).answer().expect(400);
        }
    }

    @Test
    @Behaviour("message.bodies")
    @Needs(Route.ECHO)
    public void whatLooksLikeARequestInABodyIsNone() {
        corpus("message.bodies");
    }

    @Test
    @Behaviour("message.bodies")
    @Since(value = 2, early = "stage 1 answers once and closes, whatever follows")
    public void aBodyThatNobodyReadsIsNotTakenForARequest() {
        String hidden = head("GET /hidden/in/a/body HTTP/1.1");
        String chunk = Integer.toHexString(hidden.length()) + "\r\n" + hidden + "\r\n0\r\n\r\n";
        for (String request : List.of(head("GET / HTTP/1.1", "Content-Length: " + hidden.length()) + hidden,
                head("GET / HTTP/1.1", "Transfer-Encoding: chunked") + chunk,
                head("POST /no/such/page HTTP/1.1", "Content-Length: " + hidden.length()) + hidden)) {
            try (Wire wire = connect()) {
                Answer first = wire.send(join(bytes(request), BEHIND)).answer();
                List<Answer> rest = first.closes() ? List.of() : toTheEnd(wire, List.of());
                for (Answer answer : rest) answer.expect(200);
                if (rest.size() > 1) throw first.violation("two requests had " + (1 + rest.size()) + " answers", "  " + rest + "\n");
            }
        }
    }
}
