package httpd.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.Headers;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One application and one handler of the JDK with the same answers: what they do must not depend on the server. */
public final class Samples {
    private static final int TICKS = 3;
    private static final ConcurrentHashMap<String, CompletableFuture<Void>> SIGNALS = new ConcurrentHashMap<>();

    private Samples() {
    }

    public static Application application() {
        return request -> switch (request.path()) {
            case "/text" -> Response.text(200, "Hello\n");
            case "/cookies" -> Response.text(200, "").with("Set-Cookie", "a=1").with("X-Between", "x").with("Set-Cookie", "b=2");
            case "/none" -> Response.empty(204);
            case "/echo" -> echo(request);
            case "/where" -> Response.text(200, request.method() + "|" + request.script() + "|" + request.path() + "|" + request.query());
            case "/ticks" -> Response.of(200, "text/plain", out -> ticks(request.query(), out));
            case "/small" -> Response.of(200, "text/plain", out -> out.write(bytes("pushed")));
            case "/large" -> Response.of(200, "application/octet-stream", out -> out.write(new byte[300_000]));
            case "/announced" -> announced(6);
            case "/short" -> announced(7);
            case "/pulled" -> Response.of(200, "application/zip", new Body.Stream(new ByteArrayInputStream(new byte[50_000]), 50_000));
            case "/fails" -> throw new IllegalStateException("secret");
            case "/fails-held" -> Response.of(200, "text/plain", out -> fail(out, false));
            case "/fails-sent" -> Response.of(200, "text/plain", out -> fail(out, true));
            case "/refuses" -> throw new HttpError(418, "I am a teapot.");
            case "/framing" -> Response.text(200, "x").with("Transfer-Encoding", "chunked");
            case "/signal" -> signal(request.query());
            case "/closed" -> closed(request.query());
            default -> nothing(request.path());
        };
    }

    private static Response nothing(String path) {
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new IllegalStateException("this is no path: " + path);
        }
        return Response.text(404, "Nothing here.\n");
    }

    /** The body is read before the answer begins, for one that begins earlier is the last of its connection. */
    private static Response echo(Request request) throws IOException {
        byte[] body = request.body().readAllBytes();
        return Response.of(200, "application/octet-stream", out -> out.write(body)).with("X-Length", Long.toString(request.bodyLength()));
    }

    private static Response announced(int length) {
        return Response.of(200, "text/plain", out -> out.write(bytes("pushed"))).with("Content-Length", Integer.toString(length));
    }

    private static void fail(OutputStream out, boolean flush) throws IOException {
        out.write(bytes("half"));
        if (flush) {
            out.flush();
        }
        throw new IllegalStateException("secret");
    }

    /** Writes the next tick when the client says that it has seen the last one. */
    private static void ticks(String name, OutputStream out) throws IOException {
        for (int tick = 1; tick <= TICKS; tick++) {
            out.write(bytes("tick " + tick + "\n"));
            out.flush();
            await(name + tick);
        }
    }

    private static void await(String name) throws IOException {
        try {
            SIGNALS.computeIfAbsent(name, key -> new CompletableFuture<>()).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("no signal " + name, e);
        }
    }

    private static Response signal(String name) {
        SIGNALS.computeIfAbsent(name, key -> new CompletableFuture<>()).complete(null);
        return Response.text(200, "ok");
    }

    /** Answers with a body that counts how often it is closed. */
    private static Response closed(String how) {
        if (how.equals("count")) {
            return Response.text(200, Counted.closes());
        }
        Counted body = new Counted(how);
        return how.equals("none") ? new Response(204, new Headers(), body) : Response.of(200, "text/plain", (Body) body);
    }

    private record Counted(String how) implements Body.Push {
        private static final List<String> CLOSED = new ArrayList<>();

        @Override
        public long length() {
            return how.equals("none") ? 0 : -1;
        }

        static String closes() {
            synchronized (CLOSED) {
                String all = String.join(",", CLOSED);
                CLOSED.clear();
                return all;
            }
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            if (!how.equals("whole")) {
                fail(out, how.equals("sent"));
            }
        }

        @Override
        public void close() throws IOException {
            synchronized (CLOSED) {
                CLOSED.add(how);
            }
            throw new IOException("close fails");
        }
    }

    /** The same for a handler, which runs where it belongs, and across the bridge. */
    public static HttpHandler handler() {
        return exchange -> {
            String context = exchange.getHttpContext().getPath();
            String path = exchange.getRequestURI().getPath();
            handle(exchange, path.substring(context.equals("/") ? 0 : context.length()));
        };
    }

    private static void handle(HttpExchange exchange, String path) throws IOException {
        OutputStream out = exchange.getResponseBody(); // before the head, as filters do
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        switch (path) {
            case "/text" -> answer(exchange, "Hello\n");
            case "/cookies" -> {
                exchange.getResponseHeaders().add("Set-Cookie", "a=1");
                exchange.getResponseHeaders().add("Set-Cookie", "b=2");
                answer(exchange, "");
            }
            case "/none" -> {
                exchange.getResponseHeaders().remove("Content-Type");
                exchange.sendResponseHeaders(204, -1);
            }
            case "/echo" -> echo(exchange);
            case "/where" -> answer(exchange, exchange.getRequestMethod() + "|" + exchange.getHttpContext().getPath() + "|"
                    + exchange.getRequestURI());
            case "/ticks" -> {
                exchange.sendResponseHeaders(200, 0);
                ticks("handler" + exchange.getRequestURI().getQuery(), out);
            }
            case "/large" -> {
                exchange.sendResponseHeaders(200, 0);
                out.write(new byte[300_000]);
            }
            case "/fails-sent" -> {
                exchange.sendResponseHeaders(200, 0);
                fail(out, true);
            }
            case "/short" -> {
                exchange.sendResponseHeaders(200, 7);
                out.write(bytes("pushed"));
                out.flush();
                throw new IOException("that was not all");
            }
            case "/fields" -> {
                exchange.getResponseHeaders().set("Date", "yesterday");
                exchange.getResponseHeaders().set("Connection", "close");
                exchange.getResponseHeaders().set("Content-Length", "999");
                answer(exchange, "x");
            }
            case "/twice" -> {
                answer(exchange, "once");
                exchange.sendResponseHeaders(500, -1);
            }
            default -> exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readAllBytes();
        }
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = bytes(text);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
