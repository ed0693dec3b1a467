package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Violation;
import behaviours.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What may stand around an application: a log, compression, pages for errors, and the check of the contract. */
public abstract class GatewayMiddlewareContract extends GatewayContract {
    private static final String GZIP = "Accept-Encoding: br;q=1, gzip;q=0.5";

    @Override
    protected List<String> options() {
        return List.of("--app", GatewayFiles.application("answers").toString(), "--app", "/bodies=" + GatewayFiles.application("bodies"),
                "--app", "/older=" + GatewayFiles.application("older") + ":app",
                "--middleware", "access-log,gzip,error-page");
    }

    @Test
    @Behaviour("gateway.gzip")
    public void whoAcceptsGzipGetsItAndCachesAreTold() throws IOException {
        Wire wire = connect();
        Answer answer = wire.send(request("GET", "/held", GZIP)).answer().expect(200).expectField("Content-Encoding", "gzip")
                .expectKeepAlive();
        if (answer.body().length > 1000 || !answer.has("Vary", "Accept-Encoding")) {
            throw wrong(answer, "it had to be compressed, with Vary");
        }
        String text = new String(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes(), StandardCharsets.US_ASCII);
        if (!text.equals("x".repeat(5000))) throw Violation.differs("what was compressed", "x".repeat(5000), text);
        Answer sized = wire.send(request("GET", "/sized", GZIP)).answer().expect(200).expectField("Content-Encoding", "gzip");
        if (!new String(new GZIPInputStream(new ByteArrayInputStream(sized.body())).readAllBytes(), StandardCharsets.US_ASCII)
                .equals(text)) {
            throw wrong(sized, "this is not what was compressed");
        }
    }

    @Test
    @Behaviour("gateway.gzip")
    public void whoDoesNotOrWhatIsNoTextIsLeftAsItIs() {
        Wire wire = connect();
        for (String field : List.of("Accept-Encoding: gzip;q=0, *", "Accept-Encoding: br", "Accept-Encoding:")) {
            Answer answer = wire.send(request("GET", "/sized", field)).answer().expect(200).expectNoField("Content-Encoding");
            answer.expectBody("x".repeat(5000));
            if (!answer.has("Vary", "Accept-Encoding")) throw wrong(answer, "a cache must know that others get something else");
        }
        wire.send(request("GET", "/bytes", GZIP)).answer().expect(200).expectNoField("Content-Encoding").expectBody(new byte[20_000]);
        wire.send(request("GET", "/nothing?code=204", GZIP)).answer().expect(204).expectNoField("Content-Encoding");
    }

    /** What is compressed is cut as well, and its end does not look like one. */
    @Test
    @Behaviour("gateway.gzip")
    public void aFailureIsNotCompressedAway() {
        expectCut(everything(connect().send(request("GET", "/bodies/late", GZIP))), 200);
        connect().send(request("GET", "/bodies/early", GZIP)).answer().expect(500).expectNoField("Content-Encoding");
    }

    @Test
    @Behaviour("gateway.access-log")
    public void everyAnswerIsALineInTheCommonLogFormat() {
        ask("GET", "/text?a=%22b").expect(200);
        connect().send(request("POST", "/nowhere/\"quoted\\", "Content-Length: 0")).answer().expect(404);
        connect().send("HEAD /held HTTP/1.0\r\n\r\n").answer("HEAD").expect(200);
        expectCut(everything(connect().send(get("/bodies/late"))), 200);
        String time = "\\[\\d\\d/[A-Z][a-z][a-z]/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}\\]";
        for (String line : List.of("\"GET /text\\?a=%22b HTTP/1\\.1\" 200 19", "\"POST /nowhere/\\\\\"quoted\\\\\\\\ HTTP/1\\.1\" 404 \\d+",
                "\"HEAD /held HTTP/1\\.0\" 200 -", "\"GET /bodies/late HTTP/1\\.1\" 200 100")) {
            ServerUnderTest server = server();
            if (!comes(() -> server.tail().stream().anyMatch(each -> each.matches("127\\.0\\.0\\.1 - - " + time + " " + line)))) {
                throw new Violation("the log has no line with " + line + ": " + server.tail());
            }
        }
    }

