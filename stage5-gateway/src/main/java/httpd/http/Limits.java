package httpd.http;

/**
 * How much of a request the server is willing to read, in bytes except for the number of fields.
 *
 * @param requestLine the request line; more is answered with 414
 * @param fieldLine   one field line; more is answered with 431
 * @param fields      the number of fields; more is answered with 431
 * @param head        request line and fields together; more is answered with 431
 * @param body        the decoded body; more is answered with 413
 * @param memory      as much of the body as stays in memory; more of it goes to a temporary file
 * @param extras      chunk extensions together, and trailers together: bytes that nobody will read; more is refused
 */
public record Limits(int requestLine, int fieldLine, int fields, int head, int body, int memory, int extras) {
    public static final Limits DEFAULT = new Limits(8 << 10, 8 << 10, 100, 64 << 10, 1 << 30, 64 << 10, 8 << 10);
}
