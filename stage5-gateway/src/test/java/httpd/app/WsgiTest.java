package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.Endpoints;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What PEP 3333 says of a server, as far as it can be said in Java. */
class WsgiTest {
    private static final List<Map.Entry<String, String>> PLAIN = List.of(Map.entry("Content-Type", "text/plain"));

    /** Blocks that are made one by one, and tell what is done with them. */
    private static final class Blocks implements Iterable<byte[]>, AutoCloseable {
        private final List<String> log = new ArrayList<>();
        private final StartResponse late;
        private final String[] blocks;
        private int next;

        Blocks(StartResponse late, String... blocks) {
            this.late = late;
            this.blocks = blocks;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return next < blocks.length;
                }

                @Override
                public byte[] next() {
                    start();
                    log.add("block " + ++next);
                    if (blocks[next - 1].equals("fail")) {
                        throw new IllegalStateException("block " + next);
                    }
                    return octets(blocks[next - 1]);
                }
            };
        }

        private void start() {
            try {
                if (next == 0 && late != null) late.start("200 OK", PLAIN);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            log.add("closed");
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Response ask(WsgiApplication application) throws Exception {
        return new Wsgi(application).handle(Request.of("GET", "/"));
    }

    @Test
    void aResponseIsStartedAndGiven() throws Exception {
        Response answer = ask((environ, startResponse) -> {
            startResponse.start("404 Not Found", List.of(Map.entry("A", "1"), Map.entry("Set-Cookie", "x"), Map.entry("Set-Cookie", "y")));
            return List.of(octets("one "), octets(""), octets("two"));
        });
        assertEquals(404, answer.status());
        assertEquals("1", answer.headers().get("A"));
        assertEquals(List.of("x", "y"), answer.headers().all("Set-Cookie"));
        assertEquals("one two", Answers.text(answer));
    }

    @Test
    void theEnvironIsThatOfTheRequest() throws Exception {
        Map<String, Object> environ = environ(Request.of("POST", "/shop/caf%C3%A9?a=%20b", new Endpoints(
                new InetSocketAddress("127.0.0.2", 5000), new InetSocketAddress("127.0.0.1", 8005)))
                .mountedAt("/shop").with("Host", "example").with("Content-Type", "text/plain").with("Content-Length", "5")
                .with("X-Two", "1").with("x-two", "2").with("Cookie", "a=b").with("Cookie", "c=d").with("Proxy", "evil")
                .with("X_Two", "evil").with(octets("hello")));
        assertEquals("POST", environ.get("REQUEST_METHOD"));
        assertEquals("/shop", environ.get("SCRIPT_NAME"));
        assertEquals("/caf\u00c3\u00a9", environ.get("PATH_INFO"), "octets, one a character");
        assertEquals("a=%20b", environ.get("QUERY_STRING"));
        assertEquals("text/plain", environ.get("CONTENT_TYPE"));
        assertEquals("5", environ.get("CONTENT_LENGTH"));
        assertEquals("127.0.0.1", environ.get("SERVER_NAME"));
        assertEquals("8005", environ.get("SERVER_PORT"));
        assertEquals("HTTP/1.1", environ.get("SERVER_PROTOCOL"));
        assertEquals("127.0.0.2", environ.get("REMOTE_ADDR"));
        assertEquals("example", environ.get("HTTP_HOST"));
        assertEquals("1, 2", environ.get("HTTP_X_TWO"));
        assertEquals("a=b; c=d", environ.get("HTTP_COOKIE"));
        assertNull(environ.get("HTTP_PROXY"));
        assertNull(environ.get("HTTP_CONTENT_TYPE"));
        assertNull(environ.get("HTTP_CONTENT_LENGTH"));
        assertEquals(List.of(1, 0), environ.get("wsgi.version"));
        assertEquals("http", environ.get("wsgi.url_scheme"));
        assertEquals(true, environ.get("wsgi.multithread"));
        assertEquals(false, environ.get("wsgi.multiprocess"));
        assertEquals(false, environ.get("wsgi.run_once"));
        assertSame(System.err, environ.get("wsgi.errors"));
        assertEquals("hello", new String(((InputStream) environ.get("wsgi.input")).readAllBytes(), StandardCharsets.US_ASCII));
        environ.put("an application", "may add to it");
    }

    @Test
    void aLengthThatNobodyKnowsIsNotThere() throws Exception {
        Request request = Request.of("POST", "/").with("Transfer-Encoding", "chunked").with(InputStream.nullInputStream(), -1);
        assertFalse(environ(request).containsKey("CONTENT_LENGTH"));
        assertEquals("", environ(request).get("QUERY_STRING"));
    }

    private static Map<String, Object> environ(Request request) throws Exception {
        List<Map<String, Object>> seen = new ArrayList<>();
        new Wsgi((environ, startResponse) -> {
            seen.add(environ);
            startResponse.start("200 OK", PLAIN);
            return List.of();
        }).handle(request).body().close();
        return seen.get(0);
    }

    @Test
    void itMayBeStartedAsLateAsWithTheFirstBlock() throws Exception {
        Response answer = ask((environ, startResponse) -> new Blocks(startResponse, "", "late"));
        assertEquals(200, answer.status());
        assertEquals("late", Answers.text(answer));
    }

    @Test
    void aBlockWithoutAStartIsAnError() {
        Blocks blocks = new Blocks(null, "", "early", "never");
        Exception error = assertThrows(IllegalStateException.class, () -> ask((environ, startResponse) -> blocks));
        assertTrue(error.getMessage().contains("not started"), error.getMessage());
        assertEquals(List.of("block 1", "block 2", "closed"), blocks.log);
        assertThrows(IllegalStateException.class, () -> ask((environ, startResponse) -> List.of()));
    }

    @Test
    void aSecondStartIsAnErrorUnlessSomethingHasFailed() throws Exception {
        assertThrows(IllegalStateException.class, () -> ask((environ, startResponse) -> {
            startResponse.start("200 OK", PLAIN);
            startResponse.start("200 OK", PLAIN);
            return List.of();
        }));
        Response answer = ask((environ, startResponse) -> {
            startResponse.start("200 OK", List.of(Map.entry("A", "first")));
            startResponse.start("503 Oh", PLAIN, new IllegalStateException("failed"));
            return List.of(octets("sorry"));
        });
        assertEquals(503, answer.status());
        assertNull(answer.headers().get("A"));
        assertEquals("sorry", Answers.text(answer));
    }

    @Test
    void itIsTooLateForAnotherStatusWhenABlockHasGone() throws Exception {
        Exception failure = new IllegalArgumentException("the cause");
        assertSame(failure, assertThrows(IllegalArgumentException.class, () -> ask((environ, startResponse) -> {
            startResponse.start("200 OK", PLAIN).write(octets("gone"));
            startResponse.start("500 Oh", PLAIN, failure);
            return List.of();
        })));
        List<StartResponse> kept = new ArrayList<>();
        Response answer = ask((environ, startResponse) -> {
            kept.add(startResponse);
            startResponse.start("200 OK", PLAIN).write(new byte[0]);
            return List.of(octets("block"));
        });
        assertSame(failure, assertThrows(IllegalArgumentException.class, () -> kept.get(0).start("500 Oh", PLAIN, failure)));
        answer.body().close();
    }

    @Test
    void whatIsWrittenComesBeforeTheBlocks() throws Exception {
        Response answer = ask((environ, startResponse) -> {
            StartResponse.Write write = startResponse.start("200 OK", PLAIN);
            write.write(octets("written "));
            write.write(new byte[200_000]); // more than stays in memory
            return List.of(octets("given"));
        });
        byte[] body = Answers.bytes(answer);
        assertEquals(200_013, body.length);
        assertEquals("written ", new String(body, 0, 8, StandardCharsets.US_ASCII));
        assertEquals("given", new String(body, 200_008, 5, StandardCharsets.US_ASCII));
    }

    @Test
    void aBlockIsSentWhenItIsThere() throws Exception {
        Blocks blocks = new Blocks(null, "one", "", "two");
        Response answer = ask((environ, startResponse) -> {
            startResponse.start("200 OK", PLAIN);
            return blocks;
        });
        assertEquals(List.of("block 1"), blocks.log, "only the first is waited for");
        Flushed out = new Flushed();
        ((Body.Push) answer.body()).writeTo(out);
        assertEquals(List.of("one", "two"), out.flushed);
        answer.body().close();
        assertEquals(List.of("block 1", "block 2", "block 3", "closed"), blocks.log);
    }

    /** Then the gateway can count them, and the response has a length. */
    @Test
    void blocksThatAreAllThereAreNotFlushed() throws Exception {
        Response answer = ask((environ, startResponse) -> {
            startResponse.start("200 OK", PLAIN);
            return List.of(octets("one"), octets("two"));
        });
        Flushed out = new Flushed();
        ((Body.Push) answer.body()).writeTo(out);
        assertEquals(List.of(), out.flushed);
        assertEquals("onetwo", out.toString(StandardCharsets.US_ASCII));
    }

    private static final class Flushed extends ByteArrayOutputStream {
        private final List<String> flushed = new ArrayList<>();

        @Override
        public void flush() {
            flushed.add(toString(StandardCharsets.US_ASCII));
            reset();
        }
    }

    @Test
    void theBlocksAreAlwaysClosed() throws Exception {
        Blocks unread = new Blocks(null, "one", "two");
        ask((environ, startResponse) -> {
            startResponse.start("200 OK", PLAIN);
            return unread;
        }).body().close();
        assertEquals(List.of("block 1", "closed"), unread.log);

        Blocks failing = new Blocks(null, "one", "fail");
        Response answer = ask((environ, startResponse) -> {
            startResponse.start("200 OK", PLAIN);
            return failing;
        });
        assertThrows(IllegalStateException.class, () -> Answers.bytes(answer));
        assertEquals(List.of("block 1", "block 2", "closed"), failing.log);

        Blocks failingAtOnce = new Blocks(null, "fail");
        assertThrows(IllegalStateException.class, () -> ask((environ, startResponse) -> failingAtOnce));
        assertEquals(List.of("block 1", "closed"), failingAtOnce.log);
    }

    @Test
    void whatIsNoStatusIsAnError() {
        for (String status : new String[] {"200", "OK", "2000 OK", "99 A", "099 A", "600 A", "200 A\nB", ""}) {
            assertThrows(IllegalArgumentException.class, () -> ask((environ, startResponse) -> {
                startResponse.start(status, PLAIN);
                return List.of();
            }), status);
        }
        assertThrows(IllegalArgumentException.class, () -> ask((environ, startResponse) -> {
            startResponse.start("200 OK", List.of(Map.entry("A", "b\r\nC: d")));
            return List.of();
        }));
    }

    @Test
    void whatTheApplicationThrowsIsThrown() {
        assertThrows(IOException.class, () -> ask((environ, startResponse) -> {
            throw new IOException("failed");
        }));
        assertThrows(StackOverflowError.class, () -> ask((environ, startResponse) -> {
            throw new StackOverflowError();
        }));
        assertThrows(NullPointerException.class, () -> ask((environ, startResponse) -> null));
    }
}
