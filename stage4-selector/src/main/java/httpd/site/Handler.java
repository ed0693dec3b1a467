package httpd.site;

import httpd.http.Request;
import httpd.http.Response;

/** What is behind a server: a request goes in, an answer comes out. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request);

    /**
     * Tells whether the answer to this request may have to be waited for. If so a worker handles it; if not the event loop does so
     * itself, which saves two hand-overs, and everybody waits if that was not true. Whoever does not know says yes. Throws nothing.
     */
    default boolean mayBlock(Request request) {
        return true;
    }

    /**
     * Asks the handler, and answers 500 in its place if it fails. Whatever it throws is its own business:
     * the server goes on, and the client learns nothing of its inside.
     */
    default Response answer(Request request) {
        try {
            return handle(request).check();
        } catch (Throwable failure) { // an Error too: a handler that recurses for ever must not end the server
            System.err.println("500 for " + request.method() + " " + request.target() + ": " + failure);
            return Response.text(500, "The server failed to answer this request.\n");
        }
    }
}
