package httpd.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Violation;
import behaviours.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application may rely on, whichever server it runs on: one test for all of them. */
abstract class ApplicationContract {
    private static final byte[] LARGE = new byte[300_000];

    static {
        new Random(1).nextBytes(LARGE);
    }

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
        for (int i = 0; i < 3; i++) {
            get("/text").expect(200).expectField("Content-Type", "text/plain; charset=utf-8").expectField("Content-Length", "6")
                    .expectBody("Hello\n").expectKeepAlive();
        }
    }

    @Test
    void twoCookiesKeepTheirOrderAndAreNotJoined() {
        assertEquals(List.of("a=1", "b=2"), get("/cookies").expect(200).all("Set-Cookie"));
    }

    @Test
    void nothingIsNothing() {
        get("/none").expect(204).expectBody("").expectKeepAlive();
        get("/text").expect(200);
    }

    @Test
    void anUnknownPathIsTheApplications() {
        get("/nowhere").expect(404).expectBody("Nothing here.\n");
    }

    @Test
    void aRefusalHasItsStatusAndItsSentence() {
        get("/refuses").expect(418).expectBody("I am a teapot.\n").expectKeepAlive();
    }

    @Test
    void whatIsAskedForArrivesAsItWasSent() {
        get("/where?a=%20b&c").expect(200).expectBody("GET||/where|a=%20b&c");
        get("/mounted/deep/where").expect(200).expectBody("GET|/mounted/deep|/where|");
        get("/mounted/deep").expect(404).expectBody("Nothing here.\n");
        get("/mounted/deeper/where").expect(404);
    }

    @Test
    void ticksArriveOneByOne() {
        String name = getClass().getSimpleName();
        wire.send("GET /ticks?" + name + " HTTP/1.1\r\nHost: x\r\n\r\n");
        Answer head = wire.head("GET").expect(200);
        assertTrue(head.has("Transfer-Encoding", "chunked"), "its length is not known");
        for (int tick = 1; tick <= 3; tick++) {
            StringBuilder text = new StringBuilder();
            wire.readBody("7\r\ntick n\n\r\n".length(), (bytes, from, count) ->
                    text.append(new String(bytes, from, count, StandardCharsets.ISO_8859_1)));
            assertEquals("7\r\ntick " + tick + "\n\r\n", text.toString());
            try (Wire other = Wire.to(server())) { // the next one is written when this one has been seen
                other.send("GET /signal?" + name + tick + " HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200);
            }
        }
    }

    @Test
    void aSmallPushedBodyGetsALength() {
        get("/small").expect(200).expectField("Content-Length", "6").expectBody("pushed").expectKeepAlive();
    }

    @Test
    void aLargePushedBodyArrivesWhole() {
        get("/large").expect(200).expectBody(new byte[300_000]).expectKeepAlive();
    }

    @Test
    void aPulledBodyArrivesWhole() {
        get("/pulled").expect(200).expectField("Content-Length", "50000").expectBody(new byte[50_000]).expectKeepAlive();
    }

    @Test
    void theApplicationMaySayTheLength() {
        get("/announced").expect(200).expectField("Content-Length", "6").expectBody("pushed").expectKeepAlive();
    }

    @Test
    void aLengthThatIsNotKeptIsAFailure() {
        get("/short").expect(500);
    }

    @Test
    void aFieldOfTheFramingIsAFailure() {
        assertCleanFailure(get("/framing"));
    }

    @Test
    void aFailureBeforeTheAnswerIsACleanOne() {
        assertCleanFailure(get("/fails"));
    }

    @Test
    void aFailureWhileTheBodyIsHeldBackIsACleanOne() {
        assertCleanFailure(get("/fails-held"));
    }

    private void assertCleanFailure(Answer answer) {
        answer.expect(500).expectKeepAlive();
        assertFalse(answer.text().contains("secret") || answer.text().contains("half"), answer.text());
        get("/text").expect(200);
    }

    @Test
    void aFailureAfterAPartWasSentIsACut() {
        Violation cut = assertThrows(Violation.class, () -> get("/fails-sent"), "half an answer must not look whole");
        assertTrue(cut.getMessage().contains("ended") || cut.getMessage().contains("reset"), cut.getMessage());
    }

    @Test
    void headHasTheFieldsOfGetAndNoBody() {
        head("/text").expect(200).expectField("Content-Length", "6").expectField("Content-Type", "text/plain; charset=utf-8")
                .expectKeepAlive();
        head("/announced").expect(200).expectField("Content-Length", "6").expectKeepAlive();
        head("/pulled").expect(200).expectField("Content-Length", "50000").expectKeepAlive();
        head("/large").expect(200).expectNoField("Content-Length").expectKeepAlive();
        get("/text").expect(200);
    }

    @Test
    void aRequestBodyOfKnownLengthIsEchoed() {
        wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n").send(LARGE);
        wire.answer("POST").expect(200).expectBody(LARGE).expectField("X-Length", "300000").expectKeepAlive();
    }

    @Test
    void aRequestBodyInChunksIsEchoed() {
        wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int at = 0, size = 1; at < LARGE.length; at += size, size = Math.min(2 * size, LARGE.length - at)) {
            wire.send(Integer.toHexString(size) + "\r\n").send(Arrays.copyOfRange(LARGE, at, at + size)).send("\r\n");
        }
        wire.send("0\r\n\r\n").answer("POST").expect(200).expectBody(LARGE).expectKeepAlive();
    }

    @Test
    void aRequestBodyThatNobodyReadsIsNotTakenForARequest() {
        String smuggled = "GET /text HTTP/1.1\r\nHost: x\r\n\r\n";
        wire.send("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: " + smuggled.length() + "\r\n\r\n" + smuggled);
        wire.answer("POST").expect(404);
        get("/none").expect(204);
    }

    @Test
    void aBodyIsClosedOnceWhateverHappens() {
        get("/closed?count").expect(200);
        get("/closed?whole").expect(200).expectBody("");
        head("/closed?whole").expect(200);
        get("/closed?none").expect(204);
        get("/closed?held").expect(500);
        assertThrows(Violation.class, () -> get("/closed?sent"));
        try (Wire other = Wire.to(server())) {
            other.send("GET /closed?count HTTP/1.1\r\nHost: x\r\n\r\n").answer().expectBody("whole,whole,none,held,sent");
        }
    }

    @Test
    void clientsAreServedAtTheSameTime() {
        String name = "same" + getClass().getSimpleName();
        wire.send("GET /ticks?" + name + " HTTP/1.1\r\nHost: x\r\n\r\n");
        wire.head("GET").expect(200);
        try (Wire other = Wire.to(server())) {
            other.send("GET /text HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200);
        }
    }

    private Answer get(String target) {
        return wire.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").answer();
    }

    private Answer head(String target) {
        return wire.send("HEAD " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").answer("HEAD");
    }
}
