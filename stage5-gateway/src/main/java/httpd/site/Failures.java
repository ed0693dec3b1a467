package httpd.site;

import httpd.http.HttpError;
import httpd.http.Response;

/** Handlers that go wrong, each in its own way. The client gets a 500 from all of them. */
final class Failures {
    private Failures() {
    }

    static Response fail(String how) throws HttpError {
        return switch (how == null ? "exception" : how) {
            case "exception" -> throw new IllegalArgumentException("secret of the application");
            case "overflow" -> Response.text(200, String.valueOf(depth(1)));
            case "null" -> null;
            case "injection" -> Response.text(200, "Hello!\n").with("X-Color", "red\r\nSet-Cookie: admin=1");
            case "framing" -> Response.text(200, "Hello!\n").with("Content-Length", "3");
            default -> throw new HttpError(400, "The parameter how must be exception, overflow, null, injection or framing.");
        };
    }

    private static int depth(int level) {
        return depth(level + 1) + 1;
    }
}
