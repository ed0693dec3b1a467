package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error becomes a page where somebody looks at it, and stays what it is everywhere else. */
class ErrorPageTest {
    private static final Request BROWSER = Request.of("GET", "/").with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    private static Asked ask(Response response) throws Exception {
        return ask(response, BROWSER);
    }

    private static Asked ask(Response response, Request request) throws Exception {
        return Asked.of(new ErrorPage().around(asked -> response), request);
    }

    private static Response missing() {
        return Response.text(404, "There is nothing here.\n");
    }

    @Test
    void anErrorWithASentenceIsAPage() throws Exception {
        Asked asked = ask(missing().with("X-Own", "kept").with("ETag", "\"text\""));
        assertEquals(404, asked.status());
        assertEquals("text/html; charset=utf-8", asked.field("Content-Type"));
        assertEquals("Accept", asked.field("Vary"));
        assertEquals("kept", asked.field("X-Own"));
        assertNull(asked.field("ETag"), "it is that of the text");
        assertEquals("""
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>404 Not Found</title>
                <h1>404 Not Found</h1>
                <p>There is nothing here.</p>
                </html>
                """, asked.text());
        assertEquals(String.valueOf(asked.body().length), asked.field("Content-Length"));
    }

    @Test
    void anErrorWithoutABodyIsAPage() throws Exception {
        Asked asked = ask(Response.empty(503).with("Retry-After", "5").with("Content-Length", "0"));
        assertEquals("503 5", asked.status() + " " + asked.field("Retry-After"));
        assertTrue(asked.text().contains("<h1>503 Service Unavailable</h1>\n</html>"), asked.text());
        assertTrue(ask(Response.empty(499)).text().contains("<h1>499</h1>"), "a code that has no name");
    }

    @Test
    void aRefusalIsAPage() throws Exception {
        Application refuses = request -> {
            throw new HttpError(403, "This is not for you.");
        };
        Asked asked = Asked.of(new ErrorPage().around(refuses), BROWSER);
        assertEquals(403, asked.status());
        assertTrue(asked.text().contains("<h1>403 Forbidden</h1>\n<p>This is not for you.</p>"), asked.text());
        Asked plain = Asked.get(new ErrorPage().around(refuses), "/");
        assertEquals("403 This is not for you.\n", plain.status() + " " + plain.text());
    }

    @Test
    void whatIsShownIsText() throws Exception {
        Asked asked = ask(Response.text(400, "There is no <script>alert(\"a\" & 'b')</script>, &eacute; \u00E9.\n"));
        String shown = "<p>There is no &lt;script&gt;alert(&quot;a&quot; &amp; &#39;b&#39;)&lt;/script&gt;, &amp;eacute; \u00E9.</p>";
        assertTrue(asked.text().contains(shown), asked.text());
        Body latin = new Body.Bytes("caf\u00E9".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(ask(Response.of(400, "Text/Plain; Charset=ISO-8859-1", latin)).text().contains("<p>caf\u00E9</p>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "TEXT/HTML;level=1", "text/plain, text/html;q=0.5", "text/html ; q=1.0", "text/html;q=0.001"})
    void whoAcceptsHtmlGetsIt(String accept) throws Exception {
        assertTrue(ask(missing(), Request.of("GET", "/").with("Accept", accept)).text().startsWith("<!doctype html>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/*", "application/json", "text/html;q=0", "text/html; q=0.000", "text/htmlx", ""})
    void whoDoesNotGetsWhatTheApplicationSays(String accept) throws Exception {
        Asked asked = ask(missing(), Request.of("GET", "/").with("Accept", accept));
        assertEquals("There is nothing here.\n", asked.text());
        assertEquals("Accept", asked.field("Vary"), "a cache must not give it to a browser");
    }

    @Test
    void whatIsNoPlainErrorIsLeftAlone() throws Exception {
        assertEquals("Hello!\n", ask(Response.text(200, "Hello!\n")).text());
        assertEquals("", ask(Response.empty(302).with("Location", "/")).text());
        assertNull(ask(Response.text(200, "Hello!\n")).field("Vary"));
        assertEquals("{}", ask(Response.of(404, "application/json", new Body.Bytes("{}".getBytes()))).text());
        assertEquals("own", ask(Response.of(404, "text/html", new Body.Bytes("own".getBytes()))).text());
        assertEquals("zip", ask(Response.of(404, "text/plain", new Body.Bytes("zip".getBytes())).with("Content-Encoding", "gzip")).text());
        assertEquals("pushed", ask(Response.of(404, "text/plain", out -> out.write("pushed".getBytes()))).text());
        String longest = "x".repeat(4096);
        assertTrue(ask(Response.text(404, longest)).text().contains("<p>" + longest + "</p>"));
        assertEquals(longest + "x", ask(Response.text(404, longest + "x")).text());
    }

    @Test
    void headSaysWhatGetWouldAndNothingThatMightBeWrong() throws Exception {
        Request head = Request.of("HEAD", "/").with("Accept", "text/html");
        Asked full = ask(missing(), head);
        assertEquals("text/html; charset=utf-8", full.field("Content-Type"));
        assertEquals(ask(missing()).field("Content-Length"), full.field("Content-Length"));
        Asked empty = ask(Response.empty(404), head);
        assertEquals("text/html; charset=utf-8", empty.field("Content-Type"));
        assertNull(empty.field("Content-Length"), "GET may have a sentence");
    }

    @Test
    void theOldBodyIsClosedAndTheResponseThatWasGivenStaysAsItIs() throws Exception {
        Watched watched = new Watched();
        Response shared = Response.of(404, "text/plain", watched.pulled("Gone.".getBytes(), 5));
        Asked asked = ask(shared);
        assertTrue(asked.text().contains("<p>Gone.</p>"), asked.text());
        assertEquals(1, watched.closed.get());
        assertEquals("text/plain", shared.headers().get("Content-Type"));
        assertFalse(shared.headers().has("Vary"), "an application may give the same one again");
    }

    @Test
    void anExceptionIsTheServersAffair() {
        assertThrows(IllegalStateException.class, () -> new ErrorPage().around(request -> {
            throw new IllegalStateException();
        }).handle(BROWSER));
    }
}
