package httpd.gateway;

import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers 504 in place of an application that takes too long, so that its worker can serve others. The application runs in another
 * thread, which is interrupted; one that ignores this keeps that thread, and no more. The limit is for the response, not for its body.
 */
public final class Timeout implements Middleware {
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final long millis;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "application-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /** @param millis how long an application may take to answer; 0 for as long as it likes */
    public Timeout(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("a time-out of " + millis + " ms");
        }
        this.millis = millis;
    }

    @Override
    public Application around(Application inner) {
        if (millis == 0) {
            return inner;
        }
        Application limited = request -> inner.mayBlock(request) ? limited(inner, request) : inner.handle(request);
        return limited.hintedBy(inner);
    }

    private Response limited(Application inner, Request request) throws Exception {
        Request lasting = request.lasting(); // the late application reads it when its connection has the next one
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        CompletableFuture<Response> answer = new CompletableFuture<>();
        Future<?> task = threads.submit(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            answer(inner, lasting, answer);
        });
        try {
            answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (giveUp(answer, task, new HttpError(504, "The application did not answer in time."))) {
                System.err.println("504 for " + request.method() + " " + request.target() + ": no answer within " + millis + " ms");
            }
        } catch (InterruptedException e) {
            if (!giveUp(answer, task, e)) {
                Thread.currentThread().interrupt(); // it is for whoever waits next
            }
        } catch (ExecutionException e) {
            // It is thrown below, like a response is returned there.
        }
        return answered(answer);
    }

    /** Returns false if it has answered in the last moment. */
    private static boolean giveUp(CompletableFuture<Response> answer, Future<?> task, Exception instead) {
        synchronized (answer) { // so that the interrupt does not come when a late body is being closed
            boolean first = answer.completeExceptionally(instead);
            if (first) {
                task.cancel(true);
            }
            return first;
        }
    }

    private static Response answered(CompletableFuture<Response> answer) throws Exception {
        try {
            return answer.get(); // without waiting
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    private static void answer(Application inner, Request request, CompletableFuture<Response> answer) {
        try {
            Response response = inner.handle(request);
            boolean late;
            synchronized (answer) {
                late = !answer.complete(response);
            }
            if (late && response != null) {
                Thread.interrupted(); // it was for the application, not for its close
                response.body().close();
            }
        } catch (Throwable e) { // it goes to whoever waits, and nowhere if nobody does
            answer.completeExceptionally(e);
        }
    }
}
