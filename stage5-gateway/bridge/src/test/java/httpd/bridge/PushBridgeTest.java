package httpd.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.Headers;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PushBridgeTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void statusFieldsLengthAndBodyArriveAsTheyWerePushed() throws Exception {
        Headers headers = new Headers().add("Set-Cookie", "a=1").add("Set-Cookie", "b=2");
        Response response = ask(LONG, (request, responder) -> responder.start(203, headers, 4).write(bytes("body")));
        assertEquals(203, response.status());
        assertSame(headers, response.headers());
        assertEquals(4, response.body().length());
        assertEquals("body", text(response));
    }

    @Test
    void aLargeBodyInPiecesOfAllSizesArrivesWhole() throws Exception {
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        Response response = ask(LONG, (request, responder) -> {
            OutputStream out = responder.start(200, new Headers(), -1);
            for (int at = 0, piece = 1; at < large.length; at += piece, piece = Math.min(piece * 2 + 1, large.length - at)) {
                out.write(large, at, piece);
            }
        });
        assertEquals(-1, response.body().length());
        assertArrayEquals(large, collected(response).toByteArray());
    }

    @Test
    void whatIsFlushedIsPassedOnBeforeTheNextIsWritten() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Response response = ask(LONG, (request, responder) -> {
            OutputStream out = responder.start(200, new Headers(), -1);
            for (int tick = 1; tick <= 3; tick++) {
                out.write(bytes("tick " + tick));
                out.flush();
                assertEquals("tick " + tick, seen.poll(10, TimeUnit.SECONDS));
            }
        });
        body(response).writeTo(new ByteArrayOutputStream() {
            @Override
            public void flush() {
                seen.add(toString(StandardCharsets.UTF_8));
                reset();
            }
        });
    }

    @Test
    void whatIsNotFlushedIsNotFlushedForIt() throws Exception {
        AtomicInteger flushes = new AtomicInteger();
        Response response = ask(LONG, (request, responder) -> responder.start(200, new Headers(), -1).write(bytes("small")));
        body(response).writeTo(new ByteArrayOutputStream() {
            @Override
            public void flush() {
                flushes.incrementAndGet();
            }
        });
        assertEquals(0, flushes.get(), "or a small answer could not be sent with its length");
    }

    @Test
    void aFailureBeforeTheStartIsTheApplications() {
        IllegalArgumentException failure = new IllegalArgumentException("bad");
        assertSame(failure, assertThrows(IllegalArgumentException.class, () -> ask(LONG, (request, responder) -> {
            throw failure;
        })));
        assertEquals(418, assertThrows(HttpError.class, () -> ask(LONG, (request, responder) -> {
            throw new HttpError(418, "Teapot.");
        })).status());
        assertThrows(StackOverflowError.class, () -> ask(LONG, (request, responder) -> {
            throw new StackOverflowError();
        }));
    }

    @Test
    void aPusherThatNeverBeginsIsAFailure() {
        assertThrows(IllegalStateException.class, () -> ask(LONG, (request, responder) -> { }));
    }

    @Test
    void aFailureAfterTheStartFailsTheBody() throws Exception {
        IOException failure = new IOException("half-way");
        Response response = ask(LONG, (request, responder) -> {
            responder.start(200, new Headers(), -1).write(bytes("half"));
            throw failure;
        });
        assertSame(failure, assertThrows(IOException.class, () -> text(response)));
    }

    @Test
    void anErrorAfterTheStartFailsTheBodyToo() throws Exception {
        Response response = ask(LONG, (request, responder) -> {
            responder.start(200, new Headers(), -1);
            throw new StackOverflowError();
        });
        assertTrue(assertThrows(IOException.class, () -> text(response)).getCause() instanceof StackOverflowError);
    }

    @Test
    void anAnswerBeginsOnce() throws Exception {
        Response response = ask(LONG, (request, responder) -> {
            responder.start(200, new Headers(), -1);
            responder.start(500, new Headers(), -1);
        });
        assertThrows(IllegalStateException.class, () -> text(response));
    }

    @Test
    void whoBeginsTooLateIsInterruptedAndMayNotBegin() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<IOException> refused = new CompletableFuture<>();
        HttpError error = assertThrows(HttpError.class, () -> ask(SHORT, (request, responder) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            refused.complete(assertThrows(IOException.class, () -> responder.start(200, new Headers(), -1)));
        }));
        assertEquals(504, error.status());
        assertTrue(interrupted.get(10, TimeUnit.SECONDS));
        assertEquals("the application did not answer in time", refused.get(10, TimeUnit.SECONDS).getMessage());
    }

    @Test
    void aPusherIsHeldUpWhileNobodyTakes() throws Exception {
        AtomicInteger written = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(64 << 10);
        Response response = ask(LONG, (request, responder) -> {
            OutputStream out = responder.start(200, new Headers(), -1);
            for (int i = 0; i < 1 << 20; i++) {
                out.write(i);
                written.incrementAndGet();
                full.countDown();
            }
        });
        assertTrue(full.await(10, TimeUnit.SECONDS), "64 KiB must fit");
        Thread.sleep(50); // time to go too far
        assertTrue(written.get() <= 73 << 10, written + " bytes were taken though nobody wanted them");
        assertEquals(1 << 20, collected(response).size());
    }

    @Test
    void whatIsPushedForNobodyIsThrownAway() throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        Response response = ask(LONG, (request, responder) -> {
            OutputStream out = responder.start(200, new Headers(), 1 << 20);
            out.write(new byte[1 << 20]);
            out.flush();
            end.complete("whole");
        });
        response.body().close(); // as for HEAD
        assertEquals("whole", end.get(10, TimeUnit.SECONDS));
    }

    @Test
    void whoPushesToAClientThatHasLeftIsTold() throws Exception {
        CompletableFuture<IOException> told = new CompletableFuture<>();
        Response response = ask(LONG, (request, responder) -> {
            OutputStream out = responder.start(200, new Headers(), -1);
            told.complete(assertThrows(IOException.class, () -> {
                while (true) {
                    out.write(new byte[1 << 10]);
                }
            }));
        });
        assertThrows(IOException.class, () -> body(response).writeTo(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("Broken pipe");
            }
        }));
        response.body().close();
        assertEquals("the client has left, or was too slow: Broken pipe", told.get(10, TimeUnit.SECONDS).getMessage());
    }

    @Test
    void anInterruptReachesThePusher() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Response response = ask(LONG, (request, responder) -> {
            responder.start(200, new Headers(), -1);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, () -> text(response));
        assertTrue(Thread.interrupted(), "whoever was interrupted must still be able to see it");
        assertTrue(interrupted.get(10, TimeUnit.SECONDS));
    }

    @Test
    void aPusherThatIsInterruptedByItselfLosesNothing() throws Exception {
        Response response = ask(LONG, (request, responder) -> {
            OutputStream out = responder.start(200, new Headers(), -1);
            Thread.currentThread().interrupt();
            out.write(new byte[1 << 20]);
        });
        assertEquals(1 << 20, collected(response).size());
    }

    @Test
    void thePusherFindsItsClassesWhereTheApplicationDoes() throws Exception {
        ClassLoader loader = new ClassLoader() { };
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            ask(LONG, (request, responder) -> {
                seen.complete(Thread.currentThread().getContextClassLoader());
                responder.start(204, new Headers(), 0);
            });
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertSame(loader, seen.get());
    }

    private static Response ask(Duration limit, Pusher pusher) throws Exception {
        return new PushBridge(pusher, limit).handle(Request.of("GET", "/"));
    }

    private static Body.Push body(Response response) {
        return (Body.Push) response.body();
    }

    private static ByteArrayOutputStream collected(Response response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body(response).writeTo(out);
        return out;
    }

    private static String text(Response response) throws IOException {
        return collected(response).toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
