package httpd.http;

/**
 * A whole request. Its fields are read from the buffer they arrived in, so it is valid until it has been answered;
 * whoever keeps it longer must take out what he needs.
 */
public final class Request {
    private static final byte[] NO_BODY = {};

    private final String method;
    private final String target;
    private final int minorVersion;
    private final Headers headers;
    private byte[] body = NO_BODY;

    Request(String method, String target, int minorVersion, Headers headers) {
        this.method = method;
        this.target = target;
        this.minorVersion = minorVersion;
        this.headers = headers;
    }

    void body(byte[] bytes) {
        body = bytes;
    }

    /** Returns the method, in the case in which it was sent: methods are case-sensitive (RFC 9110 section 9.1). */
    public String method() {
        return method;
    }

    /** Returns the request target as it was sent (RFC 9112 section 3.2). */
    public String target() {
        return target;
    }

    /** Returns x of {@code HTTP/1.x}. */
    public int minorVersion() {
        return minorVersion;
    }

    public Headers headers() {
        return headers;
    }

    /** Returns the body, its transfer coding removed; empty if there is none. */
    public byte[] body() {
        return body;
    }

    /** Returns the path with its escapes decoded, an octet a character; {@code *} for the asterisk-form. */
    public String path() {
        String path = Target.pathAndQuery(target);
        int query = path.indexOf('?');
        return Target.decode(query < 0 ? path : path.substring(0, query));
    }

    /** Returns what stands behind the first question mark, as it was sent; empty if there is none. */
    public String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    /** Returns the decoded value of a parameter of the query ({@code name=value&…}), or null if it is not there. */
    public String parameter(String name) {
        for (String pair : query().split("&")) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && Target.decode(pair.substring(0, equals)).equals(name)) {
                return Target.decode(pair.substring(equals + 1));
            }
        }
        return null;
    }

    /** Returns the host that is asked: that of an absolute target wins over the Host field (RFC 9112 section 3.2.2); empty if none. */
    public String authority() {
        String authority = Target.authority(target);
        if (authority == null) {
            authority = headers.get("Host");
        }
        return authority == null ? "" : authority;
    }

    /** Tells whether the client would send another request on this connection (RFC 9112 section 9.3). */
    public boolean persistent() {
        if (headers.lists("Connection", "close")) {
            return false;
        }
        return minorVersion > 0 || headers.lists("Connection", "keep-alive");
    }
}
