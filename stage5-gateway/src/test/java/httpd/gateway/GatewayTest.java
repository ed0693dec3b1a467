package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's side of the contract, without a server: what becomes of what applications do, and of what they should not do. */
class GatewayTest {
    private static final Request GET = Request.of("GET", "/");
    private static final Request HEAD = Request.of("HEAD", "/");

    /** A client that has taken the beginning of a response; what is pushed behind it stays in the pipe, which is never full here. */
    private static final class Taker implements Gateway.Client {
        private Response response;

        @Override
        public void begin(Response begun) {
            assertNull(response, "a response begins once");
            response = begun;
        }

        @Override
        public void moved() {
        }

        /** Everything that arrives, and "(cut)" behind it if there should have been more. */
        String received() throws IOException {
            if (response.body() instanceof Body.Bytes bytes) {
                return new String(bytes.bytes(), StandardCharsets.ISO_8859_1);
            }
            if (response.body() instanceof Body.Stream stream) {
                return new String(stream.source().readAllBytes(), StandardCharsets.ISO_8859_1);
            }
            Body.Arriving arriving = (Body.Arriving) response.body();
            OutputBuffer out = new OutputBuffer();
            String end = "";
            try {
                for (int there = arriving.available(); there >= 0; there = arriving.available()) {
                    assertTrue(there > 0, "the body neither ends nor goes on");
                    arriving.take(out, there);
                }
            } catch (IOException e) {
                end = "(cut)";
            }
            return new String(out.array(), out.start(), out.length(), StandardCharsets.ISO_8859_1) + end;
        }
    }

    private static Taker asked(Request request, Application application) {
        Taker taker = new Taker();
        new Gateway(application).answer(request, taker);
        return taker;
    }

    private static Response push(Body.Push body) {
        return Response.of(200, "text/plain", body);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aSmallBodyThatIsPushedHasALength() throws IOException {
        Taker taker = asked(GET, request -> push(out -> {
            write(out, "Hello, ");
            write(out, "World!");
        }));
        assertEquals(13, taker.response.body().length());
        assertEquals("Hello, World!", taker.received());
    }

    @ParameterizedTest
    @CsvSource({"8192, 8192", "8193, -1"})
    void theHeadIsHeldBackForEightKilobytes(int written, long length) throws IOException {
        Taker taker = asked(GET, request -> push(out -> write(out, "x".repeat(written))));
        assertEquals(length, taker.response.body().length());
        assertEquals(written, taker.received().length());
    }

    @Test
    void aFlushSendsWhatThereIs() throws IOException {
        Taker taker = asked(GET, request -> push(out -> {
            write(out, "now");
            out.flush();
            write(out, " and later");
        }));
        assertEquals(-1, taker.response.body().length());
        assertEquals("now and later", taker.received());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "error", "null"})
    void anApplicationThatFailsIsA500(String how) throws IOException {
        Taker taker = asked(GET, request -> switch (how) {
            case "exception" -> throw new Exception("secret");
            case "error" -> throw new StackOverflowError("secret");
            default -> null;
        });
        assertEquals(500, taker.response.status());
        assertEquals("The server failed to answer this request.\n", taker.received());
    }

    @Test
    void aRefusalIsAnAnswer() throws IOException {
        assertEquals(413, asked(GET, request -> { throw new HttpError(413, "Too much."); }).response.status());
        Taker pushed = asked(GET, request -> push(out -> sneak(new HttpError(404, "Nothing."))));
        assertEquals(404, pushed.response.status());
        assertEquals("Nothing.\n", pushed.received());
    }

    /** A body may throw only what a stream throws, unless somebody cheats, as frameworks do. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void aFailureBeforeTheFirstByteIsSentIsAClean500() throws IOException {
        Taker taker = asked(GET, request -> push(out -> {
            write(out, "half an answer");
            throw new IOException("failed");
        }).with("X-Color", "red"));
        assertEquals(500, taker.response.status());
        assertNull(taker.response.headers().get("X-Color"));
        assertEquals("The server failed to answer this request.\n", taker.received());
    }

    @Test
    void aFailureAfterTheFirstByteIsACut() throws IOException {
        Taker taker = asked(GET, request -> push(out -> {
            write(out, "half");
            out.flush();
            throw new IllegalStateException("failed");
        }));
        assertEquals(200, taker.response.status());
        assertEquals("half(cut)", taker.received());
    }

    @ParameterizedTest
    @CsvSource({"5, false, 200, Hello", "6, false, 500,", "4, false, 500,", "5, true, 200, Hello", "6, true, 200, Hello(cut)", "4, true, 200, (cut)"})
    void whatIsPromisedIsKept(String promised, boolean flushed, int status, String received) throws IOException {
        Taker taker = asked(GET, request -> push(out -> {
            if (flushed) out.flush();
            write(out, "Hello");
        }).with("Content-Length", promised));
        assertEquals(status, taker.response.status());
        assertNull(taker.response.headers().get("Content-Length"), "the length is the body's, or it would be said twice");
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
        assertEquals(500, asked(GET, request -> Response.text(200, "Hello").with("Content-Length", length)).response.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection", "transfer-encoding", "Keep-Alive", "Upgrade", "TE", "Trailer", "Proxy-Connection", "DATE"})
    void whatBelongsToTheConnectionIsTheServers(String field) {
        assertEquals(500, asked(GET, request -> Response.text(200, "").with(field, "x")).response.status());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 99, 100, 101, 199, 600})
    void onlyFinalStatusCodesAreAnswers(int status) {
        assertEquals(500, asked(GET, request -> Response.empty(status)).response.status());
    }

    @Test
    void twoLengthsAreA500AndALengthOfABodyInMemoryMustBeItsOwn() {
        assertEquals(500, asked(GET, request -> Response.text(200, "ab").with("Content-Length", "2").with("Content-Length", "2")).response.status());
        assertEquals(500, asked(GET, request -> Response.text(200, "ab").with("Content-Length", "3")).response.status());
        assertEquals(200, asked(GET, request -> Response.text(200, "ab").with("Content-Length", "2")).response.status());
    }

    @Test
    void headHasTheLengthThatGetWouldHaveAndNobodyWrites() throws IOException {
        Taker known = asked(HEAD, request -> push(out -> { throw new IOException("nobody should write"); }).with("Content-Length", "7"));
        assertEquals(7, known.response.body().length());
        assertEquals(200, known.response.status());
        Taker empty = asked(HEAD, request -> Response.empty(200).with("Content-Length", "7"));
        assertEquals(7, empty.response.body().length());
        assertEquals("", empty.received());
        assertEquals(-1, asked(HEAD, request -> push(out -> write(out, "x"))).response.body().length());
    }

    /** A body that counts how often it is closed. */
    private static final class Counted implements Body.Push {
        private final Body.Push body;
        private int closed;

