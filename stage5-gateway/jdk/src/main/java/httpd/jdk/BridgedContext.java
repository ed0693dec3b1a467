package httpd.jdk;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a handler can find out about where it is mounted. */
final class BridgedContext extends HttpContext {
    private final String path;
    private final HttpHandler handler;
    private final Map<String, Object> attributes = new HashMap<>();

    BridgedContext(String script, HttpHandler handler) {
        String decoded = new String(script.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        path = decoded.isEmpty() ? "/" : decoded;
        this.handler = handler;
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public HttpHandler getHandler() {
        return handler;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return attributes;
    }

    @Override
    public List<Filter> getFilters() {
        return List.of();
    }

    @Override
    public Authenticator getAuthenticator() {
        return null;
    }

    @Override
    public HttpServer getServer() {
        throw new UnsupportedOperationException("HttpContext.getServer is not in this bridge");
    }

    @Override
    public void setHandler(HttpHandler other) {
        throw new UnsupportedOperationException("HttpContext.setHandler is not in this bridge");
    }

    @Override
    public Authenticator setAuthenticator(Authenticator authenticator) {
        throw new UnsupportedOperationException("HttpContext.setAuthenticator is not in this bridge");
    }
}
