package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Lint follows the body of a response to its end, and says who did not keep to the contract: who makes it, or who takes it. */
class LintBodyTest {
    private static final Request GET = Request.of("GET", "/page");

    private final ByteArrayOutputStream late = new ByteArrayOutputStream();
    private final Watched watched = new Watched();

    private Application linted(Application inner) {
        return new Lint(new PrintStream(late, true)).around(inner);
    }

    private Body body(Body body) throws Exception {
        return body(GET, body);
    }

    private Body body(Request request, Body body) throws Exception {
        return linted(asked -> Response.of(200, "text/plain", body)).handle(request).body();
    }

    private static void blamed(String sentence, org.junit.jupiter.api.function.Executable code) {
        assertEquals("lint: " + sentence, assertThrows(LintException.class, code).getMessage());
    }

    private static void write(Body body) throws IOException {
        ((Body.Push) body).writeTo(OutputStream.nullOutputStream());
    }

    private String late() {
        return late.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void rightBodiesPassAndAreClosedOnce() throws Exception {
        Body.Push push = (Body.Push) body(watched.pushed(3, out -> {
            out.write('a');
            out.flush();
            out.write(new byte[] {'b', 'c'});
        }));
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        push.writeTo(taken);
        push.close();
        assertEquals("abc", taken.toString());
        assertEquals(3, push.length());
        Body.Stream stream = (Body.Stream) body(watched.pulled("def".getBytes(), 3));
        assertEquals('d', stream.source().read());
        assertArrayEquals(new byte[] {'e', 'f'}, stream.source().readNBytes(2));
        stream.close();
        Body.Stream text = (Body.Stream) body(new Body.Bytes("ghi".getBytes()));
        assertEquals("ghi", new String(text.source().readAllBytes()));
        text.close();
        assertEquals(2, watched.closed.get());
        assertEquals("", late());
    }

    @Test
    void theApplicationWritesAsMuchAsItPromised() throws Exception {
        blamed("the application wrote 2 of the 3 bytes that it promised",
                () -> write(body(watched.pushed(3, out -> out.write(new byte[2])))));
        blamed("the application writes more than the 3 bytes that it promised",
                () -> write(body(watched.pushed(3, out -> out.write(new byte[4])))));
        Application field = request -> Response.of(200, "text/plain", out -> out.write(new byte[2])).with("Content-Length", "3");
        blamed("the application wrote 2 of the 3 bytes that it promised", () -> write(linted(field).handle(GET).body()));
        InputStream source = ((Body.Stream) body(watched.pulled(new byte[2], 3))).source();
        assertEquals(2, source.read(new byte[3]));
        blamed("the application gave 2 bytes of the 3 that it promised", () -> source.read(new byte[1]));
    }

    @Test
    void theApplicationDoesNotCloseTheStream() {
        blamed("the application closes the stream that it was given to write to, which is not its own",
                () -> write(body(watched.pushed(OutputStream::close))));
    }

    @Test
    void theApplicationWritesInTheThreadThatItWasAskedIn() {
        for (boolean flushes : new boolean[] {false, true}) {
            blamed("the application " + (flushes ? "flushes" : "writes to") + " a body in another thread than it was asked for it in",
                    () -> write(body(watched.pushed(out -> {
                        Thread other = new Thread(() -> {
                            try {
                                if (flushes) {
                                    out.flush();
                                } else {
                                    out.write(1);
                                }
                            } catch (IOException | LintException e) {
                                // What a thread that nobody waits for makes of it.
                            }
                        });
                        other.start();
                        join(other);
                    }))));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatTheApplicationSwallowsOrTurnsIntoAnotherFailureIsThrownNevertheless() {
        blamed("the application writes more than the 3 bytes that it promised", () -> write(body(watched.pushed(3, out -> {
            try {
                out.write(new byte[4]);
            } catch (LintException e) {
                out.write(new byte[3]);
            }
        }))));
        LintException e = assertThrows(LintException.class, () -> write(body(watched.pushed(3, out -> {
            try {
                out.write(new byte[4]);
            } catch (LintException e2) {
                throw new IOException("something is wrong");
            }
        }))));
        assertEquals("something is wrong", e.getSuppressed()[0].getMessage());
        IOException own = assertThrows(IOException.class, () -> write(body(watched.pushed(3, out -> {
            throw new IOException("its own");
        }))));
        assertEquals("its own", own.getMessage());
    }

    @Test
    void theApplicationDoesNotWriteWhenItIsOver() throws Exception {
        AtomicReference<OutputStream> kept = new AtomicReference<>();
        Body body = body(watched.pushed(kept::set));
        write(body);
        body.close();
        blamed("the application writes to a body that is over", () -> kept.get().write(1));
        blamed("the application flushes a body that is over", () -> kept.get().flush());
        assertEquals("lint: the application writes to a body that is over (GET /page)\n"
                + "lint: the application flushes a body that is over (GET /page)", late().replace("\r", ""));
    }

    @Test
    void theApplicationDoesNotReadWhenItIsOver() throws Exception {
        AtomicReference<InputStream> kept = new AtomicReference<>();
        Application keeps = request -> {
            kept.set(request.body());
            return Response.text(200, "Hello!\n");
        };
        Response response = linted(keeps).handle(Request.of("POST", "/late").with(new byte[3]));
        assertEquals(0, kept.get().read());
        response.body().close();
        blamed("the application reads the body of a request that has been answered", () -> kept.get().read());
        assertEquals("lint: the application reads the body of a request that has been answered (POST /late)", late());
    }

    @Test
    void aRequestThatFailedIsOverAsWell() {
        AtomicReference<InputStream> kept = new AtomicReference<>();
        assertThrows(IllegalStateException.class, () -> linted(request -> {
            kept.set(request.body());
            throw new IllegalStateException();
        }).handle(GET));
        blamed("the application reads the body of a request that has been answered", () -> kept.get().read());
    }

    @Test
    void aBodyMayBeThatOfTheRequest() throws Exception {
        Application echo = request -> Response.of(200, "text/plain", new Body.Stream(request.body(), request.bodyLength()));
        Asked asked = Asked.of(linted(echo), Request.of("POST", "/echo").with("abc".getBytes()));
        assertEquals("200 abc", asked.status() + " " + asked.text());
        assertEquals("", late() + asked.printed());
    }

    @Test
    void theServerAsksForABodyOnceAndNotWhenItHasClosedIt() throws Exception {
        Body twice = body(watched.pushed(out -> out.write(1)));
        write(twice);
        blamed("the server asks for the body of an answer twice", () -> write(twice));
        Body closed = body(watched.pushed(out -> out.write(1)));
        closed.close();
        blamed("the server asks for the body of an answer that it has closed", () -> write(closed));
        Body.Stream stream = (Body.Stream) body(watched.pulled(new byte[2], 2));
        stream.close();
        blamed("the server asks for the body of an answer that it has closed", () -> stream.source().read());
    }

    @Test
    void theServerAsksForNoBodyWhereThereIsNone() {
        blamed("the server asks for the body of an answer that has none",
                () -> write(body(Request.of("HEAD", "/"), watched.pushed(out -> out.write(1)))));
    }

    @Test
    void theServerClosesABodyOnce() throws Exception {
        for (Body body : new Body[] {watched.pushed(out -> { }), watched.pulled(new byte[0], 0)}) {
            late.reset();
            watched.closed.set(0);
            Body linted = body(body);
            linted.close();
            assertEquals("", late());
            linted.close();
            assertEquals("lint: the server closes the body of an answer twice (GET /page)", late());
            assertEquals(1, watched.closed.get());
        }
    }

    @Test
    void theServerThrowsNoBodyAwayWithoutClosingIt() throws Exception {
        body(watched.pushed(out -> { })).close();
        body(watched.pulled(new byte[0], 0)).close();
        throwAway(GET, watched.pushed(out -> { }));
        throwAway(Request.of("GET", "/other"), watched.pulled(new byte[0], 0));
        String sentence = "lint: the server threw the body of an answer away without closing it ";
        for (int i = 0; i < 1000 && late().lines().count() < 2; i++) {
            System.gc();
            LockSupport.parkNanos(10_000_000);
        }
        assertEquals(2, late().lines().count(), late());
        assertTrue(late().contains(sentence + "(GET /page)") && late().contains(sentence + "(GET /other)"), late());
    }

    private void throwAway(Request request, Body body) throws Exception {
        body(request, body);
    }

    @Test
    void aViolationBeforeTheFirstByteIsSentIsACleanAnswer() throws Exception {
        Body tooShort = watched.pushed(3, out -> out.write("ab".getBytes()));
        Asked asked = Asked.get(linted(request -> Response.of(200, "text/plain", tooShort)), "/");
        assertEquals("500 The server failed to answer this request.\n", asked.status() + " " + asked.text());
        assertTrue(asked.printed().contains("lint: the application wrote 2 of the 3 bytes that it promised"), asked.printed());
        assertEquals(1, watched.closed.get());
    }

    @Test
    void aViolationAfterTheFirstByteIsACut() throws Exception {
        Asked asked = Asked.get(linted(request -> Response.of(200, "text/plain", watched.pushed(out -> {
            out.write("ab".getBytes());
            out.flush();
            out.close();
        }))), "/");
        assertEquals("200 ab true", asked.status() + " " + asked.text() + " " + asked.isCut());
        assertTrue(asked.printed().contains("cut the answer to GET /: httpd.gateway.LintException: lint: the application closes"),
                asked.printed());
        assertEquals(1, watched.closed.get());
    }

    @Test
    void manyRequestsAtATimeAreNotMistakenForOneAnother() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Application waits = linted(request -> {
            both.countDown();
            both.await();
            return Response.text(200, request.path());
        });
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<String> one = threads.submit(() -> path(waits, "/1"));
        Future<String> two = threads.submit(() -> path(waits, "/2"));
        threads.shutdown();
        assertEquals("/1 /2", one.get(20, TimeUnit.SECONDS) + " " + two.get(20, TimeUnit.SECONDS));
        assertEquals("", late());
    }

    private static String path(Application application, String path) throws Exception {
        Body.Stream body = (Body.Stream) application.handle(Request.of("GET", path)).body();
        try (InputStream source = body.source()) {
            return new String(source.readAllBytes());
        }
    }
}
