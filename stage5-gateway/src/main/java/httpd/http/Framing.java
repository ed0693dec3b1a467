package httpd.http;

/** Where a request ends. The one place that decides it: two programs that disagree here can be made to see different requests. */
final class Framing {
    /** The body is sent in chunks, and its length is known when the last one has come. */
    static final long CHUNKED = -1;

    private Framing() {
    }

    /**
     * Returns the length of the body in bytes, or {@link #CHUNKED}, by the steps of RFC 9112 section 6.3 that concern requests.
     *
     * @throws HttpError 400 or 501 if the fields leave any doubt, 413 if they announce more than the limit
     */
    static long of(Headers headers, int minorVersion, Limits limits) throws HttpError {
        int coding = headers.find("Transfer-Encoding", 0);
        int length = headers.find("Content-Length", 0);
        if (coding >= 0) {
            // Step 3: both fields are the mark of request smuggling. The RFC would let the coding win; here it is an error.
            if (length >= 0) {
                throw new HttpError(400, "A request has either Content-Length or Transfer-Encoding, not both.");
            }
            // Section 6.1: HTTP/1.0 does not know transfer codings, so something on the way has not understood this message.
            if (minorVersion == 0) {
                throw new HttpError(400, "HTTP/1.0 has no Transfer-Encoding.");
            }
            return transferCoding(headers, coding);
        }
        // Step 7: neither field, no body.
        if (length < 0) {
            return 0;
        }
        // Step 5: a length that is not one number. A list of equal numbers may be repaired, says the RFC, or refused.
        if (headers.find("Content-Length", length + 1) >= 0) {
            throw new HttpError(400, "A request has only one Content-Length.");
        }
        long bytes = Syntax.decimal(headers.bytes(), headers.valueStart(length), headers.valueEnd(length));
        if (bytes < 0) {
            throw new HttpError(400, "Content-Length must be decimal digits and nothing else.");
        }
        if (bytes > limits.body()) {
            throw new HttpError(413, "The body is larger than " + limits.body() + " bytes.");
        }
        // Step 6: a valid Content-Length.
        return bytes;
    }

    /** Step 4: the only coding is {@code chunked}; what else is there can be unknown (501) or leaves the end unknown (400). */
    private static long transferCoding(Headers headers, int coding) throws HttpError {
        if (headers.find("Transfer-Encoding", coding + 1) >= 0) {
            throw new HttpError(400, "A request has only one Transfer-Encoding.");
        }
        String value = headers.value(coding);
        if (value.equalsIgnoreCase("chunked")) {
            return CHUNKED;
        }
        String[] codings = value.split(",", -1);
        for (int i = 0; i < codings.length; i++) {
            boolean last = i == codings.length - 1;
            if (codings[i].strip().equalsIgnoreCase("chunked") != last) {
                throw new HttpError(400, "The last transfer coding, and only the last, must be chunked.");
            }
        }
        throw new HttpError(501, "The only transfer coding that this server knows is chunked.");
    }
}
