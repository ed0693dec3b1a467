import httpd.gateway.Application;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An answer that is not finished when it begins: a line every 200 ms, each sent when it is there.
 *
 *   java -jar stage5-gateway/target/stage5.jar --app stage5-gateway/examples/ticks.java
 *   curl -N http://127.0.0.1:8005/?n=20
 *   http://127.0.0.1:8005/events in a browser, or new EventSource("/events") in a page: the same as server-sent events
 *
 * Every client that listens keeps one of the workers. With one that leaves, the next write fails, and so its worker is free again.
 */
class Ticks implements Application {
    private static final int PAUSE = 200; // ms

    @Override
    public Response handle(Request request) throws HttpError {
        int count = count(request.parameter("n"));
        return switch (request.path()) {
            case "/" -> Response.of(200, "text/plain; charset=utf-8", out -> ticks(out, count, "tick %d\n"));
            case "/events" -> Response.of(200, "text/event-stream", out -> ticks(out, count, "id: %1$d\ndata: tick %1$d\n\n"))
                    .with("Cache-Control", "no-store");
            default -> throw new HttpError(404, "There is only / and /events.");
        };
    }

    private static int count(String n) throws HttpError {
        if (n != null && !n.matches("[0-9]{1,6}")) {
            throw new HttpError(400, "The parameter n must be a number.");
        }
        return n == null ? 10 : Integer.parseInt(n);
    }

    private static void ticks(OutputStream out, int count, String format) throws IOException {
        for (int tick = 1; tick <= count; tick++) {
            out.write(format.formatted(tick).getBytes(StandardCharsets.UTF_8));
            out.flush(); // or it would wait for the others
            pause(tick == count ? 0 : PAUSE);
        }
    }

    private static void pause(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the server is stopping");
        }
    }
}
