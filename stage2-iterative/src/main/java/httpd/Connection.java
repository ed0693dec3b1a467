package httpd;

import httpd.http.HttpError;
import httpd.http.InputBuffer;
import httpd.http.Limits;
import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.RequestParser;
import httpd.http.Response;
import httpd.http.ResponseWriter;
import httpd.site.Handler;
import java.io.IOException;
import java.net.Socket;

/** One client: one request, one answer, and a close that does not destroy the answer. */
final class Connection {
    private static final int LINGER_MS = 2000;

    private final int number;
    private final Socket socket;
    private final Handler handler;
    private final Log log;
    private final RequestParser parser;
    private final InputBuffer in = new InputBuffer();
    private final OutputBuffer out = new OutputBuffer();
    private final ResponseWriter writer = new ResponseWriter();
    private final byte[] received = new byte[8 << 10];

    Connection(int number, Socket socket, Handler handler, Limits limits, Log log) {
        this.number = number;
        this.socket = socket;
        this.handler = handler;
        this.log = log;
        parser = new RequestParser(limits);
    }

    /** Serves the client. Whatever goes wrong on the way ends this connection and nothing else. */
    void serve() {
        try (socket) {
            socket.setTcpNoDelay(true); // an answer is written whole: nothing is gained by waiting for more (Nagle)
            answer();
            lingeringClose();
        } catch (IOException e) {
            // The client has left, or the body of an answer failed half-way: closing is all that can be said.
        } catch (RuntimeException | Error e) {
            System.err.println("connection #" + number + " ended by " + e);
        }
    }

    private void answer() throws IOException {
        Request request = null;
        Response response;
        try {
            request = read();
            if (request == null) {
                return;
            }
            response = handler.answer(request);
        } catch (HttpError e) {
            request = parser.refused();
            response = Response.of(e);
        }
        log.answered(number, request, response);
        write(request, response);
    }

    /** Returns the request, or null if the client has left without sending a whole one. */
    private Request read() throws IOException, HttpError {
        Request request = parser.next(in);
        while (request == null) {
            if (parser.takeContinue()) {
                out.put(ResponseWriter.CONTINUE);
                flush();
            }
            if (!receive()) {
                return null;
            }
            request = parser.next(in);
        }
        return request;
    }

    /** Waits until the client has sent something; returns false if it will send nothing more. */
    private boolean receive() throws IOException {
        int count = socket.getInputStream().read(received);
        if (count < 0) {
            return false;
        }
        log.received(number, received, 0, count);
        in.append(received, 0, count);
        return true;
    }

    private void write(Request request, Response response) throws IOException {
        try {
            writer.start(response, request, true, out);
            flush();
            while (writer.hasMore()) {
                writer.pull(out);
                flush();
            }
        } finally {
            writer.close();
        }
    }

    /** Waits until the kernel has taken everything that is to be sent. */
    private void flush() throws IOException {
        log.sent(number, out.array(), out.start(), out.length());
        socket.getOutputStream().write(out.array(), out.start(), out.length());
        out.consume(out.length());
    }

    /**
     * Says that nothing more will come, and reads what the client still sends until it closes as well. Closing at once would
     * reset a client that is still sending, and it would lose the answer it has not read yet (RFC 9112 section 9.6).
     */
    private void lingeringClose() throws IOException {
        socket.shutdownOutput();
        long end = System.nanoTime() + LINGER_MS * 1_000_000L;
        for (long left = LINGER_MS; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            socket.setSoTimeout((int) left); // of the whole, not of this read: a client that dribbles gets no more than a silent one
            if (socket.getInputStream().read(received) < 0) {
                return;
            }
        }
    }
}
