package httpd.site;

import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.Headers;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The demo site: the same few pages on every server from stage 2 on. */
public final class Site implements Application {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
    private static final Allowed READ = new Allowed("GET, HEAD, OPTIONS");
    private static final Allowed POST = new Allowed("POST, OPTIONS");
    private static final Allowed ANY = new Allowed("GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS");
    private static final long LARGEST = 10_000_000_000L;

    /** What a page allows, as the field Allow has it and as a set. */
    private record Allowed(String field, Set<String> methods) {
        Allowed(String field) {
            this(field, Set.of(field.split(", ")));
        }
    }

    @Override
    public Response handle(Request request) {
        String method = request.method();
        String path = request.path();
        if (!METHODS.contains(method)) {
            return Response.text(501, "This server does not know the method.\n");
        }
        Allowed allowed = allowed(path);
        if (allowed == null) {
            return Response.text(404, "There is nothing here.\n");
        }
        if (method.equals("OPTIONS")) {
            return Response.empty(204).with("Allow", allowed.field());
        }
        if (!allowed.methods().contains(method)) {
            return Response.text(405, "This page allows " + allowed.field() + ".\n").with("Allow", allowed.field());
        }
        try {
            return page(path, request);
        } catch (HttpError e) {
            return Response.of(e);
        }
    }

    @Override
    public boolean mayBlock(Request request) {
        return switch (request.path()) {
            case "/sleep", "/spin" -> true;
            default -> false;
        };
    }

    /** Returns the methods of a path, or null if there is no such path. */
    private static Allowed allowed(String path) {
        return switch (path) {
            case "/", "/hello", "/sleep", "/spin", "/bytes", "/fail" -> READ;
            case "/echo" -> POST;
            case "/request", "*" -> ANY;
            default -> null;
        };
    }

    private static Response page(String path, Request request) throws HttpError {
        return switch (path) {
            case "/echo" -> echo(request);
            case "/request" -> describe(request);
            case "/sleep" -> sleep(number(request, "ms", 60_000));
            case "/spin" -> spin(number(request, "ms", 10_000));
            case "/bytes" -> bytes(number(request, "n", LARGEST));
            case "/fail" -> Failures.fail(request.parameter("how"));
            default -> Response.text(200, "Hello, World!\n");
        };
    }

    private static Response echo(Request request) {
        String type = request.headers().get("Content-Type");
        return Response.of(200, type == null ? "application/octet-stream" : type, new Body.Stream(request.body(), request.bodyLength()));
    }

    /** The request as the server understood it. */
    private static Response describe(Request request) {
        StringBuilder text = new StringBuilder();
        text.append("method: ").append(request.method()).append('\n');
        text.append("target: ").append(request.target()).append('\n');
        text.append("path: ").append(request.path()).append('\n');
        text.append("query: ").append(request.query()).append('\n');
        text.append("authority: ").append(request.authority()).append('\n');
        text.append("version: HTTP/1.").append(request.minorVersion()).append('\n');
        text.append("body: ").append(request.bodyLength()).append(" bytes\n");
        Headers fields = request.headers();
        for (int i = 0; i < fields.size(); i++) {
            text.append("field: ").append(fields.name(i)).append(": ").append(fields.value(i)).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        return Response.of(200, "text/plain; charset=iso-8859-1", new Body.Bytes(bytes));
    }

    /** The slow application: it waits, as one does that asks a database. */
    private static Response sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Response.text(503, "The server is stopping.\n");
        }
        return Response.text(200, "slept " + ms + " ms\n");
    }

    /** The busy application: it computes. */
    private static Response spin(long ms) {
        long end = System.nanoTime() + ms * 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return Response.text(200, "spun " + ms + " ms\n");
    }

    private static Response bytes(long length) {
        return Response.of(200, "application/octet-stream", new Body.Stream(new Pattern(length), length));
    }

    private static long number(Request request, String name, long most) throws HttpError {
        String text = request.parameter(name);
        if (text == null || !text.matches("[0-9]{1,18}") || Long.parseLong(text) > most) {
            throw new HttpError(400, "The parameter " + name + " must be a number from 0 to " + most + ".");
        }
        return Long.parseLong(text);
    }
}
