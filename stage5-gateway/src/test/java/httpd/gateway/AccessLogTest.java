package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.Endpoints;
import httpd.http.Headers;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import httpd.http.Unchecked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The access log is a line for each answer, in the Common Log Format, whatever clients send and applications do. */
class AccessLogTest {
    private static final Pattern LINE = Pattern.compile("127\\.0\\.0\\.1 - - \\[([^]]+)] \"([^\"\\\\]|\\\\.)*\" [2-5][0-9]{2} ([0-9]+|-)");

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private Application logged(Application inner) {
        return new AccessLog(new PrintStream(log, true, StandardCharsets.UTF_8)).around(inner);
    }

    private List<String> lines() {
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** What stands behind the time, of the only line there is; the others are forgotten. */
    private String line() {
        List<String> lines = lines();
        log.reset();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(LINE.matcher(lines.get(0)).matches(), lines.get(0));
        return lines.get(0).substring(lines.get(0).indexOf(']') + 2);
    }

    private String line(Application application, String target) throws Exception {
        Asked.get(logged(application), target);
        return line();
    }

    @Test
    void aLineHasSevenParts() throws Exception {
        ZonedDateTime before = ZonedDateTime.now();
        Asked.get(logged(request -> Response.text(200, "Hello, World!\n")), "/hello?x=1");
        Matcher matcher = LINE.matcher(lines().get(0));
        assertTrue(matcher.matches(), lines().get(0));
        ZonedDateTime time = ZonedDateTime.parse(matcher.group(1), DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US));
        Duration off = Duration.between(before, time).abs();
        assertTrue(off.compareTo(Duration.ofSeconds(60)) < 0, matcher.group(1));
        assertEquals("\"GET /hello?x=1 HTTP/1.1\" 200 14", line());
    }

    @Test
    void theAddressIsTheClientsAndTheVersionIsHis() throws Exception {
        Endpoints endpoints = new Endpoints(new InetSocketAddress("::1", 40000), new InetSocketAddress("::1", 80));
        Request request = Unchecked.request("GET", "/", 0, new Headers(), endpoints);
        logged(asked -> Response.text(200, "Hello!\n")).handle(request).body().close();
        assertTrue(lines().get(0).startsWith("0:0:0:0:0:0:0:1 - - ["), lines().get(0));
        assertTrue(lines().get(0).endsWith("\"GET / HTTP/1.0\" 200 -"), lines().get(0));
        log.reset();
        Endpoints unresolved = new Endpoints(InetSocketAddress.createUnresolved("client.example", 1),
                InetSocketAddress.createUnresolved("a", 80));
        logged(asked -> Response.empty(200)).handle(Request.of("GET", "/", unresolved)).body().close();
        assertTrue(lines().get(0).startsWith("client.example - - ["), lines().get(0));
    }

    @Test
    void theBytesAreThoseThatWereSent() throws Exception {
        Watched watched = new Watched();
        assertEquals("\"GET / HTTP/1.1\" 200 7", line(request -> Response.text(200, "Hello!\n"), "/"));
        assertEquals("\"GET / HTTP/1.1\" 200 100000",
                line(request -> Response.of(200, "text/plain", watched.pulled(new byte[100_000], 100_000)), "/"));
        assertEquals("\"GET / HTTP/1.1\" 200 100000",
                line(request -> Response.of(200, "text/plain", out -> out.write(new byte[100_000])), "/"));
        assertEquals("\"GET / HTTP/1.1\" 200 3", line(request -> Response.of(200, "text/plain", out -> {
            out.write('a');
            out.write(new byte[] {'b', 'c', 'd'}, 1, 2);
        }), "/"));
        assertEquals("\"GET / HTTP/1.1\" 204 -", line(request -> Response.empty(204), "/"));
        Asked.of(logged(request -> Response.text(200, "Hello!\n")), Request.of("HEAD", "/"));
        assertEquals("\"HEAD / HTTP/1.1\" 200 -", line());
        Asked.of(logged(request -> Response.of(200, "text/plain", out -> out.write(1))), Request.of("HEAD", "/"));
        assertEquals("\"HEAD / HTTP/1.1\" 200 -", line());
    }

