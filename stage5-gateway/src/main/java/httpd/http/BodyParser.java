package httpd.http;

import httpd.http.RequestParser.State;
import java.io.IOException;

/** Takes a request's body out of the bytes that come, and its chunks apart (RFC 9112 section 7.1). It keeps none of them. */
final class BodyParser {
    private static final int SIZE_DIGITS = 15;

    private final Limits limits;
    private State state;
    private long length;
    private long missing;
    private int extensions;
    private int trailers;

    /**
     * @param announced the length of the body in bytes, or {@link Framing#CHUNKED}
     */
    BodyParser(long announced, Limits limits) {
        this.limits = limits;
        missing = announced;
        state = announced == Framing.CHUNKED ? State.CHUNK_SIZE : State.LENGTH_BODY;
    }

    State state() {
        return state;
    }

    /** Goes on by one step; returns false if more bytes are needed for it, or if the sink has no room. */
    boolean step(InputBuffer in, BodySink sink) throws HttpError, IOException {
        return switch (state) {
            case LENGTH_BODY -> data(in, sink, State.COMPLETE);
            case CHUNK_SIZE -> chunkSize(in);
            case CHUNK_DATA -> data(in, sink, State.CHUNK_END);
            case CHUNK_END -> chunkEnd(in);
            case TRAILERS -> trailerLine(in);
            default -> throw new IllegalStateException("no body in state " + state);
        };
    }

    private boolean data(InputBuffer in, BodySink sink, State next) throws IOException {
        int count = sink.take(in.array(), in.start(), (int) Math.min(missing, in.available()));
        in.consume(count);
        in.release();
        length += count;
        missing -= count;
        if (missing > 0) {
            return false;
        }
        state = next;
        return true;
    }

    /** chunk-size [ chunk-ext ] CRLF, with chunk-size = 1*HEXDIG. */
    private boolean chunkSize(InputBuffer in) throws HttpError {
        int from = in.start();
        int to = Lines.end(in, limits.extras(), 413, "A chunk's size with its extensions");
        if (to < 0) {
            return false;
        }
        byte[] line = in.array();
        long size = 0;
        int at = from;
        while (at < to && Syntax.hexDigit(line[at]) >= 0) {
            size = size << 4 | Syntax.hexDigit(line[at]);
            at++;
        }
        if (at == from || at - from > SIZE_DIGITS) {
            throw new HttpError(400, "A chunk's size must be 1 to " + SIZE_DIGITS + " hexadecimal digits.");
        }
        extension(line, at, to);
        if (size > limits.body() - length) {
            throw new HttpError(413, "The body is larger than " + limits.body() + " bytes.");
        }
        in.consume(to + 2 - from);
        missing = size;
        state = size == 0 ? State.TRAILERS : State.CHUNK_DATA;
        return true;
    }

    /** chunk-ext = *( BWS ";" BWS chunk-ext-name … ): nobody reads them, so only their octets and their sum are checked. */
    private void extension(byte[] line, int from, int to) throws HttpError {
        int at = from;
        while (at < to && Lines.isBlank(line[at])) {
            at++;
        }
        if (from < to && (at == to || line[at] != ';' || Syntax.endOfValue(line, at, to) < to)) {
            throw new HttpError(400, "Only an extension may stand behind a chunk's size.");
        }
        extensions += to - from;
        if (extensions > limits.extras()) {
            throw new HttpError(413, "The chunk extensions are longer than " + limits.extras() + " bytes.");
        }
    }

    /** A chunk's data is followed by CRLF, and by nothing else: what stands there instead may be somebody's next request. */
    private boolean chunkEnd(InputBuffer in) throws HttpError {
        byte[] bytesIn = in.array();
        int from = in.start();
        if (in.available() > 0 && bytesIn[from] != '\r' || in.available() > 1 && bytesIn[from + 1] != '\n') {
            throw new HttpError(400, "A chunk's data must be followed by CR LF.");
        }
        if (in.available() < 2) {
            return false;
        }
        in.consume(2);
        state = State.CHUNK_SIZE;
        return true;
    }

    /** Trailers are checked like fields and then forgotten: nothing here may change a request that has been framed (RFC 9110 6.5.1). */
    private boolean trailerLine(InputBuffer in) throws HttpError {
        int from = in.start();
        int to = Lines.end(in, limits.extras() - trailers, 431, "The trailer section");
        if (to < 0) {
            return false;
        }
        if (to > from) {
            Lines.field(in.array(), from, to, 0, Headers.ofRequest());
        } else {
            state = State.COMPLETE;
        }
        trailers += to + 2 - from;
        in.consume(to + 2 - from);
        in.release();
        return true;
    }
}
