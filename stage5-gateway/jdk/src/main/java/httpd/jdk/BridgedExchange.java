package httpd.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import httpd.bridge.Responder;
import httpd.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request of this server in the shape that the JDK's handlers know. */
final class BridgedExchange extends HttpExchange {
    /** A handler may set these where it has a connection; here the gateway refuses them. */
    private static final List<String> OF_THE_SERVER = List.of("Connection", "Date", "Keep-Alive", "Proxy-Connection", "TE", "Trailer",
            "Transfer-Encoding", "Upgrade");
    private static final String LENGTH = "Content-Length";

    private final Request request;
    private final URI uri;
    private final Responder responder;
    private final HttpContext context;
    private final Headers requestHeaders = new Headers();
    private final Headers responseHeaders = new Headers();
    private final Map<String, Object> attributes = new HashMap<>();
    private InputStream in;
    private OutputStream out = new LateOutput();
    private OutputStream body; // null until the head is sent
    private int status = -1;

    BridgedExchange(Request request, URI uri, Responder responder, HttpContext context) {
        this.request = request;
        this.uri = uri;
        this.responder = responder;
        this.context = context;
        in = request.body();
        for (int index = 0; index < request.headers().size(); index++) {
            requestHeaders.add(request.headers().name(index), request.headers().value(index));
        }
    }

    @Override
    public void sendResponseHeaders(int code, long length) throws IOException {
        if (body != null) {
            throw new IOException("headers already sent");
        }
        OF_THE_SERVER.forEach(responseHeaders::remove);
        long announced = length == -1 ? 0 : length == 0 ? -1 : length; // 0 is that server's word for chunks, -1 for nothing
        if (!request.method().equals("HEAD")) {
            responseHeaders.remove(LENGTH);
        } else if (length == -1) {
            announced = -1; // there it is the field that tells the length of the body to GET, if anything does
        }
        httpd.http.Headers headers = new httpd.http.Headers();
        responseHeaders.forEach((name, values) -> values.forEach(value -> headers.add(name, value.strip())));
        body = responder.start(code, headers, announced);
        status = code;
    }

    @Override
    public Headers getRequestHeaders() {
        return requestHeaders;
    }

    @Override
    public Headers getResponseHeaders() {
        return responseHeaders;
    }

    @Override
    public URI getRequestURI() {
        return uri;
    }

    @Override
    public String getRequestMethod() {
        return request.method();
    }

    @Override
    public HttpContext getHttpContext() {
        return context;
    }

    @Override
    public InputStream getRequestBody() {
        return in;
    }

    /** Returns the same stream before and after the head is sent, which cannot be written to before. */
    @Override
    public OutputStream getResponseBody() {
        return out;
    }

    @Override
    public void setStreams(InputStream input, OutputStream output) {
        in = input == null ? in : input;
        out = output == null ? out : output;
    }

    /** Does nothing: the exchange ends when the handler returns. */
    @Override
    public void close() {
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return request.endpoints().remote();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return request.endpoints().local();
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public String getProtocol() {
        return "HTTP/1." + request.minorVersion();
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public HttpPrincipal getPrincipal() {
        return null;
    }

    private final class LateOutput extends OutputStream {
        private boolean closed;

        @Override
        public void write(int octet) throws IOException {
            open().write(octet);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            open().write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            open().flush();
        }

        @Override
        public void close() {
            closed = true;
        }

        private OutputStream open() throws IOException {
            if (body == null || closed) {
                throw new IOException(closed ? "stream closed" : "response headers not sent yet");
            }
            return body;
        }
    }
}
