package httpd.jersey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Violation;
import behaviours.Wire;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A JAX-RS application behind the server, as a client sees it. */
class JerseyTest {
    private static ServerUnderTest server;
    private Wire wire;

    @BeforeAll
    static void start() {
        server = AppServer.start("httpd.jersey.Shop::app");
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
        ask("GET", "/text").expect(200).expectField("Content-Type", "text/plain;charset=utf-8").expectField("Content-Length", "6")
                .expectBody("Hello\n").expectKeepAlive();
        ask("GET", "/text").expect(200);
    }

    @Test
    void parametersOfPathQueryAndFields() {
        wire.send("GET /items/a%20b?colour=red&colour=%C3%A9 HTTP/1.1\r\nHost: x\r\nX-Two: 1\r\nx-two: 2\r\n\r\n");
        wire.answer().expect(200).expectBody(utf8("a b [red, é] [1, 2]\n"));
    }

    @Test
    void itKnowsItsOwnAddress() {
        wire.send("GET /where/a%2Fb//c?q=%20 HTTP/1.1\r\nHost: shop.example:81\r\n\r\n").answer().expect(200)
                .expectBody("http://shop.example:81/ where/a%2Fb//c http://shop.example:81/where/a%2Fb//c?q=%20\n");
        wire.send("GET http://other.example/where/x HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200)
                .expectBody("http://other.example/ where/x http://other.example/where/x\n");
    }

    @Test
    void itMayBeMounted() {
        try (ServerUnderTest mounted = AppServer.start("/shop=httpd.jersey.Shop::app"); Wire other = Wire.to(mounted)) {
            other.send("GET /shop/where/x HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200)
                    .expectBody("http://x/shop/ where/x http://x/shop/where/x\n");
            other.send("GET /%73h%6Fp/where/x HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200)
                    .expectBody("http://x/%73h%6Fp/ where/x http://x/%73h%6Fp/where/x\n");
            other.send("GET /shop HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(404);
        }
    }

    @Test
    void aFormIsRead() {
        String form = "name=J%C3%BCrgen+M&many=1&many=2";
        wire.send("POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                + "\r\n\r\n" + form);
        wire.answer("POST").expect(200).expectBody(utf8("Jürgen M [1, 2]\n"));
    }

    @Test
    void aFileIsUploadedByteForByte() {
        byte[] file = new byte[5 << 20];
        new Random(1).nextBytes(file);
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(utf8("--edge\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfive\r\n"
                + "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"five.bin\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n"));
        form.writeBytes(file);
        form.writeBytes(utf8("\r\n--edge--\r\n"));
        wire.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: " + form.size()
                + "\r\n\r\n").send(form.toByteArray());
        wire.answer("POST").expect(200).expectField("X-File", "five.bin").expectField("X-Note", "five").expectBody(file);
    }

    @Test
    void aBodyInChunksIsRead() {
        String body = "0123456789".repeat(30_000);
        wire.send("PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "493e0\r\n" + body + "\r\n0\r\n\r\n");
        wire.answer("PUT").expect(200).expectBody(body).expectKeepAlive();
    }

    @Test
    void fieldsKeepTheirOrder() {
        assertEquals(List.of("a=1", "b=2"), ask("GET", "/cookies").expect(200).all("Set-Cookie"));
    }

    @Test
    void nothingIsNothing() {
        ask("POST", "/nothing").expect(204).expectBody("").expectKeepAlive();
        ask("GET", "/text").expect(200);
    }

    @Test
    void aLargeBodyArrivesWhole() {
        ask("GET", "/large").expect(200).expectBody(new byte[300_000]).expectKeepAlive();
    }

    @Test
    void ticksArriveOneByOne() {
        wire.send("GET /ticks HTTP/1.1\r\nHost: x\r\n\r\n");
        wire.head("GET").expect(200).expectField("Transfer-Encoding", "chunked");
        for (int tick = 1; tick <= 3; tick++) {
            StringBuilder text = new StringBuilder();
            wire.readBody("7\r\ntick n\n\r\n".length(), (bytes, from, count) ->
                    text.append(new String(bytes, from, count, StandardCharsets.ISO_8859_1)));
            assertEquals("7\r\ntick " + tick + "\n\r\n", text.toString());
            try (Wire other = Wire.to(server)) { // the next one is written when this one has been seen
                other.send("POST /seen/" + tick + " HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(204);
            }
        }
    }

    @Test
    void whatIsNotThereAndWhatIsNotAllowed() {
        ask("GET", "/nowhere").expect(404).expectKeepAlive();
        Answer answer = ask("DELETE", "/text").expect(405).expectKeepAlive();
        assertTrue(answer.has("Allow", "GET") && !answer.has("Allow", "DELETE"), answer.toString());
        ask("GET", "/upload").expect(405);
    }

    @Test
    void optionsAreTold() {
        Answer answer = ask("OPTIONS", "/text").expect(200);
        assertEquals(Set.of("GET", "HEAD", "OPTIONS"), Set.of(answer.field("Allow").split(", *")));
    }

    @Test
    void headHasNoBody() {
        ask("HEAD", "/text").expect(200).expectField("Content-Type", "text/plain;charset=utf-8").expectKeepAlive();
        ask("HEAD", "/large").expect(200);
        ask("GET", "/text").expect(200).expectBody("Hello\n");
    }

    @Test
    void aRefusalIsTheApplications() {
        ask("GET", "/refuses").expect(418).expectBody("teapot\n").expectKeepAlive();
    }

    @Test
    void anEarlyFailureIsACleanOne() {
        for (String path : List.of("/fails", "/fails-at-once", "/fails-held")) {
            ask("GET", path).expect(500).expectBody("The server failed to answer this request.\n").expectKeepAlive();
        }
    }

    @Test
    void theApplicationMayHaveAnAnswerToAFailure() {
        ask("GET", "/excused").expect(409).expectBody("sorry\n").expectKeepAlive();
        ask("GET", "/excused-at-once").expect(409).expectBody("sorry\n").expectKeepAlive();
    }

    @Test
    void aLateFailureIsACut() {
        Violation cut = assertThrows(Violation.class, () -> ask("GET", "/fails-late"), "half an answer must not look whole");
        assertTrue(cut.getMessage().contains("ended") || cut.getMessage().contains("reset"), cut.getMessage());
    }

    @Test
    void whatWouldBeAnsweredLaterFails() {
        ask("GET", "/later").expect(500);
    }

    @Test
    void aTargetThatIsNoUriIsRefused() {
        ask("GET", "/items/{a}").expect(400).expectKeepAlive();
    }

    private Answer ask(String method, String target) {
        String length = method.equals("POST") ? "Content-Length: 0\r\n" : "";
        return wire.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + length + "\r\n").answer(method);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
