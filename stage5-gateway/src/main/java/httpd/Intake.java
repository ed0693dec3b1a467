package httpd;

import httpd.gateway.Pipe;
import httpd.gateway.Spool;
import httpd.http.HttpError;
import httpd.http.InputBuffer;
import httpd.http.Request;
import httpd.http.RequestParser;
import java.io.Closeable;
import java.io.IOException;

/** Where the body of the request that is under way goes: into a spool until it is whole, or through a pipe to whoever reads it already. */
final class Intake implements Closeable {
    private final RequestParser parser;
    private final int memory;
    private final Runnable moved;
    private Spool spool; // null unless the body is collected
    private Pipe pipe;   // null unless the body is read while it comes

    /**
     * @param memory how many bytes of a body may stay in memory
     * @param moved called by another thread when the pipe has room again
     */
    Intake(RequestParser parser, int memory, Runnable moved) {
        this.parser = parser;
        this.memory = memory;
        this.moved = moved;
    }

    /** The head of a request has come, and its body comes next. */
    void begin(Request request, boolean streams) {
        if (streams) {
            pipe = new Pipe(request.bodyLength(), moved);
            request.body(pipe.input(), request.bodyLength());
        } else {
            spool = new Spool(memory);
        }
    }

    boolean isCollecting() {
        return spool != null;
    }

    boolean isStreaming() {
        return pipe != null;
    }

    /** Takes what has come of the body; returns false if it is not whole. */
    boolean collect(InputBuffer in, Request request) throws HttpError {
        try {
            if (!parser.body(in, spool)) {
                return false;
            }
            request.body(spool.open(), spool.length());
            return true;
        } catch (IOException e) {
            System.err.println("a request's body cannot be kept: " + e);
            throw new HttpError(500, "The server cannot keep the body of this request.");
        }
    }

    /** Brings the application what has come of the body, as far as there is room; whether it is wanted is known when it is read. */
    void feed(InputBuffer in) throws HttpError {
        try {
            if (isComing() && parser.body(in, pipe)) {
                pipe.complete();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e); // a pipe takes what it has room for, and keeps it
        }
    }

    /** Tells whether the application reads, or has read. */
    boolean isWanted() {
        return pipe.isAwaited();
    }

    /** Tells whether the application reads a body of which more may come. */
    boolean hasRoom() {
        return pipe != null && isComing() && pipe.hasRoom();
    }

    private boolean isComing() {
        return parser.state() != RequestParser.State.COMPLETE;
    }

    /** Nobody will read it any more. */
    @Override
    public void close() throws IOException {
        if (pipe != null) {
            pipe.close();
        }
        if (spool != null) {
            spool.close();
        }
        pipe = null;
        spool = null;
    }
}
