package httpd.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Violation;
import behaviours.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A servlet behind the server, as a client sees it. */
class PlainTest {
    private static ServerUnderTest server;
    private Wire wire;

    @BeforeAll
    static void start() {
        server = AppServer.start("/shop=httpd.servlet.Plain::app");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        wire = Wire.to(server);
    }

    @AfterEach
    void leave() {
        wire.close();
    }

    @Test
    void textHasItsLengthAndTheConnectionStays() {
        ask("GET", "/text").expect(200).expectField("Content-Type", "text/plain").expectField("Content-Length", "6").expectBody("Hello\n")
                .expectKeepAlive();
        ask("GET", "/text").expect(200);
    }

    @Test
    void itLearnsWhereItIs() {
        wire.send("GET /shop/where?q=%20 HTTP/1.1\r\nHost: shop.example:81\r\n\r\n").answer().expect(200)
                .expectBody("http://shop.example:81/shop/where|/shop/where|/shop||/where|q=%20|shop.example|81");
        wire.send("GET http://[::1]/shop/where? HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200)
                .expectBody("http://[::1]/shop/where|/shop/where|/shop||/where||[::1]|80");
        wire.send("GET /%73hop/where?q HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200)
                .expectBody("http://x/%73hop/where|/%73hop/where|/%73hop||/where|q|x|80");
        wire.send("GET /shop HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(404);
    }

    @Test
    void parametersOfTheQuery() {
        ask("GET", "/parameters?a=%C3%A9+&b=1&b=2&c").expect(200).expectBody(utf8("é [1, 2]null[a, b, c]"));
    }

    @Test
    void fieldsOfTheRequest() {
        wire.send("GET /shop/fields HTTP/1.1\r\nHost: x\r\nX-Two: 1\r\nx-two: 2\r\nX-Int: 5\r\nAccept-Language: de-AT, en;q=0.5\r\n"
                + "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n");
        wire.answer().expect(200).expectBody("1[1, 2]5 784111777000-1[host, x-two, x-int, accept-language, if-modified-since]de_AT");
    }

    @Test
    void cookiesBothWays() {
        wire.send("GET /shop/cookies HTTP/1.1\r\nHost: x\r\nCookie: x=1; y=2\r\nCookie: z=3\r\n\r\n");
        Answer answer = wire.answer().expect(200).expectBody("x=1 y=2 z=3 ");
        List<String> cookies = answer.all("Set-Cookie");
        assertEquals("b=2", cookies.get(1));
        assertEquals(List.of("HttpOnly", "Max-Age=60", "Path=/", "a=1"), List.of(cookies.get(0).split("; ")).stream().sorted().toList());
    }

    @Test
    void aWriterSaysItsCharset() {
        ask("GET", "/writer").expect(200).expectField("Content-Type", "text/html;charset=utf-8").expectBody(utf8("é"))
                .expectField("Content-Length", "2");
        ask("GET", "/latin").expect(200).expectField("Content-Type", "text/html;charset=ISO-8859-1").expectBody("é");
    }

    @Test
    void fieldsOfTheAnswer() {
        Answer answer = ask("GET", "/dates").expect(203).expectField("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT")
                .expectField("Content-Type", "text/plain").expectField("Content-Length", "0");
        assertEquals(List.of("1", "2"), answer.all("X-Int"));
    }

    @Test
    void aLargeBodyArrivesWhole() {
        ask("GET", "/large").expect(200).expectBody(new byte[300_000]).expectKeepAlive();
    }

    @Test
    void ticksArriveOneByOne() {
        wire.send("GET /shop/ticks HTTP/1.1\r\nHost: x\r\n\r\n");
        wire.head("GET").expect(200).expectField("Transfer-Encoding", "chunked");
        for (int tick = 1; tick <= 3; tick++) {
            StringBuilder text = new StringBuilder();
            wire.readBody("7\r\ntick n\n\r\n".length(), (bytes, from, count) ->
                    text.append(new String(bytes, from, count, StandardCharsets.ISO_8859_1)));
            assertEquals("7\r\ntick " + tick + "\n\r\n", text.toString());
            try (Wire other = Wire.to(server)) { // the next one is written when this one has been seen
                other.send("GET /shop/seen?tick" + tick + " HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200);
            }
        }
    }

    @Test
    void aBodyIsRead() {
        String body = "0123456789".repeat(30_000);
        wire.send("POST /shop/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n" + body);
        wire.answer("POST").expect(200).expectField("X-Length", "300000").expectBody(body);
        wire.send("POST /shop/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n493e0\r\n" + body + "\r\n0\r\n\r\n");
        wire.answer("POST").expect(200).expectBody(body).expectKeepAlive();
    }

    @Test
    void aFormIsRead() {
        String form = "name=J%C3%BCrgen+M&many=1&many=2";
        wire.send("POST /shop/form?many=0 HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length() + "\r\n\r\n" + form);
        wire.answer("POST").expect(200).expectBody(utf8("Jürgen M[0, 1, 2]"));
    }

    @Test
    void anErrorAndARedirectionTakeBackWhatWasWritten() {
        ask("GET", "/error").expect(418).expectBody("Teapot (418)\n").expectKeepAlive();
        ask("GET", "/redirect").expect(302).expectField("Location", "/text").expectBody("").expectKeepAlive();
        ask("GET", "/reset").expect(200).expectBody("keptfalse").expectNoField("X-Gone");
        ask("GET", "/reset-text").expect(200).expectBody("kept");
    }

    @Test
    void whatIsNotThereAndWhatIsNotAllowed() {
        ask("GET", "/nowhere").expect(404).expectKeepAlive();
        ask("DELETE", "/text").expect(405).expectKeepAlive();
        Answer options = ask("OPTIONS", "/text").expect(200);
        assertTrue(options.has("Allow", "GET") && options.has("Allow", "POST"), options.toString());
        ask("GET", "/nothing").expect(204).expectBody("");
    }

    @Test
    void headHasTheLengthAndNoBody() {
        ask("HEAD", "/text").expect(200).expectField("Content-Length", "6").expectKeepAlive();
        ask("HEAD", "/large").expect(200).expectNoField("Content-Length");
        ask("GET", "/text").expect(200).expectBody("Hello\n");
    }

    @Test
    void failuresBeforeTheAnswerAreCleanOnes() {
        for (String path : List.of("/fails", "/length", "/both")) {
            ask("GET", path).expect(500).expectBody("The server failed to answer this request.\n").expectKeepAlive();
        }
    }

    @Test
    void whatTheBridgeDoesNotHaveIsNamed() throws InterruptedException {
        ask("GET", "/session").expect(500);
        String log = String.join("\n", server.tail());
        for (int i = 0; i < 500 && !log.contains("HttpServletRequest.getSession is not in this bridge"); i++) {
            Thread.sleep(10); // it is printed by another process
            log = String.join("\n", server.tail());
        }
        assertTrue(log.contains("HttpServletRequest.getSession is not in this bridge"), log);
    }

    @Test
    void aLateFailureIsACut() {
        Violation cut = assertThrows(Violation.class, () -> ask("GET", "/fails-late"), "half an answer must not look whole");
        assertTrue(cut.getMessage().contains("ended") || cut.getMessage().contains("reset"), cut.getMessage());
    }

    private Answer ask(String method, String target) {
        return wire.send(method + " /shop" + target + " HTTP/1.1\r\nHost: x\r\n\r\n").answer(method);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
