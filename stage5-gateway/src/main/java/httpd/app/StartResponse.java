package httpd.app;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** With this an application of the older style says status and fields, before it gives the first byte of the body (PEP 3333). */
@FunctionalInterface
public interface StartResponse {
    /** Writes a block of the body at once. It is there for applications that cannot give their body as a sequence. */
    @FunctionalInterface
    interface Write {
        void write(byte[] block) throws IOException;
    }

    /**
     * Starts the response.
     *
     * @param status  as in {@code "200 OK"}
     * @param headers name and value of each field, in order
     * @param failure null, or what has gone wrong since the response was started with another status: it takes the place of that one,
     *         or is thrown if it is too late
     * @throws IllegalStateException if it has been started already and there is no failure
     */
    Write start(String status, List<Map.Entry<String, String>> headers, Exception failure) throws Exception;

    /** Starts the response of an application with which nothing has gone wrong. */
    default Write start(String status, List<Map.Entry<String, String>> headers) throws Exception {
        return start(status, headers, null);
    }
}
