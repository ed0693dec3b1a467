package httpd.gateway;

import static httpd.gateway.Taker.asked;
import static httpd.gateway.Taker.push;
import static httpd.gateway.Taker.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's side of the contract, without a server: what becomes of what applications do, and of what they should not do. */
class GatewayTest {
    private static final Request GET = Request.of("GET", "/");
    private static final Request HEAD = Request.of("HEAD", "/");

    @Test
    void aSmallBodyThatIsPushedHasALength() throws IOException {
        Taker taker = asked(GET, request -> push(out -> {
            write(out, "Hello, ");
            write(out, "World!");
        }));
        assertEquals(13, taker.response().body().length());
        assertEquals("Hello, World!", taker.received());
    }

    @ParameterizedTest
    @CsvSource({"8192, 8192", "8193, -1"})
    void theHeadIsHeldBackForEightKilobytes(int written, long length) throws IOException {
        Taker taker = asked(GET, request -> push(out -> write(out, "x".repeat(written))));
        assertEquals(length, taker.response().body().length());
        assertEquals(written, taker.received().length());
    }

    @Test
    void aFlushSendsWhatThereIs() throws IOException {
        Taker taker = asked(GET, request -> push(out -> {
            write(out, "now");
            out.flush();
            write(out, " and later");
        }));
        assertEquals(-1, taker.response().body().length());
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
        assertEquals(500, taker.response().status());
        assertEquals("The server failed to answer this request.\n", taker.received());
    }

    @Test
    void aRefusalIsAnAnswer() throws IOException {
        assertEquals(413, asked(GET, request -> { throw new HttpError(413, "Too much."); }).response().status());
        Taker pushed = asked(GET, request -> push(out -> sneak(new HttpError(404, "Nothing."))));
        assertEquals(404, pushed.response().status());
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
        assertEquals(500, taker.response().status());
        assertNull(taker.response().headers().get("X-Color"));
        assertEquals("The server failed to answer this request.\n", taker.received());
    }

    @Test
    void aFailureAfterTheFirstByteIsACut() throws IOException {
        Taker taker = asked(GET, request -> push(out -> {
            write(out, "half");
            out.flush();
            throw new IllegalStateException("failed");
        }));
        assertEquals(200, taker.response().status());
        assertEquals("half(cut)", taker.received());
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
        assertEquals(expected, taker.response().status() + " " + taker.received());
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
