package httpd.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import httpd.gateway.Application;
import httpd.gateway.Gateway;
import httpd.http.Endpoints;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Runs an application behind the JDK's own server, which knows nothing of it. The gateway comes along: it is the server's side of the
 * contract, whoever the server is. Every exchange keeps a thread of that server's executor.
 */
public final class OnJdk implements HttpHandler {
    private final Gateway gateway;

    public OnJdk(Application application) {
        gateway = new Gateway(application);
    }

    /** @throws IOException if the answer cannot be completed: that server closes the connection then */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        JdkClient client = new JdkClient(exchange);
        try {
            gateway.answer(request(exchange), client);
        } catch (HttpError e) {
            client.begin(Response.of(e));
        }
        client.finish();
    }

    private static Request request(HttpExchange exchange) throws HttpError {
        Endpoints endpoints = new Endpoints(exchange.getRemoteAddress(), exchange.getLocalAddress());
        try {
            Request request = Request.of(exchange.getRequestMethod(), exchange.getRequestURI().toString(), endpoints);
            exchange.getRequestHeaders().forEach((name, values) -> values.forEach(value -> request.headers().add(name, value)));
            return mounted(request.with(exchange.getRequestBody(), bodyLength(request)), exchange.getHttpContext().getPath());
        } catch (IllegalArgumentException e) {
            throw new HttpError(400, "The request cannot be understood: " + e.getMessage() + ".");
        }
    }

    private static long bodyLength(Request request) {
        if (request.headers().has("Transfer-Encoding")) {
            return -1;
        }
        String length = request.headers().get("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    /** A context of that server is any beginning of a path; here it ends at a slash. */
    private static Request mounted(Request request, String context) throws HttpError {
        String prefix = context.endsWith("/") ? context.substring(0, context.length() - 1) : context;
        Request mounted = request.mountedAt(new String(prefix.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        if (!mounted.path().isEmpty() && !mounted.path().startsWith("/") && !prefix.isEmpty()) {
            throw new HttpError(404, "There is nothing here.");
        }
        return mounted;
    }
}
