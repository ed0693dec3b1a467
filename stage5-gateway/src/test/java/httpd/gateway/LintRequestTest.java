package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Endpoints;
import httpd.http.Headers;
import httpd.http.Request;
import httpd.http.Response;
import httpd.http.Unchecked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Lint blames the server for what is wrong with a request, before the application is asked. */
class LintRequestTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 40000);

    private final ByteArrayOutputStream late = new ByteArrayOutputStream();
    private int asked;

    private void passes(Request request) throws Exception {
        Application inner = right -> {
            asked++;
            right.body().readAllBytes();
            return Response.text(200, "Hello!\n");
        };
        Response response = new Lint(new PrintStream(late, true)).around(inner).handle(request);
        assertEquals(200, response.status());
        response.body().close();
    }

    private void blamed(String sentence, Request request) {
        LintException e = assertThrows(LintException.class, () -> passes(request));
        assertEquals("lint: the server " + sentence, e.getMessage());
        assertEquals(0, asked, "the application must not be asked");
    }

    private static Request from(Endpoints endpoints) {
        return Unchecked.request("GET", "/", 1, new Headers(), endpoints);
    }

    @Test
    void rightRequestsPass() throws Exception {
        passes(Request.of("GET", "/"));
        passes(Request.of("GET", "/a%20b?x=1&y"));
        passes(Request.of("GET", "/a??b"));
        passes(Request.of("GET", "http://example.org"));
        passes(Request.of("GET", "HTTPS://example.org/?x"));
        passes(Request.of("GET", "/go?to=ftp://example.org/"));
        passes(Request.of("OPTIONS", "*"));
        passes(Unchecked.request("CONNECT", "example.org:443"));
        passes(Request.of("GET", "/shop").mountedAt("/shop"));
        passes(Request.of("GET", "/shop/cart").mountedAt("/shop"));
        passes(Request.of("POST", "/").with("Content-Length", "3").with(new byte[3]));
        passes(Request.of("POST", "/").with("Transfer-Encoding", "chunked").with(new ByteArrayInputStream(new byte[3]), -1));
        assertEquals(12, asked);
        assertEquals("", late.toString());
    }

    @Test
    void theMethodIsAToken() {
        blamed("asks without a request", null);
        blamed("gives a method that is no token: 'GE T'", Unchecked.request("GE T", "/"));
        blamed("gives a method that is no token: ''", Unchecked.request("", "/"));
    }

    /** A client may send such a one, and the server has to pass it on, so it is said and not refused. */
    @Test
    void aMethodInLowerCaseIsPrinted() throws Exception {
        passes(Request.of("get", "/"));
        assertEquals("lint: the server passes on a method that is not upper case, as no usual one is: get", late.toString().strip());
    }

    @Test
    void theVersionIsTwoDigits() {
        blamed("gives the version HTTP/1.10", Unchecked.request("GET", "/", 10, new Headers(), Endpoints.NONE));
        blamed("gives the version HTTP/1.-1", Unchecked.request("GET", "/", -1, new Headers(), Endpoints.NONE));
    }

    @Test
    void theSchemeIsTheServers() {
        blamed("gives a target of another scheme than its own: ftp://example.org/", Unchecked.request("GET", "ftp://example.org/"));
    }

    @Test
    void theScriptIsEmptyOrBeginsWithASlashAndEndsWithoutOne() {
        String sentence = "gives a script that does not begin with a slash, or ends with one: ";
        blamed(sentence + "'/'", Request.of("GET", "/cart").mountedAt("/"));
        blamed(sentence + "'/shop/'", Request.of("GET", "/shop/cart").mountedAt("/shop/"));
        blamed(sentence + "'shop'", Unchecked.request("GET", "shop/cart").mountedAt("shop"));
    }

    @Test
    void thePathBeginsWithASlash() {
        String sentence = "gives a path that does not begin with a slash: ";
        blamed(sentence + "'cart'", Unchecked.request("GET", "cart"));
        blamed(sentence + "'ping'", Request.of("GET", "/shopping").mountedAt("/shop"));
        blamed(sentence + "'*'", Unchecked.request("GET", "*"));
        blamed("gives neither script nor path", Unchecked.request("GET", "?x=1"));
    }

    @Test
    void theConnectionHasTwoEnds() {
        String sentence = "does not say between whom the connection is";
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", 80);
        blamed(sentence, from(null));
        blamed(sentence, from(new Endpoints(null, server)));
        blamed(sentence, from(new Endpoints(CLIENT, null)));
        blamed("gives no name or no port of its own: " + new InetSocketAddress("127.0.0.1", 0),
                from(new Endpoints(CLIENT, new InetSocketAddress("127.0.0.1", 0))));
        InetSocketAddress nameless = InetSocketAddress.createUnresolved("", 80);
        blamed("gives no name or no port of its own: " + nameless, from(new Endpoints(CLIENT, nameless)));
    }

    @Test
    void theFieldsAreFields() {
        blamed("gives no fields", Unchecked.request("GET", "/", 1, null, Endpoints.NONE));
        blamed("gives a field whose name is no token: 'X Y'",
                Unchecked.request("GET", "/", 1, Unchecked.field("X Y", "z"), Endpoints.NONE));
        blamed("gives a field with a character that no field may have: X",
                Unchecked.request("GET", "/", 1, Unchecked.field("X", "a\nb"), Endpoints.NONE));
    }

    @Test
    void aBodyIsThereWithTheLengthThatTheFieldsSay() {
        Request post = Request.of("POST", "/");
        blamed("gives no body, which an empty one would be", post.with((InputStream) null, 0));
        blamed("gives a body of -2 bytes", post.with(InputStream.nullInputStream(), -2));
        blamed("gives a body of 3 bytes with the Content-Length 4", post.with("Content-Length", "4").with(new byte[3]));
        blamed("gives a body of 3 bytes with the Content-Length +3", post.with("Content-Length", "+3").with(new byte[3]));
        blamed("gives a body of -1 bytes with the Content-Length 3",
                post.with("Content-Length", "3").with(InputStream.nullInputStream(), -1));
    }

    @Test
    void noFramingIsLeft() {
        Request post = Request.of("POST", "/").with("Content-Length", "3").with(new byte[3]);
        blamed("lets a request through that is framed twice", post.with("Content-Length", "3"));
        blamed("lets a request through that is framed twice", post.with("Transfer-Encoding", "chunked"));
    }

    private void blamedForTheBody(String sentence, InputStream body, long length) {
        LintException e = assertThrows(LintException.class, () -> passes(Request.of("POST", "/").with(body, length)));
        assertEquals("lint: the server " + sentence, e.getMessage());
    }

    @Test
    void theBodyHasTheLengthThatWasPromised() {
        blamedForTheBody("gave 2 bytes of a body of 3", new ByteArrayInputStream(new byte[2]), 3);
        blamedForTheBody("gave 4 bytes of a body of 3", new ByteArrayInputStream(new byte[4]), 3);
    }

    @Test
    void aReadGivesAtLeastAByteAndNoMoreThanAskedFor() {
        for (int wrong : new int[] {0, 6, -2}) {
            InputStream body = new InputStream() {
                @Override
                public int read() {
                    return -1;
                }

                @Override
                public int read(byte[] bytes, int from, int length) {
                    return wrong;
                }
            };
            Application inner = request -> Response.text(200, "read " + request.body().read(new byte[5]) + "\n");
            LintException e = assertThrows(LintException.class,
                    () -> new Lint().around(inner).handle(Request.of("POST", "/").with(body, -1)));
            assertEquals("lint: the server gave " + wrong + " bytes of a body where up to 5 were asked for", e.getMessage());
        }
    }

    @Test
    void theBodyIsReadByteByByteAndClosedAsWell() throws Exception {
        AtomicReference<String> read = new AtomicReference<>();
        Application inner = request -> {
            InputStream body = request.body();
            read.set(body.available() + " " + body.read() + " " + body.skip(1) + " " + body.read() + " " + body.read());
            body.close(); // allowed on purpose: frameworks do so
            return Response.text(200, "Hello!\n");
        };
        new Lint().around(inner).handle(Request.of("POST", "/").with(new byte[] {1, 2, -3})).body().close();
        assertEquals("3 1 1 253 -1", read.get());
    }

    @Test
    void whatTheServerIsBlamedForBecomesA500() throws Exception {
        Asked asked = Asked.of(new Lint().around(request -> Response.text(200, "Hello!\n")), Unchecked.request("GET", "cart"));
        assertEquals(500, asked.status());
        assertTrue(asked.printed().contains("lint: the server gives a path that does not begin with a slash: 'cart'"), asked.printed());
        assertTrue(!asked.text().contains("lint"), asked.text());
    }
}
