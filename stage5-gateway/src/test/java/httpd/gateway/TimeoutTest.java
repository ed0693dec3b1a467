package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.Endpoints;
import httpd.http.Headers;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import httpd.http.Unchecked;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** An application that takes too long is given up: 504, an interrupt, and a body that comes too late is closed. */
class TimeoutTest {
    private static final Request GET = Request.of("GET", "/slow");
    private static final long LONG = 60_000;

    private final CompletableFuture<Boolean> closed = new CompletableFuture<>(); // whether that thread was interrupted
    private final CountDownLatch enough = new CountDownLatch(1);

    private Response late() {
        return Response.of(200, "text/plain", new Body.Push() {
            @Override
            public void writeTo(OutputStream out) {
                throw new IllegalStateException();
            }

            @Override
            public void close() {
                closed.complete(Thread.currentThread().isInterrupted());
            }
        });
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    /** Asks an application that will take too long, again if the machine was so busy that it had not even begun when it was given up. */
    private static HttpError givenUp(Application inner, Request request) {
        CountDownLatch begun = new CountDownLatch(1);
        Application limited = new Timeout(50).around(asked -> {
            begun.countDown();
            return inner.handle(asked);
        });
        HttpError refused = null;
        for (int i = 0; i < 100 && begun.getCount() > 0; i++) {
            refused = assertThrows(HttpError.class, () -> limited.handle(request));
        }
        assertEquals(504, refused.status());
        return refused;
    }

    @Test
    void whoTakesTooLongIsGivenUp() throws Exception {
        Asked asked = Asked.of(new Timeout(50).around(request -> {
            enough.await();
            return Response.empty(204);
        }), GET);
        assertEquals("504 The application did not answer in time.\n", asked.status() + " " + asked.text());
        assertEquals("504 for GET /slow: no answer within 50 ms", asked.printed().strip());
    }

    @Test
    void whoTakesTooLongIsInterrupted() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        givenUp(request -> {
            try {
                Thread.sleep(LONG);
            } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
            }
            return Response.empty(204);
        }, GET);
        assertTrue(get(interrupted));
    }

    @Test
    void theBodyOfALateResponseIsClosed() throws Exception {
        givenUp(request -> {
            boolean told = false;
            while (enough.getCount() > 0) {
                try {
                    enough.await();
                } catch (InterruptedException e) {
                    told = true;
                }
            }
            if (told) {
                Thread.currentThread().interrupt(); // as one does who has no answer to it
            }
            return late();
        }, GET);
        assertFalse(closed.isDone());
        enough.countDown();
        assertFalse(get(closed), "the interrupt was for the application, not for its close");
    }

    @Test
    void aLateFailureOrNullOrAFailingCloseIsNobodysAffair() throws Exception {
        for (Response answer : new Response[] {null, Response.of(200, "text/plain", new Body.Push() {
            @Override
            public void writeTo(OutputStream out) {
                throw new IllegalStateException();
            }

            @Override
            public void close() throws IOException {
                closed.complete(true);
                throw new IOException("close");
            }
        })}) {
            CountDownLatch given = new CountDownLatch(1);
            givenUp(request -> {
                try {
                    Thread.sleep(LONG);
                } catch (InterruptedException e) {
                    given.countDown();
                }
                return answer;
            }, GET);
            assertTrue(given.await(20, TimeUnit.SECONDS));
        }
        assertTrue(get(closed));
    }

    @Test
    void othersAreServedMeanwhile() throws Exception {
        Application limited = new Timeout(LONG).around(request -> {
            if (request.path().equals("/slow")) {
                enough.await();
            }
            return Response.text(200, request.path());
        });
        FutureTask<Integer> slow = new FutureTask<>(() -> limited.handle(GET).status());
        new Thread(slow).start();
        for (int i = 0; i < 20; i++) {
            assertEquals(200, limited.handle(Request.of("GET", "/other")).status());
        }
        assertFalse(slow.isDone());
        enough.countDown();
        assertEquals(200, slow.get(20, TimeUnit.SECONDS));
    }

    @Test
    void whatComesInTimeIsWhatComes() throws Exception {
        Response response = Response.text(200, "Hello!\n");
        assertSame(response, new Timeout(LONG).around(request -> response).handle(GET));
        HttpError refusal = new HttpError(403, "No.");
        assertSame(refusal, assertThrows(HttpError.class, () -> new Timeout(LONG).around(request -> {
            throw refusal;
        }).handle(GET)));
        IOException failure = new IOException();
        assertSame(failure, assertThrows(IOException.class, () -> new Timeout(LONG).around(request -> {
            throw failure;
        }).handle(GET)));
        assertThrows(StackOverflowError.class, () -> new Timeout(LONG).around(request -> {
            throw new StackOverflowError();
        }).handle(GET));
        assertEquals(500, Asked.of(new Timeout(LONG).around(request -> null), GET).status());
    }

    @Test
    void theBodyIsPushedInTheThreadThatWaits() throws Exception {
        Asked asked = Asked.of(new Timeout(LONG).around(new Lint().around(request -> Response.of(200, "text/plain",
                out -> out.write(Thread.currentThread().getName().getBytes())))), GET);
        assertEquals("200 worker", asked.status() + " " + asked.text());
    }

    /** By then its connection may have its next request. */
    @Test
    void theRequestLasts() throws Exception {
        Headers headers = Unchecked.field("Name", "value");
        CompletableFuture<String> read = new CompletableFuture<>();
        givenUp(request -> {
            while (enough.getCount() > 0) {
                try {
                    enough.await();
                } catch (InterruptedException e) {
                    continue;
                }
            }
            read.complete(request.headers().get("Name") + " " + request.path());
            return Response.empty(204);
        }, Unchecked.request("GET", "/slow", 1, headers, Endpoints.NONE));
        Unchecked.forget(headers);
        enough.countDown();
        assertEquals("value /slow", get(read));
    }

    @Test
    void theApplicationFindsItsClasses() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader own = new ClassLoader(before) { };
        ClassLoader[] seen = new ClassLoader[1];
        Application limited = new Timeout(LONG).around(request -> {
            seen[0] = Thread.currentThread().getContextClassLoader();
            return Response.empty(204);
        });
        try {
            for (int i = 0; i < 50; i++) { // mostly in the same thread
                ClassLoader loader = i % 2 == 0 ? own : before;
                Thread.currentThread().setContextClassLoader(loader);
                limited.handle(GET);
                assertSame(loader, seen[0]);
                LockSupport.parkNanos(1_000_000); // until that thread has time again
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void anInterruptOfWhoeverWaitsIsPassedOn() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread waiting = Thread.currentThread();
        Application limited = new Timeout(LONG).around(request -> {
            waiting.interrupt();
            try {
                Thread.sleep(LONG);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return late();
        });
        assertInstanceOf(InterruptedException.class, assertThrows(Exception.class, () -> limited.handle(GET)));
        assertTrue(get(interrupted));
        assertFalse(get(closed));
    }

    @Test
    void whatCannotBlockPassesStraightThrough() throws Exception {
        Thread[] seen = new Thread[1];
        Application quick = new Application() {
            @Override
            public Response handle(Request request) {
                seen[0] = Thread.currentThread();
                return Response.empty(204);
            }

            @Override
            public boolean mayBlock(Request request) {
                return request.path().equals("/slow");
            }

            @Override
            public boolean streams(Request request) {
                return request.path().equals("/slow");
            }
        };
        Application limited = new Timeout(LONG).around(quick);
        limited.handle(Request.of("GET", "/quick"));
        assertSame(Thread.currentThread(), seen[0]);
        limited.handle(GET);
        assertNotSame(Thread.currentThread(), seen[0]);
        assertTrue(limited.mayBlock(GET) && limited.streams(GET));
        assertFalse(limited.mayBlock(Request.of("GET", "/quick")) || limited.streams(Request.of("GET", "/quick")));
    }

    @Test
    void zeroIsNoLimit() {
        Application inner = request -> Response.empty(204);
        assertSame(inner, new Timeout(0).around(inner));
        assertThrows(IllegalArgumentException.class, () -> new Timeout(-1));
    }
}
