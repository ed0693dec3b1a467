package httpd.gateway;

import static httpd.gateway.Taker.asked;
import static httpd.gateway.Taker.push;
import static httpd.gateway.Taker.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a head promises is kept, or it is not sent: lengths, statuses, and fields that are none of an application's business. */
class PromiseTest {
    private static final Request GET = Request.of("GET", "/");
    private static final Request HEAD = Request.of("HEAD", "/");

    @ParameterizedTest
    @CsvSource({"5, false, 200, Hello", "6, false, 500,", "4, false, 500,", "5, true, 200, Hello",
            "6, true, 200, Hello(cut)", "4, true, 200, (cut)"})
    void whatIsPromisedIsKept(String promised, boolean flushed, int status, String received) throws IOException {
        Taker taker = asked(GET, request -> push(out -> {
            if (flushed) out.flush();
            write(out, "Hello");
        }).with("Content-Length", promised));
        assertEquals(status, taker.response().status());
        assertNull(taker.response().headers().get("Content-Length"), "the length is the body's, or it would be said twice");
        if (received != null) assertEquals(received, taker.received());
    }

    /** As some frameworks do: they log that the body is too long, and end in order. */
    @Test
    void anApplicationThatIgnoresThatItIsCutIsCut() throws IOException {
        Taker taker = asked(GET, request -> push(out -> {
            write(out, "Hel");
            out.flush();
            try {
                write(out, "lo, World");
            } catch (IOException e) {
                // It goes on as if nothing had happened.
            }
        }).with("Content-Length", "5"));
        assertEquals("Hel(cut)", taker.received());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+5", "-1", "0x5", "", "5,5", "5 5", "9999999999999999999"})
    void aLengthThatIsNoneIsA500(String length) {
        assertEquals(500, asked(GET, request -> Response.text(200, "Hello").with("Content-Length", length)).response().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection", "transfer-encoding", "Keep-Alive", "Upgrade", "TE", "Trailer", "Proxy-Connection", "DATE"})
    void whatBelongsToTheConnectionIsTheServers(String field) {
        assertEquals(500, asked(GET, request -> Response.text(200, "").with(field, "x")).response().status());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 99, 100, 101, 199, 600})
    void onlyFinalStatusCodesAreAnswers(int status) {
        assertEquals(500, asked(GET, request -> Response.empty(status)).response().status());
    }

    @Test
    void twoLengthsAreA500AndALengthOfABodyInMemoryMustBeItsOwn() {
        Response twice = Response.text(200, "ab").with("Content-Length", "2").with("Content-Length", "2");
        assertEquals(500, asked(GET, request -> twice).response().status());
        assertEquals(500, asked(GET, request -> Response.text(200, "ab").with("Content-Length", "3")).response().status());
        assertEquals(200, asked(GET, request -> Response.text(200, "ab").with("Content-Length", "2")).response().status());
    }

    @Test
    void headHasTheLengthThatGetWouldHaveAndNobodyWrites() throws IOException {
        Taker known = asked(HEAD, request -> push(out -> { throw new IOException("nobody should write"); }).with("Content-Length", "7"));
        assertEquals(7, known.response().body().length());
        assertEquals(200, known.response().status());
        Taker empty = asked(HEAD, request -> Response.empty(200).with("Content-Length", "7"));
        assertEquals(7, empty.response().body().length());
        assertEquals("", empty.received());
        assertEquals(-1, asked(HEAD, request -> push(out -> write(out, "x"))).response().body().length());
    }

    @Test
    void aStreamIsLeftToTheLoop() throws IOException {
        Body.Stream stream = new Body.Stream(new ByteArrayInputStream("abc".getBytes(StandardCharsets.ISO_8859_1)), 3);
        Taker taker = asked(GET, request -> Response.of(200, "a/b", stream).with("Content-Length", "3"));
        assertEquals(stream, taker.response().body());
        assertEquals("abc", taker.received());
    }

    /** The loop could not tell where it ends. */
    @Test
    void aStreamHasALength() {
        Body.Stream stream = new Body.Stream(new ByteArrayInputStream(new byte[3]), -1);
        assertEquals(500, asked(GET, request -> Response.of(200, "a/b", stream)).response().status());
        assertEquals(500, asked(GET, request -> Response.of(200, "a/b", (Body) new Pipe(3, () -> { }))).response().status());
    }
}
