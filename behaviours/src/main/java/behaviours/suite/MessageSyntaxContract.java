package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Needs;
import behaviours.Route;
import behaviours.Since;
import behaviours.Wire;
import behaviours.corpus.Corpus;
import behaviours.corpus.RequestFile;
import behaviours.corpus.Segmentation;
import behaviours.corpus.SiteModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a head may look like, octet by octet: the good ones are understood, the bad ones refused, never guessed at. */
@Since(2)
public abstract class MessageSyntaxContract extends MessageContract {

    @Test
    @Behaviour("message.request-line")
    public void requestLine() {
        corpus("message.request-line");
    }

    @Test
    @Behaviour("message.version")
    public void version() {
        corpus("message.version");
    }

    @Test
    @Behaviour("message.target-decoding")
    public void requestTarget() {
        corpus("message.target-decoding");
    }

    @Test
    @Behaviour("message.target-decoding")
    @Needs(Route.REQUEST)
    public void thePathIsDecodedAndTheQueryIsNot() {
        try (Wire wire = connect()) {
            wire.send("GET /re%71uest?a=%41?b HTTP/1.0\r\n\r\n").answer().expect(200).expectBody("""
                    method: GET
                    target: /re%71uest?a=%41?b
                    path: /request
                    query: a=%41?b
                    authority:\s
                    version: HTTP/1.0
                    body: 0 bytes
                    """);
        }
    }

    @Test
    @Behaviour("message.leading-crlf")
    public void emptyLinesBeforeTheRequestLine() {
        corpus("message.leading-crlf");
    }

    @Test
    @Behaviour("message.leading-crlf")
    public void endlessEmptyLinesAreCut() {
        try (Wire wire = connect()) {
            byte[] lines = bytes("\r\n".repeat(4096));
            for (int i = 0; i < 16 && wire.trySend(lines); i++) {
                // until somebody has enough
            }
            wire.trySend(BEHIND);
            wire.answer().expect(400);
        }
    }

    @Test
    @Behaviour("message.leading-crlf")
    @Needs(Route.REQUEST)
    public void emptyLinesBeforeALongHeadThatComesInPieces() {
        for (String empty : List.of("\r\n", "\r\n\r\n")) {
            StringBuilder head = new StringBuilder(empty + "GET /request HTTP/1.1\r\nHost: example.org\r\n");
            for (int i = 0; i < 60; i++) head.append("X-").append(i).append(": ").append("abcdefghij".repeat(i)).append("\r\n");
            byte[] request = bytes(head + "\r\n");
            try (Wire wire = connect()) {
                Answer answer = wire.send(Segmentation.random(request.length).cut(request)).answer();
                answer.expect(200).expectBody(SiteModel.expect(request).body());
            }
        }
    }

    @Test
    @Behaviour("message.host")
    public void host() {
        corpus("message.host");
    }

    @Test
    @Behaviour("message.field-syntax")
    public void fields() {
        corpus("message.field-syntax");
    }

    @Test
    @Behaviour("message.field-syntax")
    @Needs(Route.REQUEST)
    public void valuesKeepTheirBytesAndLoseTheBlanksAroundThem() {
        StringBuilder allowed = new StringBuilder("\t");
        for (char c = 0x20; c <= 0xFF; c++) {
            if (c != 0x7F) allowed.append(c);
        }
        try (Wire wire = connect()) {
            wire.send("GET /request HTTP/1.0\r\nX: a" + allowed + "\r\nUtf-8:\u00c3\u00a4\r\n");
            wire.send("Blanks: \t a \t b \t \r\nNone:\r\nBlank: \r\n\r\n");
            wire.answer().expect(200).expectBody("method: GET\ntarget: /request\npath: /request\nquery: \nauthority: \n"
                    + "version: HTTP/1.0\nbody: 0 bytes\nfield: X: a" + allowed + "\nfield: Utf-8: \u00c3\u00a4\n"
                    + "field: Blanks: a \t b\nfield: None: \nfield: Blank: \n");
        }
    }

    @Test
    @Behaviour("message.bare-lf")
    public void lineEnds() {
        corpus("message.bare-lf");
    }

    @Test
    @Behaviour("message.refusals-whole")
    public void everyRefusalIsAWholeAnswer() {
        for (RequestFile file : Corpus.invalid()) {
            if (!file.method().equals("HEAD")) expectWholeRefusal(file.bytes());
        }
        expectWholeRefusal(bytes(head("GET /no/such/page HTTP/1.1", "Connection: close")));
        expectWholeRefusal(bytes(head("BREW / HTTP/1.1", "Connection: close")));
    }

    private void expectWholeRefusal(byte[] request) {
        try (Wire wire = connect()) {
            Answer answer = wire.send(request).answer().expectClose();
            if (answer.status() < 400) throw wrong(answer, "this is not refused");
            for (String field : List.of("Date", "Content-Length")) {
                if (answer.field(field) == null) throw wrong(answer, "the refusal has no " + field);
            }
            ImfDate.parse(answer.field("Date"));
            expectSentence(answer);
        }
    }
}
