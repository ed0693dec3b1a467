package httpd.jdk;

import com.sun.net.httpserver.HttpExchange;
import httpd.gateway.Gateway;
import httpd.http.Body;
import httpd.http.OutputBuffer;
import httpd.http.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The gateway's client when the JDK's server has the connection. There is one thread for all: the one that puts bytes into the pipe
 * also takes them out again, each time it is told that there are some, and so it waits for the socket where it would wait for room.
 */
final class JdkClient implements Gateway.Client {
    private static final int PIECE = 16 << 10;

    private final HttpExchange exchange;
    private final OutputBuffer buffer = new OutputBuffer();
    private Body.Arriving arriving; // null unless such a body is being sent
    private IOException failure;

    JdkClient(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void begin(Response response) {
        Body body = response.body();
        try {
            boolean sent = sendHead(response);
            if (sent && body instanceof Body.Arriving pushed) {
                arriving = pushed;
                return; // with its head in the buffer of that server, until the first bytes
            }
            if (sent && body instanceof Body.Bytes bytes) {
                exchange.getResponseBody().write(bytes.bytes());
            } else if (sent && body instanceof Body.Stream stream) {
                copy(stream.source(), stream.length(), exchange.getResponseBody());
            }
        } catch (IOException e) {
            failure = e;
        }
        close(body);
    }

    /** Returns whether a body goes with it. To that server -1 is the length of no body, and 0 that of one whose length is unknown. */
    private boolean sendHead(Response response) throws IOException {
        for (int index = 0; index < response.headers().size(); index++) {
            exchange.getResponseHeaders().add(response.headers().name(index), response.headers().value(index));
        }
        long length = response.body().length();
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head && length >= 0) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
        }
        boolean sent = !head && length != 0 && response.status() != 204 && response.status() != 304;
        exchange.sendResponseHeaders(response.status(), sent ? Math.max(length, 0) : -1);
        return sent;
    }

    private static void copy(InputStream source, long length, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (long left = length; left > 0; ) {
            int count = source.read(piece, 0, (int) Math.min(piece.length, left));
            if (count < 0) {
                throw new EOFException("the body is " + left + " bytes shorter than announced");
            }
            out.write(piece, 0, count);
            left -= count;
        }
    }

    /** Called by the thread that has put them there, which may therefore take them. */
    @Override
    public void moved() {
        if (arriving == null) {
            return; // nobody is to get them
        }
        try {
            for (int count = arriving.available(); count > 0; count = arriving.available()) {
                arriving.take(buffer, count);
                exchange.getResponseBody().write(buffer.array(), buffer.start(), buffer.length());
                buffer.consume(buffer.length());
            }
            exchange.getResponseBody().flush();
        } catch (IOException e) {
            failure = e;
            close(arriving); // whoever writes is told so
        }
    }

    /** @throws IOException if the answer is not whole */
    void finish() throws IOException {
        if (failure != null) {
            throw failure;
        }
        exchange.close();
    }

    private static void close(Body body) {
        try {
            body.close();
        } catch (IOException e) {
            System.err.println("a body could not be closed: " + e);
        }
    }
}
