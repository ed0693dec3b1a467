package httpd.jdk;

import com.sun.net.httpserver.HttpHandler;
import httpd.bridge.PushBridge;
import httpd.bridge.Responder;
import httpd.gateway.Application;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Runs a handler that was written for the JDK's own server. Its exchange ends when it returns, in whatever state. */
public final class JdkApplication implements Application {
    private final HttpHandler handler;
    private final PushBridge bridge;

    public JdkApplication(HttpHandler handler) {
        this.handler = handler;
        bridge = new PushBridge(this::push);
    }

    /** @param limit how long the handler may take to send its head; 504 after that */
    public JdkApplication(HttpHandler handler, Duration limit) {
        this.handler = handler;
        bridge = new PushBridge(this::push, limit);
    }

    @Override
    public Response handle(Request request) throws Exception {
        return bridge.handle(request);
    }

    private void push(Request request, Responder responder) throws Exception {
        handler.handle(new BridgedExchange(request, uri(request), responder, new BridgedContext(request.script(), handler)));
    }

    /** A target may have characters that the JDK allows in no URI; its own server refuses them too. */
    private static URI uri(Request request) throws HttpError {
        try {
            return new URI(request.target());
        } catch (URISyntaxException e) {
            throw new HttpError(400, "The request target is no URI.");
        }
    }
}
