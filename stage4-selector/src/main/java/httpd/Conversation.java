package httpd;

import httpd.http.HttpError;
import httpd.http.InputBuffer;
import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.RequestParser;
import httpd.http.Response;
import httpd.http.ResponseWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What is said on a connection: bytes that have come go in, answers in the order of their requests come out. Like the parser it does
 * no input or output, and so it never has to wait.
 */
final class Conversation {
    private static final int BATCH = 16 << 10; // bytes of answers that are collected before they are sent

    private final int number;
    private final Shared shared;
    private final Buffers buffers;
    private final RequestParser parser;
    private final ResponseWriter writer = new ResponseWriter();
    private InputBuffer in;   // null while nothing has come of the next request
    private OutputBuffer out; // null while there is nothing to send
    private Request request;
    private boolean mayBlock;
    private boolean over;
    private boolean stopping;

    Conversation(int number, Shared shared, Buffers buffers) {
        this.number = number;
        this.shared = shared;
        this.buffers = buffers;
        parser = new RequestParser(shared.config().limits());
    }

    /** Takes what the client has sent. */
    void received(ByteBuffer bytes) {
        if (in == null) {
            in = buffers.input();
        }
        shared.log().received(number, bytes);
        in.append(bytes);
    }

    /**
     * Puts answers, or the next piece of one, into the output; returns false when there are no more for now: the next move is then
     * the client's, or a worker's.
     *
     * @throws IOException if the body of an answer fails; what is in the output then belongs to that answer alone
     */
    boolean collect() throws IOException {
        if (out == null) {
            out = buffers.output();
        }
        if (!out.isEmpty()) {
            return true; // what was left the last time
        }
        if (writer.hasMore()) {
            writer.pull(out);
            return true;
        }
        while (out.length() < BATCH && !writer.hasMore()) {
            if (over || mayBlock || !answerNext()) {
                return false;
            }
        }
        return true;
    }

    /** Answers the next request; returns false if it has not come, or if a worker has to answer it. */
    private boolean answerNext() throws IOException {
        try {
            request = next();
            if (request == null) {
                return false;
            }
            mayBlock = shared.handler().mayBlock(request);
            if (!mayBlock) {
                put(shared.handler().answer(request), request.persistent());
            }
        } catch (HttpError e) {
            request = parser.refused();
            put(Response.of(e), false);
        }
        return !mayBlock;
    }

    private Request next() throws HttpError {
        if (isBetweenRequests()) {
            return null;
        }
        Request next = parser.next(in);
        if (next == null && parser.takeContinue()) {
            out.put(ResponseWriter.CONTINUE);
        }
        return next;
    }

    private boolean isBetweenRequests() {
        return parser.state() == RequestParser.State.COMPLETE && (in == null || in.isEmpty());
    }

    /** Has the application answer the request that may block; a worker's part. */
    Response handle() {
        return shared.handler().answer(request);
    }

    /**
     * Takes the answer that was waited for: the application's, or one in its place.
     *
     * @param mayGoOn whether another request may follow if the client wants it
     */
    void answer(Response response, boolean mayGoOn) throws IOException {
        mayBlock = false;
        request = parser.state() == RequestParser.State.COMPLETE ? request : parser.refused();
        out = buffers.output();
        put(response, mayGoOn && request.persistent());
    }

    /** RFC 9112 section 9.3: whether the connection stays open is said with each answer. */
    private void put(Response response, boolean persistent) throws IOException {
        over = !persistent || stopping;
        shared.log().answered(number, request, response);
        writer.start(response, request, over, out);
    }

    /** Returns what is to be sent; whoever sends it consumes it. */
    OutputBuffer output() {
        return out;
    }

    /** Everything has been sent: buffers that nobody needs are given back. A worker's request still reads its fields from one. */
    void rest() {
        buffers.giveBack(out);
        out = null;
        if (in != null && !mayBlock && isBetweenRequests()) {
            buffers.giveBack(in);
            in = null;
        }
    }

    /** The next answer is the last one. */
    void stop() {
        stopping = true;
    }

    /** Tells whether the last answer has been given; when the server is stopping, any may turn out to have been it. */
    boolean isOver() {
        return over || stopping && isBetweenRequests();
    }

    /** Tells whether the next request is there, but may block and needs a worker. */
    boolean needsWorker() {
        return mayBlock;
    }

    /** Returns the request that is being answered, or was answered last; null if there is none that could be understood. */
    Request request() {
        return request;
    }

    /** Says what the client is doing. */
    Deadline.Phase phase() {
        return switch (parser.state()) {
            case COMPLETE -> Deadline.Phase.IDLE;
            case REQUEST_LINE -> in.isEmpty() ? Deadline.Phase.IDLE : Deadline.Phase.HEAD;
            case HEADERS -> Deadline.Phase.HEAD;
            default -> Deadline.Phase.BODY;
        };
    }

    /** Nobody will go on with it. */
    void close() {
        try {
            writer.close();
        } catch (IOException e) {
            // The rest of a body that nobody will get.
        }
    }
}
