package httpd.bridge;

import httpd.http.Headers;
import java.io.IOException;
import java.io.OutputStream;

/** Where a {@link Pusher} begins its answer. */
@FunctionalInterface
public interface Responder {
    /**
     * Begins the answer.
     *
     * @param status 200 to 599
     * @param length of the body in bytes, or -1 if nobody knows it yet
     * @return where the body goes; what is flushed there is sent at once, and closing it is allowed and not needed
     * @throws IllegalStateException if it has begun already
     * @throws IOException if it is too late, because somebody else has answered meanwhile
     */
    OutputStream start(int status, Headers headers, long length) throws IOException;
}
