package httpd.gateway;

import httpd.http.Request;
import httpd.http.Response;

/**
 * What is behind a server: a request goes in, a response comes out. That is the whole contract; the server knows nothing else
 * of an application, nor an application of the server.
 *
 * <p>Several threads call it at the same time. A request is valid until its response has been sent, or its body has been closed.
 */
@FunctionalInterface
public interface Application {
    /**
     * Answers a request.
     *
     * @return status, fields and a body; never null
     * @throws httpd.http.HttpError for an answer that is no more than a status and a sentence
     * @throws Exception for anything that went wrong: the client gets a 500 that says nothing of it, the log says all of it
     */
    Response handle(Request request) throws Exception;

    /**
     * Tells whether the response to this request may have to be waited for. If so a worker asks for it; if not the event loop does so
     * itself, which saves two hand-overs, and everybody waits if that was not true. Whoever does not know says yes. Throws nothing.
     */
    default boolean mayBlock(Request request) {
        return true;
    }

    /**
     * Tells whether the application is asked as soon as the head of this request is there, to read its body while it comes. If not
     * it is asked when the body has come whole, be it to a temporary file: then a slow client keeps no worker waiting. Throws nothing.
     */
    default boolean streams(Request request) {
        return false;
    }

    /** Returns this application with another's answers to the two questions: for a middleware that adds nothing to wait for. */
    default Application hintedBy(Application other) {
        Application handler = this;
        return new Application() {
            @Override
            public Response handle(Request request) throws Exception {
                return handler.handle(request);
            }

            @Override
            public boolean mayBlock(Request request) {
                return other.mayBlock(request);
            }

            @Override
            public boolean streams(Request request) {
                return other.streams(request);
            }
        };
    }
}
