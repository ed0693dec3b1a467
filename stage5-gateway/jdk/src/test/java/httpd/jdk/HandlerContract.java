package httpd.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Violation;
import behaviours.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a handler of the JDK may rely on, where it belongs and across the bridge. */
abstract class HandlerContract {
    private Wire wire;

    abstract ServerUnderTest server();

    @BeforeEach
    void connect() {
        wire = Wire.to(server());
    }

    @AfterEach
    void leave() {
        wire.close();
    }

    @Test
    void textHasItsLengthAndTheConnectionStays() {
        get("/text").expect(200).expectField("Content-Length", "6").expectField("Content-Type", "text/plain").expectBody("Hello\n");
        get("/text").expect(200).expectKeepAlive();
    }

    @Test
    void twoCookiesKeepTheirOrder() {
        assertEquals(List.of("a=1", "b=2"), get("/cookies").expect(200).expectField("Content-Length", "0").all("Set-Cookie"));
    }

    @Test
    void nothingIsNothing() {
        get("/none").expect(204).expectBody("");
        get("/nowhere").expect(404).expectField("Content-Length", "0");
    }

    @Test
    void itLearnsWhereItIs() {
        get("/where?a=%20b").expect(200).expectBody("GET|/handler|/handler/where?a=%20b");
    }

    @Test
    void headHasTheLengthThatTheHandlerSays() {
        wire.send("HEAD /handler/text HTTP/1.1\r\nHost: x\r\n\r\n").answer("HEAD").expect(200).expectField("Content-Length", "6");
        wire.send("HEAD /handler/nowhere HTTP/1.1\r\nHost: x\r\n\r\n").answer("HEAD").expect(404).expectNoField("Content-Length");
        get("/text").expect(200);
    }

    @Test
    void zeroMeansChunks() {
        Answer answer = get("/large").expect(200).expectBody(new byte[300_000]);
        assertTrue(answer.has("Transfer-Encoding", "chunked"), "its length is not known");
    }

    @Test
    void ticksArriveOneByOne() {
        String name = getClass().getSimpleName();
        wire.send("GET /handler/ticks?" + name + " HTTP/1.1\r\nHost: x\r\n\r\n");
        wire.head("GET").expect(200);
        for (int tick = 1; tick <= 3; tick++) {
            StringBuilder text = new StringBuilder();
            wire.readBody("7\r\ntick n\n\r\n".length(), (bytes, from, count) ->
                    text.append(new String(bytes, from, count, StandardCharsets.ISO_8859_1)));
            assertEquals("7\r\ntick " + tick + "\n\r\n", text.toString());
            try (Wire other = Wire.to(server())) {
                other.send("GET /signal?handler" + name + tick + " HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200);
            }
        }
    }

    @Test
    void aRequestBodyIsEchoed() {
        String body = "0123456789".repeat(30_000);
        wire.send("POST /handler/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n").send(body);
        wire.answer("POST").expect(200).expectBody(body);
        wire.send("POST /handler/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nHello\r\n0\r\n\r\n");
        wire.answer("POST").expect(200).expectBody("Hello").expectField("Content-Length", "5");
    }

    @Test
    void aFailureAfterAPartWasSentIsACut() {
        assertThrows(Violation.class, () -> get("/fails-sent"));
    }

    @Test
    void fewerBytesThanAnnouncedAreACut() {
        assertThrows(Violation.class, () -> get("/short"));
    }

    @Test
    void theServersFieldsAreTheServers() {
        Answer answer = get("/fields").expect(200).expectField("Content-Length", "1").expectBody("x");
        assertTrue(answer.field("Date").endsWith(" GMT"), answer.toString());
    }

    final Answer get(String path) {
        return wire.send("GET /handler" + path + " HTTP/1.1\r\nHost: x\r\n\r\n").answer();
    }

    final Wire wire() {
        return wire;
    }
}
