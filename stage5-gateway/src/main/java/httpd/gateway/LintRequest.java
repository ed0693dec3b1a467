package httpd.gateway;

import httpd.http.Endpoints;
import httpd.http.Headers;
import httpd.http.Request;
import httpd.http.Syntax;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

/**
 * What a server must have seen to before an application is asked. That a query comes without its question mark, and that there is a
 * method at all, is not asked: no {@link Request} can be made otherwise.
 */
final class LintRequest {
    private LintRequest() {
    }

    /**
     * Checks a request as it comes in.
     *
     * @param late where a method in lower case is printed: it is unusual, and no more than that (RFC 9110 section 9.1)
     * @throws LintException if the server is to blame
     */
    static void check(Request request, PrintStream late) {
        server(request != null, "asks without a request");
        server(Syntax.isToken(request.method()), "gives a method that is no token: '" + request.method() + "'");
        if (!request.method().equals(request.method().toUpperCase(Locale.ROOT))) {
            late.println("lint: the server passes on a method that is not upper case, as no usual one is: " + request.method());
        }
        server(request.minorVersion() >= 0 && request.minorVersion() <= 9, "gives the version HTTP/1." + request.minorVersion());
        target(request);
        endpoints(request.endpoints());
        server(request.headers() != null, "gives no fields");
        fields(request.headers());
        body(request);
    }

    private static void target(Request request) {
        String target = request.target();
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        server(scheme < 0 || List.of("http", "https").contains(target.substring(0, scheme).toLowerCase(Locale.ROOT)),
                "gives a target of another scheme than its own: " + target);
        String script = request.script();
        server(script.isEmpty() || script.startsWith("/") && !script.endsWith("/"),
                "gives a script that does not begin with a slash, or ends with one: '" + script + "'");
        String path = request.path();
        server(!script.isEmpty() || !path.isEmpty(), "gives neither script nor path");
        server(path.isEmpty() || path.startsWith("/") || path.equals("*") && request.method().equals("OPTIONS")
                || request.method().equals("CONNECT"), "gives a path that does not begin with a slash: '" + path + "'");
    }

    private static void endpoints(Endpoints endpoints) {
        server(endpoints != null && endpoints.remote() != null && endpoints.local() != null, "does not say between whom the connection is");
        InetSocketAddress local = endpoints.local();
        server(!local.getHostString().isEmpty() && local.getPort() > 0, "gives no name or no port of its own: " + local);
    }

    private static void fields(Headers headers) {
        for (int i = 0; i < headers.size(); i++) {
            server(Syntax.isToken(headers.name(i)), "gives a field whose name is no token: '" + headers.name(i) + "'");
            server(Syntax.isValue(headers.value(i)), "gives a field with a character that no field may have: " + headers.name(i));
        }
    }

    /** A body reaches the application without its framing; what the fields say of it is not allowed to say otherwise. */
    private static void body(Request request) {
        server(request.body() != null, "gives no body, which an empty one would be");
        server(request.bodyLength() >= -1, "gives a body of " + request.bodyLength() + " bytes");
        List<String> lengths = request.headers().all("Content-Length");
        if (!lengths.isEmpty()) {
            server(lengths.size() == 1 && !request.headers().has("Transfer-Encoding"), "lets a request through that is framed twice");
            server(lengths.get(0).matches("[0-9]{1,18}") && Long.parseLong(lengths.get(0)) == request.bodyLength(),
                    "gives a body of " + request.bodyLength() + " bytes with the Content-Length " + lengths.get(0));
        }
    }

    private static void server(boolean right, String otherwise) {
        if (!right) {
            throw LintException.server(otherwise);
        }
    }
}
