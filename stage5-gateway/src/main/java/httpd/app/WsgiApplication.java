package httpd.app;

import java.util.Map;

/** An application in the shape that PEP 3333 gave to those in Python: environ and start_response go in, blocks of bytes come out. */
@FunctionalInterface
public interface WsgiApplication {
    /**
     * Answers a request.
     *
     * @param environ what CGI would put into environment variables, and a few objects under names that begin with {@code wsgi.}
     * @param startResponse to be called before the first block that is not empty
     * @return the body, block by block; if it is {@link AutoCloseable} it is closed, whatever happens
     */
    Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception;
}
