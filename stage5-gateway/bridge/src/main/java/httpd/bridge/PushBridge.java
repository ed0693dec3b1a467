package httpd.bridge;

import httpd.gateway.Application;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a pusher as an application. An application has to return the head before anybody wants its body; a pusher comes back when both
 * are done. So it gets a thread of its own, and between the two there is a bounded queue.
 * <pre>
 *   worker:  handle --------waits for start--> Response --> writeTo <--+-- takes, writes to the client
 *   pusher:       +--> push --> start(status, headers, length)         |
 *                                  +--> write, write, flush, write ----+-- waits while the queue is full
 * </pre>
 */
public final class PushBridge implements Application {
    private static final Duration USUAL = Duration.ofMinutes(2);

    private final Pusher pusher;
    private final Duration limit;

    /** With two minutes to begin an answer. */
    public PushBridge(Pusher pusher) {
        this(pusher, USUAL);
    }

    /** @param limit how long a pusher may take to begin its answer; 504 after that */
    public PushBridge(Pusher pusher, Duration limit) {
        this.pusher = pusher;
        this.limit = limit;
    }

    @Override
    public Response handle(Request request) throws Exception {
        Request lasting = request.lasting(); // the pusher may go on when the client has its answer: after HEAD, or when it is late
        PushedBody body = new PushedBody();
        // A new thread looks for classes where this one does, and that is where a framework will find its own.
        Thread thread = new Thread(() -> run(lasting, body), Thread.currentThread().getName() + " pusher");
        thread.setDaemon(true);
        body.pushedBy(thread);
        thread.start();
        try {
            return body.head().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } catch (TimeoutException e) {
            body.abandon("the application did not answer in time");
            throw new HttpError(504, "The application did not answer in time.");
        } catch (InterruptedException e) {
            body.abandon("interrupted while waiting for the application");
            throw e;
        }
    }

    private static Exception unwrapped(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof Exception failure ? failure : e;
    }

    private void run(Request request, PushedBody body) {
        try {
            pusher.push(request, body::begin);
            body.end();
        } catch (Throwable e) { // an Error too: somebody waits at the other end of the queue
            body.fail(e);
        }
    }
}
