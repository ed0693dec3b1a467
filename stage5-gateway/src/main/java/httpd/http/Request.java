package httpd.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A request. Its fields are read from the buffer they arrived in, so it is valid until it has been answered;
 * whoever keeps it longer must take out what he needs.
 */
public final class Request {
    private final String method;
    private final String target;
    private final int minorVersion;
    private final Headers headers;
    private final Endpoints endpoints;
    private String script = "";
    private InputStream body = InputStream.nullInputStream();
    private long bodyLength;

    Request(String method, String target, int minorVersion, Headers headers, Endpoints endpoints) {
        this.method = method;
        this.target = target;
        this.minorVersion = minorVersion;
        this.headers = headers;
        this.endpoints = endpoints;
    }

    private Request(Request other, Headers headers) {
        this(other.method, other.target, other.minorVersion, headers, other.endpoints);
        script = other.script;
        body = other.body;
        bodyLength = other.bodyLength;
    }

    /**
     * Makes a request that came by no connection, for tests and for servers of another make.
     *
     * @param target as in a request line, in any form but that for CONNECT
     * @throws IllegalArgumentException if method or target are none
     */
    public static Request of(String method, String target) {
        return of(method, target, Endpoints.NONE);
    }

    /** Makes a request that came by somebody else's connection. */
    public static Request of(String method, String target, Endpoints endpoints) {
        byte[] bytes = target.getBytes(StandardCharsets.ISO_8859_1);
        try {
            if (!Syntax.isToken(method) || bytes.length == 0 || Syntax.endOfTarget(bytes, 0, bytes.length) < bytes.length) {
                throw new HttpError(400, "This is no method or no target.");
            }
            Target.check(method, bytes, 0, bytes.length);
        } catch (HttpError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return new Request(method, target, 1, new Headers(), endpoints);
    }

    /** Returns this request with fields that stay valid when it has been answered. */
    public Request lasting() {
        return new Request(this, headers.copy());
    }

    /** Returns this request with one more field. */
    public Request with(String name, String value) {
        return new Request(this, headers.copy().add(name, value));
    }

    /** Returns this request with a body in place of its own. */
    public Request with(byte[] bytes) {
        return with(new ByteArrayInputStream(bytes), bytes.length);
    }

    /**
     * Returns this request with a body in place of its own.
     *
     * @param length its number of bytes, or -1 if nobody knows it yet
     */
    public Request with(InputStream bytes, long length) {
        Request other = new Request(this, headers);
        other.body = bytes;
        other.bodyLength = length;
        return other;
    }

    /**
     * Returns this request as an application sees it that answers for a part of the paths: {@code /shop/cart} mounted at
     * {@code /shop} has the script {@code /shop} and the path {@code /cart}.
     *
     * @param prefix what the path begins with: empty, or with a slash before it and none behind it
     */
    public Request mountedAt(String prefix) {
        if (!path().startsWith(prefix)) {
            throw new IllegalArgumentException("the path does not begin with " + prefix);
        }
        Request other = new Request(this, headers);
        other.script = script + prefix;
        return other;
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

    /** Returns between whom the connection is by which it came. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /**
     * Returns the body, its transfer coding removed; at its end at once if there is none. It can be read once. Reading waits for what has
     * not come yet, and fails if it will not come. Closing it is allowed, and not needed.
     */
    public InputStream body() {
        return body;
    }

    /** Returns the length of the body in bytes, 0 if there is none, or -1 if it comes in chunks and is read while it comes. */
    public long bodyLength() {
        return bodyLength;
    }

    /** Says where the body is. */
    public void body(InputStream bytes, long length) {
        body = bytes;
        bodyLength = length;
    }

    /** Returns that part of the decoded path that has led to the application: empty, or with a slash before it and none behind it. */
    public String script() {
        return script;
    }

    /** Returns the path behind {@link #script()} with its escapes decoded, an octet a character; {@code *} for the asterisk-form. */
    public String path() {
        String path = Target.pathAndQuery(target);
        int query = path.indexOf('?');
        return Target.decode(query < 0 ? path : path.substring(0, query)).substring(script.length());
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
