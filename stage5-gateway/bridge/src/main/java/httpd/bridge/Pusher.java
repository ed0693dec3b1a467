package httpd.bridge;

import httpd.http.Request;

/** An application that pushes its whole answer, the status too: the shape of a servlet, of the JDK's handlers, and of most frameworks. */
@FunctionalInterface
public interface Pusher {
    /**
     * Answers a request: calls {@link Responder#start} once, writes the body to what that returns, and comes back when it is written.
     *
     * @param request valid until this method returns
     * @throws Exception for anything that went wrong: before the answer has begun it becomes a 500, after that it cuts the connection
     */
    void push(Request request, Responder responder) throws Exception;
}
