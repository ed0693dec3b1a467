package httpd.http;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An answer: status, fields and body. Whoever makes one says what it is; how it is framed and whether the connection stays
 * open is said by {@link ResponseWriter} alone.
 *
 * @param status 200 to 599
 */
public record Response(int status, Headers headers, Body body) {
    /** Refuses null here, where it is still the handler's failure and a clean 500. */
    public Response {
        Objects.requireNonNull(headers);
        Objects.requireNonNull(body);
    }

    /** Makes an answer with a body of the given type. */
    public static Response of(int status, String type, Body body) {
        return new Response(status, new Headers(), body).with("Content-Type", type);
    }

    /** Makes an answer whose body is written by a piece of code, as in {@code Response.of(200, "text/plain", out -> out.write(...))}. */
    public static Response of(int status, String type, Body.Push body) {
        return of(status, type, (Body) body);
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

    /** Returns this answer with another body; whoever asks for it has the old one closed. */
    public Response with(Body other) {
        return new Response(status, headers, other);
    }

    /** Returns this answer without the fields of that name. */
    public Response without(String name) {
        return headers.has(name) ? new Response(status, headers.without(name), body) : this;
    }
}
