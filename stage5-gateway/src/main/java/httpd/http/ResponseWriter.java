package httpd.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Turns answers into bytes, and is the only place that frames them. Like the parser it does no input or output:
 * {@link #start} puts the head and a small body into an {@link OutputBuffer}, {@link #pull} the next piece of a large one.
 */
public final class ResponseWriter {
    /** What the client waits for before it sends a body (RFC 9110 section 15.2.1). */
    public static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

    private static final int PIECE = 16 << 10;
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] END_OF_LINE = ascii("\r\n");

    private InputStream source;
    private Body.Arriving arriving; // null unless such a body is being sent
    private boolean chunked;
    private long missing;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Puts the head of an answer, and its body if that is in memory and small.
     *
     * @param request the request it answers, of which method and version count; null if there was none that could be understood
     * @param close   whether the server will close the connection behind this answer; it must if {@link #endsWithClose}
     */
    public void start(Response response, Request request, boolean close, OutputBuffer out) throws IOException {
        int status = response.status();
        Body body = response.body();
        out.put(Status.line(status));
        out.put(HttpDate.line());
        response.headers().putInto(out);
        boolean sendBody = mayHaveBody(status) && (request == null || !request.method().equals("HEAD"));
        chunked = sendBody && body.length() < 0 && request.minorVersion() > 0;
        if (chunked) {
            out.put(CHUNKED);
        } else if (mayHaveBody(status) && body.length() >= 0) {
            out.put(CONTENT_LENGTH);
            out.put(body.length());
            out.put(END_OF_LINE);
        }
        if (close) {
            out.put(CLOSE); // RFC 9112 section 9.6
        } else if (request.minorVersion() == 0) {
            out.put(KEEP_ALIVE); // a client of HTTP/1.0 expects a close unless it is told otherwise (RFC 9112 section 9.3)
        }
        out.put(END_OF_LINE);
        open(body, sendBody, out);
    }

    /** RFC 9112 section 6.3 step 1: an answer with one of these codes ends with its head, whatever its fields say. */
    private static boolean mayHaveBody(int status) {
        return status >= 200 && status != 204 && status != 304;
    }

    /** RFC 9112 section 6.3 step 8: HTTP/1.0 has no chunks, so a body of unknown length ends where the connection does. */
    public static boolean endsWithClose(Response response, Request request) {
        return response.body().length() < 0 && request.minorVersion() == 0;
    }

    private void open(Body body, boolean send, OutputBuffer out) throws IOException {
        missing = send ? body.length() : 0;
        if (body instanceof Body.Arriving pushed) {
            arriving = pushed;
            if (!send) {
                close();
            }
        } else if (body instanceof Body.Stream stream) {
            source = stream.source();
            if (missing == 0) {
                close();
            }
        } else if (body instanceof Body.Bytes bytes && missing <= PIECE) {
            out.put(bytes.bytes(), 0, (int) missing);
            missing = 0;
        } else if (body instanceof Body.Bytes bytes) {
            source = new ByteArrayInputStream(bytes.bytes());
        }
    }

    /** Tells whether a part of the body has still to be pulled. */
    public boolean hasMore() {
        return missing > 0 || arriving != null;
    }

    /**
     * Puts the next piece of the body, at most 16 KiB; returns false if none has arrived.
     *
     * @throws IOException if the body fails or is shorter than was announced: then the connection must be cut, since the head
     *         has promised more
     */
    public boolean pull(OutputBuffer out) throws IOException {
        if (arriving != null) {
            return takeArrived(out);
        }
        int count = out.put(source, (int) Math.min(PIECE, missing));
        if (count <= 0) {
            throw new EOFException("the body is " + missing + " bytes shorter than announced");
        }
        missing -= count;
        if (missing == 0) {
            close();
        }
        return true;
    }

    private boolean takeArrived(OutputBuffer out) throws IOException {
        int count = Math.min(PIECE, arriving.available());
        if (count > 0) {
            if (chunked) {
                out.putHex(count); // RFC 9112 section 7.1
                out.put(END_OF_LINE);
            }
            arriving.take(out, count);
            if (chunked) {
                out.put(END_OF_LINE);
            }
        } else if (count < 0) {
            if (chunked) {
                out.put(LAST_CHUNK);
            }
            close();
        }
        return count != 0;
    }

    /** Closes the body that was being sent, if there is one. */
    public void close() throws IOException {
        InputStream stream = source;
        Body.Arriving pushed = arriving;
        source = null;
        arriving = null;
        missing = 0;
        if (pushed != null) {
            pushed.close();
        }
        if (stream != null) {
            stream.close();
        }
    }
}
