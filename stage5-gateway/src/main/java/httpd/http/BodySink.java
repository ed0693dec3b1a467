package httpd.http;

import java.io.IOException;

/** Where the bytes of a request's body go as they come. */
public interface BodySink {
    /**
     * Takes bytes of the body, without waiting.
     *
     * @return how many of them it has taken: fewer if there is no room for more at the moment
     * @throws IOException if they cannot be kept
     */
    int take(byte[] bytes, int from, int length) throws IOException;
}
