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

/** Spring MVC behind the server, as a client sees it. */
class SpringTest {
    private static ServerUnderTest server;
    private Wire wire;

    @BeforeAll
    static void start() {
        server = AppServer.start("/spring=httpd.servlet.Spring::app");
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
        ask("GET", "/text").expect(200).expectField("Content-Length", "6").expectBody("Hello\n").expectKeepAlive();
        ask("GET", "/text").expect(200);
    }

    @Test
    void parametersOfPathQueryAndFields() {
        ask("GET", "/items/7?colour=red&colour=blue").expect(200).expectBody("7 [red, blue] x");
        ask("GET", "/items/%37").expect(200).expectBody("7 [none] x");
        ask("GET", "/items/seven").expect(400).expectKeepAlive();
    }

    @Test
    void aFormIsRead() {
        String form = "name=Ann+M&many=1&many=2";
        wire.send("POST /spring/form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length() + "\r\n\r\n" + form);
        wire.answer("POST").expect(200).expectBody("Ann M Order[name=Ann M, many=[1, 2]]");
        wire.send("POST /spring/form HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").answer("POST").expect(400);
    }

    @Test
    void anEntityWithStatusFieldsAndBody() {
        String body = "0123456789".repeat(30_000);
        wire.send("PUT /spring/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "493e0\r\n" + body + "\r\n0\r\n\r\n");
        Answer answer = wire.answer("PUT").expect(201).expectField("X-Length", "300000").expectBody(body).expectKeepAlive();
        assertEquals(List.of("a=1", "b=2"), answer.all("Set-Cookie"));
        ask("GET", "/none").expect(204).expectBody("");
    }

    @Test
    void ticksArriveOneByOne() {
        wire.send("GET /spring/ticks HTTP/1.1\r\nHost: x\r\n\r\n");
        wire.head("GET").expect(200).expectField("Transfer-Encoding", "chunked");
        for (int tick = 1; tick <= 3; tick++) {
            StringBuilder text = new StringBuilder();
            wire.readBody("7\r\ntick n\n\r\n".length(), (bytes, from, count) ->
                    text.append(new String(bytes, from, count, StandardCharsets.ISO_8859_1)));
            assertEquals("7\r\ntick " + tick + "\n\r\n", text.toString());
            try (Wire other = Wire.to(server)) { // the next one is written when this one has been seen
                other.send("POST /spring/seen/" + tick + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").answer().expect(200);
            }
        }
    }

    @Test
    void whatIsNotThereAndWhatIsNotAllowed() {
        ask("GET", "/nowhere").expect(404).expectKeepAlive();
        Answer answer = ask("DELETE", "/text").expect(405).expectKeepAlive();
        assertTrue(answer.has("Allow", "GET"), answer.toString());
    }

    @Test
    void optionsAndHead() {
        Answer options = ask("OPTIONS", "/text").expect(200);
        assertTrue(options.has("Allow", "GET") && options.has("Allow", "HEAD"), options.toString());
        ask("HEAD", "/text").expect(200).expectField("Content-Length", "6").expectKeepAlive();
        ask("GET", "/text").expect(200).expectBody("Hello\n");
    }

    @Test
    void anEarlyFailureIsACleanOneUnlessItIsExcused() {
        ask("GET", "/fails").expect(500).expectBody("The server failed to answer this request.\n").expectKeepAlive();
        ask("GET", "/excused").expect(409).expectBody("sorry\n").expectKeepAlive();
    }

    @Test
    void aLateFailureIsACut() {
        Violation cut = assertThrows(Violation.class, () -> ask("GET", "/fails-late"), "half an answer must not look whole");
        assertTrue(cut.getMessage().contains("ended") || cut.getMessage().contains("reset"), cut.getMessage());
    }

    private Answer ask(String method, String target) {
        return wire.send(method + " /spring" + target + " HTTP/1.1\r\nHost: x\r\n\r\n").answer(method);
    }
}
