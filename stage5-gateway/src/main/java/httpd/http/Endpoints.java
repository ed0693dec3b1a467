package httpd.http;

import java.net.InetSocketAddress;

/**
 * Between whom a connection is.
 *
 * @param remote the client's address
 * @param local the server's address, as the client has reached it
 */
public record Endpoints(InetSocketAddress remote, InetSocketAddress local) {
    /** Of a request that came by no connection. */
    public static final Endpoints NONE = new Endpoints(new InetSocketAddress("127.0.0.1", 0), new InetSocketAddress("127.0.0.1", 80));
}