        Counted(Body.Push body) {
            this.body = body;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            body.writeTo(out);
        }

        @Override
        public void close() {
            closed++;
            throw new IllegalStateException("and closing fails");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "large", "early", "late", "head", "none", "status"})
    void aBodyIsClosedOnceWhateverBecomesOfIt(String what) throws IOException {
        Counted body = new Counted(out -> {
            write(out, "body");
            if (what.equals("late")) out.flush();
            if (what.equals("large")) write(out, "x".repeat(10_000));
            if (what.equals("early") || what.equals("late")) throw new IOException("failed");
        });
        int status = what.equals("none") ? 204 : what.equals("status") ? 600 : 200;
        Taker taker = asked(what.equals("head") ? HEAD : GET, request -> Response.of(status, "text/plain", body));
        assertEquals(1, body.closed);
        String expected = switch (what) {
            case "whole" -> "200 body";
            case "large" -> "200 body" + "x".repeat(10_000);
            case "late" -> "200 body(cut)";
            case "head" -> "200 ";
            case "none" -> "204 ";
            default -> "500 The server failed to answer this request.\n";
        };
        assertEquals(expected, taker.response.status() + " " + taker.received());
    }

    @Test
    void theLoopTakesWhatIsThereAndRefusesToWait() throws IOException {
        assertEquals(200, new Gateway(request -> Response.text(200, "there")).answer(GET).status());
        Counted pushed = new Counted(out -> write(out, "x"));
        assertEquals(500, new Gateway(request -> push(pushed)).answer(GET).status());
        assertEquals(1, pushed.closed);
        Response head = new Gateway(request -> push(out -> write(out, "x"))).answer(HEAD);
        assertEquals("200 -1", head.status() + " " + head.body().length());
    }

    @Test
    void aStreamIsLeftToTheLoop() throws IOException {
        Body.Stream stream = new Body.Stream(new ByteArrayInputStream("abc".getBytes(StandardCharsets.ISO_8859_1)), 3);
        Taker taker = asked(GET, request -> Response.of(200, "a/b", stream).with("Content-Length", "3"));
        assertEquals(stream, taker.response.body());
        assertEquals("abc", taker.received());
    }

    /** The loop could not tell where it ends. */
    @Test
    void aStreamHasALength() {
        Body.Stream stream = new Body.Stream(new ByteArrayInputStream(new byte[3]), -1);
        assertEquals(500, asked(GET, request -> Response.of(200, "a/b", stream)).response.status());
        assertEquals(500, asked(GET, request -> Response.of(200, "a/b", (Body) new Pipe(3, () -> { }))).response.status());
    }

    @Test
    void anApplicationThatCannotSayWhetherItMayBlockMay() {
        Application broken = new Application() {
            @Override
            public Response handle(Request request) {
                return Response.text(200, "");
            }

            @Override
            public boolean mayBlock(Request request) {
                throw new IllegalStateException();
            }

            @Override
            public boolean streams(Request request) {
                throw new IllegalStateException();
            }
        };
        assertTrue(new Gateway(broken).mayBlock(GET));
        assertEquals(false, new Gateway(broken).streams(GET));
    }

    @Test
    void middlewareGoesInAndOutInOrder() throws Exception {
        StringBuilder seen = new StringBuilder();
        Middleware first = inner -> request -> {
            seen.append("1 in, ");
            Response response = inner.handle(request);
            seen.append("1 out");
            return response;
        };
        Middleware second = inner -> request -> {
            seen.append("2 in, ");
            Response response = inner.handle(request);
            seen.append("2 out, ");
            return response;
        };
        first.then(second).around(request -> {
            seen.append("application, ");
            return Response.text(200, "");
        }).handle(GET);
        assertEquals("1 in, 2 in, application, 2 out, 1 out", seen.toString());
    }

    @Test
    void aRequestIsSeenFromWhereItIsMounted() {
        Request request = Request.of("GET", "/shop/a%20b?x=%2F").mountedAt("/shop");
        assertEquals("/shop /a b x=%2F /shop/a%20b?x=%2F",
                request.script() + " " + request.path() + " " + request.query() + " " + request.target());
        assertEquals("/shop/a b ", request.mountedAt("/a b").script() + " " + request.mountedAt("/a b").path());
        assertThrows(IllegalArgumentException.class, () -> request.mountedAt("/other"));
    }
}
