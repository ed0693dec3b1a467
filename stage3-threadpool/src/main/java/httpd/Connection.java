package httpd;

import httpd.config.Config;
import httpd.http.HttpError;
import httpd.http.InputBuffer;
import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.RequestParser;
import httpd.http.Response;
import httpd.http.ResponseWriter;
import httpd.site.Handler;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** One client: request after request, an answer to each, and a close that does not destroy the last one. */
final class Connection {
    private static final int LINGER_MS = 20;

    private final int number;
    private final Socket socket;
    private final Handler handler;
    private final Connections open;
    private final Lingering lingering;
    private final Log log;
    private final RequestParser parser;
    private final Deadline deadline;
    private final InputBuffer in = new InputBuffer();
    private final OutputBuffer out = new OutputBuffer();
    private final ResponseWriter writer = new ResponseWriter();
    private final byte[] received = new byte[4 << 10]; // small, because idle connections keep theirs
    private final Activity activity = new Activity();
    private volatile Request underWay;
    private boolean handedOn;

    Connection(int number, Socket socket, Handler handler, Config config, Connections open, Lingering lingering, Log log) {
        this.number = number;
        this.socket = socket;
        this.handler = handler;
        this.open = open;
        this.lingering = lingering;
        this.log = log;
        parser = new RequestParser(config.limits());
        deadline = new Deadline(config.deadlines());
    }

    int number() {
        return number;
    }

    /** Serves the client. Whatever goes wrong on the way ends this connection and nothing else. */
    void serve() {
        try {
            socket.setTcpNoDelay(true); // an answer is written whole: nothing is gained by waiting for more (Nagle)
            boolean persistent = true;
            while (persistent) {
                persistent = answer();
            }
        } catch (IOException e) {
            // The client has left, or the body of an answer failed half-way: closing is all that can be said.
        } catch (RuntimeException | Error e) {
            System.err.println("connection #" + number + " ended by " + e);
        } finally {
            if (!handedOn) {
                close();
            }
        }
    }

    /** Answers the next request; returns false if there is none, or if it was the last one (RFC 9112 section 9.3). */
    private boolean answer() throws IOException {
        Request request = null;
        Response response;
        boolean persistent = false;
        try {
            request = read();
            if (request == null) {
                return false;
            }
            underWay = request;
            response = handler.answer(request);
            persistent = request.persistent() && !activity.isStopping();
        } catch (HttpError e) {
            request = parser.refused();
            response = Response.of(e);
        }
        log.answered(number, request, response);
        write(request, response, !persistent);
        underWay = null;
        if (!persistent) {
            lingeringClose();
        }
        return persistent;
    }

    /** Returns the request, or null if the client has left without sending a whole one, or has begun none in time. */
    private Request read() throws IOException, HttpError {
        deadline.restart();
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

    /** Waits until the client has sent something; returns false if it will send nothing more, or if it may be left alone. */
    private boolean receive() throws IOException, HttpError {
        deadline.look(parser, in);
        boolean idle = deadline.isIdle();
        if (idle && mayLeave()) {
            return false;
        }
        int count;
        try {
            count = receiveInTime();
        } catch (SocketTimeoutException e) {
            if (idle) {
                return false; // without a word: a client that sends its next request now would take it for the answer
            }
            throw new HttpError(408, "The request did not come in time."); // RFC 9110 section 15.5.9
        }
        if (count < 0 || idle && !activity.begin()) {
            return false;
        }
        append(count);
        return true;
    }

    private int receiveInTime() throws IOException {
        int left = deadline.left();
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout(left);
        return socket.getInputStream().read(received);
    }

    private void append(int count) {
        log.received(number, received, 0, count);
        deadline.received(count);
        in.append(received, 0, count);
    }

    private void write(Request request, Response response, boolean close) throws IOException {
        try {
            writer.start(response, request, close, out);
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

    /** Most clients close as soon as they have their answer; who does not is handed on, so that nobody waits here for long. */
    private void lingeringClose() throws IOException {
        LingeringClose close = new LingeringClose(this, socket, received);
        close.turn(LINGER_MS);
        if (!close.isOver()) {
            lingering.add(close);
            handedOn = true;
        }
    }

    /**
     * Answers in place of a worker, without waiting for the client. What has come of its request is read, since the answer
     * depends on it. Returns false if the connection is closed already.
     */
    boolean refuse(Response response) throws IOException {
        if (!activity.begin()) {
            return false;
        }
        Request request = null;
        if (!nothingArrived()) {
            append(socket.getInputStream().read(received));
            request = begun();
        }
        log.answered(number, request, response);
        write(request, response, true);
        lingering.add(new LingeringClose(this, socket, received));
        return true;
    }

    private Request begun() {
        try {
            Request request = parser.next(in);
            return request == null ? parser.refused() : request;
        } catch (HttpError e) {
            return parser.refused();
        }
    }

    /**
     * Told by another thread that the server is stopping: a request that is under way, or has arrived, is answered first;
     * a connection without one is closed.
     */
    void drain() {
        activity.stop();
        if (nothingArrived() && activity.close()) {
            close();
        }
    }

    /** Says that nothing is under way, and tells whether the server is stopping and nothing more will be. */
    private boolean mayLeave() {
        activity.end();
        return activity.isStopping() && nothingArrived();
    }

    private boolean nothingArrived() {
        try {
            return socket.getInputStream().available() == 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Closes the socket, whoever says so and however often. */
    void close() {
        open.remove(this);
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    /** The number and what is under way, for those who wait for it. */
    @Override
    public String toString() {
        Request request = underWay;
        return "#" + number + " " + (request == null ? "(reading or closing)" : request.method() + " " + request.target());
    }
}