    @Test
    @Behaviour("gateway.error-page")
    public void whoShowsHtmlGetsAPageForAnError() {
        Answer page = connect().send(request("GET", "/nowhere", "Accept: text/html, */*;q=0.1")).answer().expect(404);
        page.expectField("Content-Type", "text/html; charset=utf-8");
        if (!page.text().contains("404 Not Found") || !page.text().contains("This application has no such page.")) {
            throw wrong(page, "no page for people");
        }
        String escaped = connect().send(request("GET", "/markup", "Accept: text/html")).answer().expect(404).text();
        if (escaped.contains("<b>") || !escaped.contains("&lt;b&gt;")) throw new Violation("a text has become markup: " + escaped);
        connect().send(request("GET", "/nowhere", "Accept: */*")).answer().expect(404).expectBody("This application has no such page.\n");
        connect().send(request("GET", "/text", "Accept: text/html")).answer().expect(200).expectBody("This is an answer.\n");
    }

    @Test
    @Behaviour("gateway.lint")
    public void whatBreaksTheContractIs500AndSaysWho() {
        ServerUnderTest server = start(linted());
        for (String page : List.of("/no-type", "/two-types", "/status-field", "/no-content", "/close")) {
            ask(server, "GET", page).expect(500);
            if (!comes(() -> server.tail().stream().anyMatch(line -> line.matches(".*GET " + page + ":.*lint: the application .*")))) {
                throw new Violation("the log does not say that the application is wrong with " + page + ": " + server.tail());
            }
        }
        int printed = server.tail().size();
        ask(server, "GET", "/text").expect(200).expectBody("a text\n");
        ask(server, "GET", "/pushed").expect(200).expectBody("a text\n");
        ask(server, "HEAD", "/pushed").expect(200);
        connect(server).send(request("POST", "/echo", "Content-Length: 4") + "more").answer().expect(200).expectBody("more");
        connect(server).send(request("POST", "/text", "Transfer-Encoding: chunked") + "4\r\nmore\r\n0\r\n\r\n").answer().expect(200);
        ask(server, "GET", "/nowhere").expect(404);
        if (server.tail().size() != printed) throw new Violation("there is nothing to say against these: " + server.tail());
    }

    private Target linted() {
        return with("--app", GatewayFiles.application("violations").toString(), "--lint");
    }

    /** Without it the same answers are sent, as well as that is possible. */
    @Test
    @Behaviour("gateway.lint")
    public void theServerAddsNothingOfItsOwnThatItWouldObjectTo() {
        ServerUnderTest server = start(with("--app", GatewayFiles.application("answers").toString(), "--lint"));
        Wire wire = connect(server);
        for (String path : List.of("/text", "/bytes", "/fields", "/held", "/sized", "/layers", "/loop/text", "/request/a%20b?c",
                "/nowhere")) {
            for (String method : List.of("GET", "HEAD")) {
                wire.send(request(method, path)).answer(method).expectOneOf(200, 404).expectKeepAlive();
            }
        }
        for (String path : List.of("/echo", "/half", "/text", "/loop/text")) {
            wire.send(request("POST", path, "Transfer-Encoding: chunked") + "4;a=b\r\nmore\r\n0\r\n\r\n").answer("POST").expect(200);
        }
        wire.send(request("POST", "/reading/half", "Content-Length: 4") + "more").answer("POST").expect(200);
        List<String> said = server.tail().stream().filter(line -> line.contains("lint:")).toList();
        if (!said.isEmpty()) throw new Violation("the server or a good application was objected to: " + said);
    }

    @Test
    @Behaviour("gateway.wsgi")
    public void anApplicationInTheShapeOfPep3333Runs() {
        Wire wire = connect();
        Answer answer = wire.send(get("/older/")).answer().expect(200).expectBody("block 1\nblock 2\nblock 3\n").expectKeepAlive();
        if (!answer.all("X-Two").equals(List.of("1", "2"))) throw wrong(answer, "X-Two had to be 1 and 2");
        wire.send(request("POST", "/older/echo", "X-One: 1", "Content-Length: 4") + "body").answer().expect(200)
                .expectBody("/older 4 1\nbody");
        wire.send(get("/older/write")).answer().expect(200).expectBody("written\nreturned\n");
        wire.send(get("/older/changed")).answer().expect(503).expectBody("later\n").expectKeepAlive();
        for (String page : List.of("twice", "never", "early")) wire.send(get("/older/" + page)).answer().expect(500).expectKeepAlive();
        everything(connect().send(get("/older/late").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")));
        if (!comes(() -> told("/older/closes").equals("3"))) {
            throw new Violation("three bodies are to be closed once: " + told("/older/closes"));
        }
    }
}
