package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Middlewares are applications around applications: the first one is the outermost, and any of them go with any other. */
class MiddlewareTest {
    private static Middleware noting(String name, List<String> notes) {
        return inner -> request -> {
            notes.add(name + " in");
            Response response = inner.handle(request.with("Seen-By", name));
            notes.add(name + " out");
            return response.with("Seen-By", name);
        };
    }

    @Test
    void theFirstIsOutside() throws Exception {
        List<String> notes = new ArrayList<>();
        Application application = noting("1", notes).then(noting("2", notes)).around(request -> {
            notes.add("application " + request.headers().all("Seen-By"));
            return Response.text(200, "Hello!\n");
        });
        Response response = application.handle(Request.of("GET", "/"));
        assertEquals(List.of("1 in", "2 in", "application [1, 2]", "2 out", "1 out"), notes);
        assertEquals(List.of("2", "1"), response.headers().all("Seen-By"));
    }

    @Test
    void aMiddlewareMayAnswerItself() throws Exception {
        List<String> notes = new ArrayList<>();
        Middleware closed = inner -> request -> Response.text(503, "Closed.\n");
        Asked asked = Asked.get(noting("1", notes).then(closed).then(noting("2", notes)).around(request -> Response.empty(204)), "/");
        assertEquals("503 Closed.\n", asked.status() + " " + asked.text());
        assertEquals(List.of("1 in", "1 out"), notes);
    }

    /** What is shipped and what is not, in one chain: capitals outside of gzip would make noise of it. */
    @Test
    void gzipCompressesWhatIsInsideOfIt() throws Exception {
        Middleware shouting = inner -> request -> {
            Response response = inner.handle(request);
            Body.Bytes body = (Body.Bytes) response.body();
            String text = new String(body.bytes(), StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
            return response.without("Content-Length").with(new Body.Bytes(text.getBytes(StandardCharsets.UTF_8)));
        };
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Application all = new AccessLog(new PrintStream(log, true)).then(new Lint()).then(new ErrorPage()).then(new Timeout(60_000))
                .then(new Gzip()).then(shouting)
                .around(request -> Response.text(200, "Hello!\n".repeat(2000)).with("Content-Length", "14000"));
        Asked asked = Asked.of(all, Request.of("GET", "/").with("Accept-Encoding", "gzip"));
        assertEquals("gzip Accept-Encoding", asked.field("Content-Encoding") + " " + asked.field("Vary"));
        byte[] text = new GZIPInputStream(new ByteArrayInputStream(asked.body())).readAllBytes();
        assertEquals("HELLO!\n".repeat(2000), new String(text));
        assertEquals("", asked.printed());
        assertTrue(log.toString().strip().endsWith(" 200 " + asked.body().length), log + " is not " + asked.body().length);
    }

    @Test
    void anErrorPageIsCompressedAndLogged() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Application all = new AccessLog(new PrintStream(log, true)).then(new Gzip()).then(new ErrorPage())
                .around(new Mount(Map.of("/shop", request -> Response.empty(204))));
        Asked asked = Asked.of(all, Request.of("GET", "/").with("Accept-Encoding", "gzip").with("Accept", "text/html"));
        byte[] text = new GZIPInputStream(new ByteArrayInputStream(asked.body())).readAllBytes();
        assertTrue(new String(text).contains("<h1>404 Not Found</h1>\n<p>There is nothing here.</p>"), new String(text));
        assertTrue(log.toString().strip().endsWith(" 404 " + asked.body().length), log.toString());
        Asked none = Asked.of(all, Request.of("GET", "/shop").with("Accept-Encoding", "gzip").with("Accept", "text/html"));
        assertEquals(204, none.status());
        assertNull(none.field("Content-Encoding"));
    }

