package httpd.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * An answer: status, fields and body. Whoever makes one says what it is; how it is framed and whether the connection stays
 * open is said by {@link ResponseWriter} alone.
 *
 * @param status 200 to 599
 */
public record Response(int status, Headers headers, Body body) {
    private static final List<String> OF_THE_SERVER =
            List.of("Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Date", "TE", "Trailer", "Upgrade");

    /** Refuses null here, where it is still the handler's failure and a clean 500. */
    public Response {
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
    }

    /** Makes an answer with a body of the given type. */
    public static Response of(int status, String type, Body body) {
        return new Response(status, new Headers(), body).with("Content-Type", type);
    }

    /** Makes an answer of text in UTF-8. */
    public static Response text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", new Body.Bytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes an answer without a body. */
    public static Response empty(int status) {
        return new Response(status, new Headers(), Body.NONE);
    }

    /** Makes the answer to a request that is refused: its sentence is the body. */
    public static Response of(HttpError error) {
        return text(error.status(), error.getMessage() + "\n");
    }

    /**
     * Adds a field.
     *
     * @throws IllegalArgumentException if name or value have characters that no field may have
     */
    public Response with(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /**
     * Checks what a handler made.
     *
     * @throws IllegalStateException if the status is not a final one, or if there is a field that only the server may set:
     *         two opinions on where an answer ends are one too many (RFC 9112 section 6)
     */
    public Response check() {
        if (status < 200 || status > 599) {
            throw new IllegalStateException("a handler answered with status " + status);
        }
        for (String field : OF_THE_SERVER) {
            if (headers.has(field)) {
                throw new IllegalStateException("a handler set " + field);
            }
        }
        return this;
    }
}
