package httpd;

import httpd.gateway.Gateway;
import httpd.http.Endpoints;
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
 * no input or output of the network, and so it never has to wait.
 */
final class Conversation {
    private static final int BATCH = 16 << 10; // bytes of answers that are collected before they are sent

    private final int number;
    private final Shared shared;
    private final Gateway gateway;
    private final Buffers buffers;
    private final RequestParser parser;
    private final Intake intake;
    private final ResponseWriter writer = new ResponseWriter();
    private InputBuffer in;   // null while nothing has come of the next request
    private OutputBuffer out; // null while there is nothing to send
    private Request request;
    private boolean asked; // it is a worker's to answer
    private boolean given; // and a worker has it
    private boolean over;
    private boolean stopping;

    /** @param moved has the loop go on with this connection; called by any thread */
    Conversation(int number, Shared shared, Buffers buffers, Endpoints endpoints, Runnable moved) {
        this.number = number;
        this.shared = shared;
        this.buffers = buffers;
        gateway = shared.gateway();
        parser = new RequestParser(shared.config().limits(), endpoints);
        intake = new Intake(parser, shared.config().limits().memory(), moved);
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
        if (intake.isStreaming()) {
            feed();
        }
        if (!out.isEmpty()) {
            return true; // what was left the last time
        }
        if (writer.hasMore()) {
            return writer.pull(out);
        }
        while (out.length() < BATCH && !writer.hasMore()) {
            if (over || asked || !answerNext()) {
                return false;
            }
        }
        return true;
    }

    /** Answers the next request; returns false if it has not come, or if a worker has to answer it. */
    private boolean answerNext() throws IOException {
        if (parser.state() == RequestParser.State.COMPLETE) {
            intake.close(); // of the request before this one, which has been answered
        }
        try {
            if (isBetweenRequests() || !begin() || !isWhole()) {
                return false;
            }
            asked = intake.isStreaming() || gateway.mayBlock(request);
            if (!asked) {
                put(gateway.answer(request), request.persistent());
            }
        } catch (HttpError e) {
            request = parser.refused();
            put(Response.of(e), false);
        }
        return !asked;
    }

    private boolean isBetweenRequests() {
        return parser.state() == RequestParser.State.COMPLETE && (in == null || in.isEmpty());
    }

    /** Reads a head, unless that has been done; returns false if it has not come whole. */
    private boolean begin() throws HttpError {
        if (!intake.isCollecting()) {
            request = parser.next(in);
            if (request != null && parser.state() != RequestParser.State.COMPLETE) {
                intake.begin(request, gateway.streams(request));
            }
        }
        return request != null;
    }

    /** Takes what has come of the body; returns false if more of it must come before the application is asked. */
    private boolean isWhole() throws HttpError {
        if (intake.isStreaming()) {
            intake.feed(in);
        }
        boolean whole = !intake.isCollecting() || intake.collect(in, request);
        if (!whole && parser.takeContinue()) {
            out.put(ResponseWriter.CONTINUE);
        }
        return whole;
    }

    /** Gives a worker what has come of the body that it reads while it comes. */
    private void feed() throws IOException {
        try {
            intake.feed(in);
            if (asked && intake.isWanted() && parser.takeContinue()) {
                out.put(ResponseWriter.CONTINUE); // not before: who does not read the body does not want it sent
            }
        } catch (HttpError e) {
            if (!asked) {
                throw new IOException(e); // half an answer is out already
            }
            refuse(Response.of(e));
        }
    }

    /** Returns the request for a worker to answer. */
    Request request() {
        return request;
    }

    /** Takes the answer that was waited for. */
    void answer(Response response) throws IOException {
        put(response, request.persistent());
    }

    /** Answers in place of the application: it is the last answer. */
    void refuse(Response response) throws IOException {
        request = parser.state() == RequestParser.State.COMPLETE ? request : parser.refused();
        intake.close();
        put(response, false);
    }

    /** RFC 9112 section 9.3: whether the connection stays open is said with each answer. */
    private void put(Response response, boolean persistent) throws IOException {
        if (out == null) {
            out = buffers.output();
        }
        asked = given = false;
        boolean whole = parser.state() == RequestParser.State.COMPLETE; // the rest of a body would be taken for a request
        over = !persistent || stopping || !whole || ResponseWriter.endsWithClose(response, request);
        shared.log().answered(number, request, response);
        writer.start(response, request, over, out);
    }

    /** Returns what is to be sent; whoever sends it consumes it. */
    OutputBuffer output() {
        return out;
    }

    /** Everything has been sent: what nobody needs is given back. A worker's request still reads its fields from the input. */
    void rest() throws IOException {
        buffers.giveBack(out);
        out = null;
        if (awaitsApplication()) {
            return;
        }
        if (parser.state() == RequestParser.State.COMPLETE || over) {
            intake.close();
        }
        if (in != null && isBetweenRequests()) {
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

    /** Tells whether the request that is under way has not been answered yet, and it is for a worker to do so. */
    boolean isAsked() {
        return asked;
    }

    /** Tells once whether a worker has to be given the request. */
    boolean takeQuestion() {
        boolean first = asked && !given;
        given = asked;
        return first;
    }

    /** Tells whether there is nothing to do before the application has made an answer, or more of one. */
    boolean awaitsApplication() {
        return asked || writer.hasMore();
    }

    /** Tells whether the application reads a body of which more may come. */
    boolean takesBody() {
        return intake.hasRoom();
    }

    /** Says what the client is doing. */
    Deadline.Phase phase() {
        if (awaitsApplication()) {
            return takesBody() ? Deadline.Phase.BODY : Deadline.Phase.NOTHING;
        }
        return switch (parser.state()) {
            case COMPLETE -> Deadline.Phase.IDLE;
            case REQUEST_LINE -> in.isEmpty() ? Deadline.Phase.IDLE : Deadline.Phase.HEAD;
            case HEADERS -> Deadline.Phase.HEAD;
            default -> Deadline.Phase.BODY;
        };
    }

    /** Nobody will go on with it. */
    void close() {
        try (intake) {
            writer.close();
        } catch (IOException e) {
            // The rest of a body that nobody will get.
        }
    }
}