    /** What goes wrong, and what the client gets of it, is the same through all of them; so is that a body is closed exactly once. */
    private enum Case {
        WRITTEN(200, false) {
            @Override
            Body body(Watched watched) {
                return watched.pushed(out -> out.write("Hello!\n".getBytes()));
            }
        },
        WRITTEN_AND_FLUSHED(200, false) {
            @Override
            Body body(Watched watched) {
                return watched.pushed(OutputStream::flush);
            }
        },
        PULLED(200, false) {
            @Override
            Body body(Watched watched) {
                return watched.pulled(new byte[100_000], 100_000);
            }
        },
        FAILED_EARLY(500, false) {
            @Override
            Body body(Watched watched) {
                return watched.pushed(out -> {
                    out.write(1);
                    throw new IllegalStateException("early");
                });
            }
        },
        FAILED_LATE(200, true) {
            @Override
            Body body(Watched watched) {
                return watched.pushed(out -> {
                    out.write(1);
                    out.flush();
                    throw new IOException("late");
                });
            }
        },
        TOO_SHORT(200, true) {
            @Override
            Body body(Watched watched) {
                return watched.pulled(new byte[99_999], 100_000);
            }
        },
        FAILED_TO_CLOSE(200, false) {
            @Override
            Body body(Watched watched) {
                return new Body.Push() {
                    @Override
                    public void writeTo(OutputStream out) throws IOException {
                        out.write("Hello!\n".getBytes());
                    }

                    @Override
                    public void close() throws IOException {
                        watched.closed.incrementAndGet();
                        throw new IOException("close");
                    }
                };
            }
        };

        private final int status;
        private final boolean cut;

        Case(int status, boolean cut) {
            this.status = status;
            this.cut = cut;
        }

        abstract Body body(Watched watched);
    }

    private static Map<String, Middleware> shipped() {
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream());
        return Map.of("nothing", inner -> inner, "lint", new Lint(nobody), "log", new AccessLog(nobody), "gzip", new Gzip(),
                "timeout", new Timeout(60_000), "page", new ErrorPage(), "mount", inner -> new Mount(Map.of("/", inner)),
                "all", new AccessLog(nobody).then(new Lint(nobody)).then(new ErrorPage()).then(new Gzip()).then(new Timeout(60_000))
                        .then(new Lint(nobody)).then(inner -> new Mount(Map.of("/", inner))));
    }

    @Test
    void bodiesAreClosedOnceThroughAllOfThem() throws Exception {
        for (Map.Entry<String, Middleware> middleware : shipped().entrySet()) {
            for (Case each : Case.values()) {
                for (String coding : new String[] {"identity", "gzip"}) {
                    for (String method : new String[] {"GET", "HEAD"}) {
                        String what = middleware.getKey() + " " + each + " " + coding + " " + method;
                        Watched watched = new Watched();
                        Asked asked = Asked.of(middleware.getValue().around(request -> Response.of(200, "text/plain", each.body(watched))),
                                Request.of(method, "/").with("Accept-Encoding", coding));
                        check(what, each, asked, method.equals("HEAD"), coding.equals("gzip"));
                        assertEquals(1, watched.closed.get(), what + ": times closed");
                    }
                }
            }
        }
    }

    /** What is compressed is compressed before it is sent; then a body that is too short may be found out in time. */
    private static void check(String what, Case each, Asked asked, boolean head, boolean compressed) {
        if (each == Case.TOO_SHORT && compressed && !head && asked.status() == 500) {
            assertEquals(false, asked.isCut(), what);
            return;
        }
        assertEquals(head ? 200 : each.status, asked.status(), what);
        assertEquals(!head && each.cut, asked.isCut(), what + ": cut");
    }

    @Test
    void bodiesAreClosedOnceWhenTheClientLeaves() throws Exception {
        byte[] noise = new byte[1 << 20];
        new java.util.Random(1).nextBytes(noise);
        for (Map.Entry<String, Middleware> middleware : shipped().entrySet()) {
            for (boolean pushed : new boolean[] {true, false}) {
                Watched watched = new Watched();
                Body body = pushed ? watched.pushed(out -> out.write(noise)) : watched.pulled(noise, noise.length);
                Asked asked = Asked.leaving(middleware.getValue().around(request -> Response.of(200, "text/plain", body)),
                        Request.of("GET", "/").with("Accept-Encoding", "gzip"), 1000);
                assertEquals(200, asked.status(), middleware.getKey());
                assertEquals(1, watched.closed.get(), middleware.getKey() + ": times closed");
                assertEquals("", asked.printed(), middleware.getKey());
            }
        }
    }
}
