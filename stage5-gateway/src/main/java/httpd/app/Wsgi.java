package httpd.app;

import httpd.gateway.Application;
import httpd.http.Headers;
import httpd.http.Request;
import httpd.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs an application of the shape of PEP 3333 behind this server's contract. */
public final class Wsgi implements Application {
    private final WsgiApplication application;

    public Wsgi(WsgiApplication application) {
        this.application = application;
    }

    @Override
    public Response handle(Request request) throws Exception {
        WsgiResponse response = new WsgiResponse();
        try {
            return response.of(application.call(environ(request), response));
        } catch (Exception | Error e) {
            closeAfter(e, response);
            throw e;
        }
    }

    /** A failure while closing must not hide the first one. */
    private static void closeAfter(Throwable failure, WsgiResponse response) {
        try {
            response.close();
        } catch (Exception | Error e) {
            failure.addSuppressed(e);
        }
    }

    /** What PEP 3333 asks for; texts are octets, one a character, as they are in Python there. */
    private static Map<String, Object> environ(Request request) {
        Map<String, Object> environ = new HashMap<>();
        environ.put("REQUEST_METHOD", request.method());
        environ.put("SCRIPT_NAME", request.script());
        environ.put("PATH_INFO", request.path());
        environ.put("QUERY_STRING", request.query());
        environ.put("SERVER_NAME", request.endpoints().local().getHostString());
        environ.put("SERVER_PORT", String.valueOf(request.endpoints().local().getPort()));
        environ.put("SERVER_PROTOCOL", "HTTP/1." + request.minorVersion());
        environ.put("REMOTE_ADDR", request.endpoints().remote().getHostString());
        environ.put("wsgi.version", List.of(1, 0));
        environ.put("wsgi.url_scheme", "http");
        environ.put("wsgi.input", request.body());
        environ.put("wsgi.errors", System.err);
        environ.put("wsgi.multithread", true);
        environ.put("wsgi.multiprocess", false);
        environ.put("wsgi.run_once", false);
        putFields(request.headers(), environ);
        if (request.bodyLength() >= 0) { // of the body as it is read: it may have come in chunks
            environ.put("CONTENT_LENGTH", String.valueOf(request.bodyLength()));
        }
        return environ;
    }

    private static void putFields(Headers fields, Map<String, Object> environ) {
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i).toUpperCase(Locale.ROOT);
            if (name.equals("CONTENT-TYPE")) {
                environ.put("CONTENT_TYPE", fields.value(i));
            } else if (name.indexOf('_') < 0 && !name.equals("PROXY") && !name.equals("CONTENT-LENGTH")) {
                // X_A would pass for X-A; and HTTP_PROXY is a setting that some libraries look for in an environment
                String separator = name.equals("COOKIE") ? "; " : ", ";
                environ.merge("HTTP_" + name.replace('-', '_'), fields.value(i), (before, value) -> before + separator + value);
            }
        }
    }
}
