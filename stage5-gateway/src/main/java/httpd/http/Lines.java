package httpd.http;

/** The lines that a head, a chunk's size and trailers are made of. */
final class Lines {
    private Lines() {
    }

    /**
     * Returns the index of the CR that ends the next line, or -1 if the line is not complete.
     * Only CRLF ends a line: the RFC lets a server take a bare LF (9112 section 2.2), but the next program may not.
     *
     * @throws HttpError 400 if the line ends in a bare LF; {@code status} if it has more than {@code limit} bytes
     */
    static int end(InputBuffer in, int limit, int status, String what) throws HttpError {
        int from = in.start();
        int lf = in.endOfLine();
        int length = lf < 0 ? in.available() - 1 : lf - 1 - from; // of an unfinished line the last byte may be its CR
        if (length > limit) {
            throw new HttpError(status, what + " is longer than " + limit + " bytes.");
        }
        if (lf == from || lf > from && in.array()[lf - 1] != '\r') {
            throw new HttpError(400, "A line must end in CR LF.");
        }
        return lf < 0 ? -1 : lf - 1;
    }

    /**
     * Checks the field line in [from, to) octet by octet, and adds it with offsets that count from {@code base}.
     *
     * @throws HttpError 400: a field's name is a token with the colon right behind it, which rules out folded lines as well
     *         (RFC 9112 sections 5.1 and 5.2); a value has no control characters (RFC 9110 section 5.5)
     */
    static void field(byte[] bytes, int from, int to, int base, Headers headers) throws HttpError {
        int colon = Syntax.endOfToken(bytes, from, to);
        if (colon == from || colon == to || bytes[colon] != ':') {
            throw new HttpError(400, "A field line must be a name, a colon and a value.");
        }
        if (Syntax.endOfValue(bytes, colon + 1, to) < to) {
            throw new HttpError(400, "A field's value must not have control characters.");
        }
        int value = colon + 1;
        int valueEnd = to;
        while (value < valueEnd && isBlank(bytes[value])) {
            value++;
        }
        while (valueEnd > value && isBlank(bytes[valueEnd - 1])) {
            valueEnd--;
        }
        headers.add(from - base, colon - base, value - base, valueEnd - base);
    }

    /** OWS = *( SP / HTAB ), RFC 9110 section 5.6.3. String.trim() would take every control character. */
    static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }
}
