package httpd.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Turns bytes into requests, however the bytes were cut on their way, and does no input or output of its own:
 * the caller appends what arrived to an {@link InputBuffer}, asks for the {@link #next} request, and then for its {@link #body}.
 * <pre>
 *   REQUEST_LINE --> HEADERS --+-- no body ----------------------------> COMPLETE --(next)--> REQUEST_LINE
 *                              +-- Content-Length --> LENGTH_BODY -----> COMPLETE
 *                              +-- chunked --> CHUNK_SIZE <----------+
 *                                               |   +--> CHUNK_DATA --> CHUNK_END
 *                                               +-- size 0 --> TRAILERS --> COMPLETE
 *   any state --(HttpError)--> FAILED
 * </pre>
 * After an error nobody knows where the next request would start, so the connection must be closed.
 */
public final class RequestParser {
    /** What the parser waits for. */
    public enum State { REQUEST_LINE, HEADERS, LENGTH_BODY, CHUNK_SIZE, CHUNK_DATA, CHUNK_END, TRAILERS, COMPLETE, FAILED }

    private static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"};
    private static final int LEADING_EMPTY_LINES = 2;

    private final Limits limits;
    private final Endpoints endpoints;
    private State state = State.COMPLETE;
    private int emptyLines;
    private Request request;
    private BodyParser body;
    private boolean continueExpected;

    /** @param endpoints of the connection on which the requests come */
    public RequestParser(Limits limits, Endpoints endpoints) {
        this.limits = limits;
        this.endpoints = endpoints;
    }

    /**
     * Returns the next request as soon as its head has come, or null if more bytes are needed. The request before it is no longer valid
     * then. If the state is COMPLETE it has no body; if not, its body comes next.
     *
     * @throws HttpError if the bytes cannot be a request (400), ask for more than the limits (413, 414, 431),
     *         or for something that this server does not do (417, 501, 505)
     */
    public Request next(InputBuffer in) throws HttpError {
        if (state == State.COMPLETE) {
            in.release();
            in.hold();
            emptyLines = 0;
            request = null;
            body = null;
            state = State.REQUEST_LINE;
        }
        try {
            do {
                boolean progress = switch (state) {
                    case REQUEST_LINE -> requestLine(in);
                    case HEADERS -> fieldLine(in);
                    default -> throw new IllegalStateException("no head is parsed in state " + state);
                };
                if (!progress) {
                    return null;
                }
            } while (state == State.REQUEST_LINE || state == State.HEADERS);
        } catch (HttpError e) {
            state = State.FAILED;
            throw e;
        }
        return request;
    }

    /** Puts what has come of the body into a sink, which may fail; returns true when it has come whole. */
    public boolean body(InputBuffer in, BodySink sink) throws HttpError, IOException {
        if (!in.isEmpty()) {
            continueExpected = false; // the body comes without being asked for
        }
        boolean progress = state != State.FAILED;
        try {
            while (state != State.COMPLETE && progress) {
                progress = body.step(in, sink);
                state = body.state();
            }
        } catch (HttpError e) {
            state = State.FAILED;
            throw e;
        }
        return state == State.COMPLETE;
    }

    /**
     * Returns what is known of the request that an error or a deadline ended: its request line, not its fields. Null if not
     * even that was understood. The answer depends on it: the one to HEAD has no body, and a refusal is no exception.
     */
    public Request refused() {
        return state == State.COMPLETE ? null : request;
    }

    /** Returns what the parser waits for; REQUEST_LINE with an empty buffer is a client that has not begun to ask. */
    public State state() {
        return state;
    }

    /** Tells once whether the client waits for a {@code 100 Continue} before it sends its body (RFC 9110 section 10.1.1). */
    public boolean takeContinue() {
        boolean expected = continueExpected;
        continueExpected = false;
        return expected;
    }

    /** RFC 9112 section 3: request-line = method SP request-target SP HTTP-version. */
    private boolean requestLine(InputBuffer in) throws HttpError {
        byte[] bytes = in.array();
        int from = in.start();
        if (!in.isEmpty() && bytes[from] != '\r' && Syntax.endOfToken(bytes, from, from + 1) == from) {
            throw new HttpError(400, "This is not HTTP."); // said at once: a TLS client sends no line end to wait for
        }
        int to = Lines.end(in, limits.requestLine(), 414, "The request line");
        if (to < 0) {
            return false;
        }
        in.consume(to + 2 - from);
        if (to == from) {
            return emptyLine(in);
        }
        int methodEnd = Syntax.endOfToken(bytes, from, to);
        int targetStart = methodEnd + 1;
        int targetEnd = Syntax.endOfTarget(bytes, Math.min(targetStart, to), to);
        if (methodEnd == from || targetEnd <= targetStart || targetEnd == to || bytes[methodEnd] != ' ' || bytes[targetEnd] != ' ') {
            throw new HttpError(400, "The request line must be a method, a target and a version with single spaces between them.");
        }
        int minorVersion = minorVersion(bytes, targetEnd + 1, to);
        String method = method(bytes, from, methodEnd);
        String target = new String(bytes, targetStart, targetEnd - targetStart, StandardCharsets.ISO_8859_1);
        request = new Request(method, target, minorVersion, Headers.ofRequest(), endpoints);
        Target.check(method, bytes, targetStart, targetEnd);
        state = State.HEADERS;
        return true;
    }

    /** RFC 9112 section 2.2: an empty line before a request is ignored. A few are politeness, more are an attack. */
    private boolean emptyLine(InputBuffer in) throws HttpError {
        if (++emptyLines > LEADING_EMPTY_LINES) {
            throw new HttpError(400, "There are too many empty lines before the request.");
        }
        in.release();
        in.hold();
        return true;
    }

    private static String method(byte[] bytes, int from, int to) {
        for (String known : METHODS) {
            if (known.length() == to - from && known.charAt(0) == bytes[from] && isExactly(known, bytes, from)) {
                return known;
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isExactly(String expected, byte[] bytes, int from) {
        for (int i = 0; i < expected.length(); i++) {
            if (bytes[from + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** RFC 9112 section 2.3: HTTP-version = "HTTP/" DIGIT "." DIGIT, in capitals; a higher minor version is understood as 1.1. */
    private static int minorVersion(byte[] bytes, int from, int to) throws HttpError {
        boolean wellFormed = to - from == 8 && isExactly("HTTP/", bytes, from) && bytes[from + 6] == '.';
        long major = wellFormed ? Syntax.decimal(bytes, from + 5, from + 6) : -1;
        long minor = wellFormed ? Syntax.decimal(bytes, from + 7, to) : -1;
        if (major < 0 || minor < 0) {
            throw new HttpError(400, "The request line must end in a version such as HTTP/1.1.");
        }
        if (major != 1) {
            throw new HttpError(505, "This server speaks HTTP/1.1 and HTTP/1.0.");
        }
        return (int) minor;
    }

    /** RFC 9112 section 5: field-line = field-name ":" OWS field-value OWS; an empty line ends the head. */
    private boolean fieldLine(InputBuffer in) throws HttpError {
        int from = in.start();
        int to = Lines.end(in, limits.fieldLine(), 431, "A field line");
        if ((to < 0 ? from + in.available() : to) - in.held() > limits.head()) {
            throw new HttpError(431, "The head is longer than " + limits.head() + " bytes.");
        }
        if (to < 0) {
            return false;
        }
        in.consume(to + 2 - from);
        Headers headers = request.headers();
        if (to == from) {
            endOfHead(in, headers);
        } else if (headers.size() == limits.fields()) {
            throw new HttpError(431, "There are more than " + limits.fields() + " fields.");
        } else {
            Lines.field(in.array(), from, to, in.held(), headers);
        }
        return true;
    }

    private void endOfHead(InputBuffer in, Headers headers) throws HttpError {
        headers.readFrom(in.array(), in.held());
        checkHost(headers);
        long announced = Framing.of(headers, request.minorVersion(), limits);
        checkExpectation(headers, announced);
        state = State.COMPLETE;
        if (announced == 0) {
            in.lend();
        } else {
            headers.readFrom(in.copyHeld(), 0); // the body needs the buffer's room
            in.release();
            body = new BodyParser(announced, limits);
            request.body(InputStream.nullInputStream(), announced); // until somebody says where it goes
            state = body.state();
        }
    }

    /** RFC 9112 section 3.2: exactly one Host in HTTP/1.1, at most one in HTTP/1.0, and in either it must be one. */
    private void checkHost(Headers headers) throws HttpError {
        int host = headers.find("Host", 0);
        if (host < 0 && request.minorVersion() == 0) {
            return;
        }
        if (host < 0 || headers.find("Host", host + 1) >= 0) {
            throw new HttpError(400, "A request of HTTP/1.1 has exactly one Host.");
        }
        if (!Syntax.isAuthority(headers.bytes(), headers.valueStart(host), headers.valueEnd(host))) {
            throw new HttpError(400, "Host must be the name or address of a host, with or without a port.");
        }
    }

    /** RFC 9110 section 10.1.1: there is one expectation, and clients of HTTP/1.0 cannot have it. */
    private void checkExpectation(Headers headers, long bodyLength) throws HttpError {
        int expect = headers.find("Expect", 0);
        if (expect < 0 || request.minorVersion() == 0) {
            return;
        }
        if (!headers.value(expect).equalsIgnoreCase("100-continue") || headers.find("Expect", expect + 1) >= 0) {
            throw new HttpError(417, "The only expectation that this server can meet is 100-continue.");
        }
        continueExpected = bodyLength != 0;
    }
}