    @Test
    void theLineIsPrintedWhenTheBodyIsClosed() throws Exception {
        Response response = logged(request -> Response.text(200, "Hello!\n")).handle(Request.of("GET", "/"));
        Body.Stream body = (Body.Stream) response.body();
        assertEquals(7, body.length());
        assertEquals("Hello", new String(body.source().readNBytes(5)));
        assertEquals(List.of(), lines());
        body.close();
        assertTrue(lines().get(0).endsWith(" 200 5"), lines().get(0)); // the client left
        body.close();
        assertEquals(1, lines().size());
    }

    @Test
    void whatFailsBeforeItIsSentIsLoggedAsWhatIsSentInstead() throws Exception {
        assertEquals("\"GET / HTTP/1.1\" 500 -", line(request -> null, "/"));
        assertEquals("\"GET / HTTP/1.1\" 500 -", line(request -> Response.text(99, "What?\n"), "/"));
        assertEquals("\"GET / HTTP/1.1\" 500 -", line(request -> {
            throw new StackOverflowError();
        }, "/"));
        assertEquals("\"GET / HTTP/1.1\" 403 -", line(request -> {
            throw new HttpError(403, "No.");
        }, "/"));
        Watched watched = new Watched();
        assertEquals("\"GET / HTTP/1.1\" 500 -", line(request -> Response.of(200, "text/plain", watched.pushed(out -> {
            out.write(new byte[8192]);
            throw new IOException("early");
        })), "/"));
        assertEquals(1, watched.closed.get());
    }

    @Test
    void whatFailsAfterwardsHasTheStatusThatItBeganWith() throws Exception {
        assertEquals("\"GET / HTTP/1.1\" 200 8193", line(request -> Response.of(200, "text/plain", out -> {
            out.write(new byte[8193]);
            throw new IOException("late");
        }), "/"));
        assertEquals("\"GET / HTTP/1.1\" 200 1", line(request -> Response.of(200, "text/plain", out -> {
            out.write(1);
            out.flush();
            throw new IOException("late");
        }), "/"));
    }

    @Test
    void aCloseThatFailsIsLoggedAndFails() throws Exception {
        Response response = logged(request -> Response.of(200, "text/plain", new Body.Stream(new java.io.InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public void close() throws IOException {
                throw new IOException("close");
            }
        }, 1))).handle(Request.of("GET", "/"));
        assertEquals("close", assertThrows(IOException.class, () -> response.body().close()).getMessage());
        assertEquals("\"GET / HTTP/1.1\" 200 -", line());
    }

    /** A target may have quotes and backslashes; everything else is what only a wrong server would let through. */
    @Test
    void nothingThatAClientSendsBreaksALine() throws Exception {
        assertEquals("\"GET /\\\"\\\\\\\" HTTP/1.1\" 200 1", line(request -> Response.text(200, "x"), "/\"\\\""));
        Request wrong = Unchecked.request("GET", "/\r\n127.0.0.1 - - \u001B[2J\u0000\u007F\u00E9 \" 200 1");
        Asked.of(logged(request -> Response.text(200, "x")), wrong);
        assertEquals("\"GET /\\x0d\\x0a127.0.0.1 - - \\x1b[2J\\x00\\x7f\\xe9 \\\" 200 1 HTTP/1.1\" 200 1", line());
    }

    @Test
    void theRequestMayBeGoneWhenTheLineIsPrinted() throws Exception {
        Headers headers = Unchecked.field("Name", "value");
        Response response = logged(request -> Response.text(200, "x"))
                .handle(Unchecked.request("GET", "/kept", 1, headers, Endpoints.NONE));
        Unchecked.forget(headers);
        response.body().close();
        assertEquals("\"GET /kept HTTP/1.1\" 200 -", line());
    }
}
