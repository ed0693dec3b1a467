package httpd.cgi;

import httpd.gateway.Application;
import httpd.http.Headers;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.util.Locale;
import java.util.Set;

/** What answers when a program names another path of this server in place of an answer (RFC 3875 section 6.2.2). */
final class Redirects {
    private static final int MOST = 5;
    private static final Set<String> OF_THE_BODY = Set.of("content-type", "content-length", "transfer-encoding", "expect");
    /** How many redirects have led to what this thread does now; they are followed inside each other. */
    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    private final Application programs;
    private final Application whole;

    /** @param whole the application that {@code programs} is a part of, or null if it can only redirect to itself */
    Redirects(Application programs, Application whole) {
        this.programs = programs;
        this.whole = whole;
    }

    /**
     * Answers for another path, as if the client had asked for that with GET.
     *
     * @param location path and query
     * @throws HttpError 502 if it is none, or leads in a circle
     */
    Response follow(Request request, String location) throws Exception {
        int depth = DEPTH.get();
        if (depth == MOST) {
            throw refused(request, "more than " + MOST + " redirects, the last one to " + location);
        }
        DEPTH.set(depth + 1);
        try {
            return whole != null ? whole.handle(to(request, location)) : programs.handle(mounted(request, to(request, location)));
        } finally {
            if (depth == 0) {
                DEPTH.remove();
            } else {
                DEPTH.set(depth);
            }
        }
    }

    private static Request to(Request request, String location) throws HttpError {
        Request other;
        try {
            other = Request.of(request.method().equals("HEAD") ? "HEAD" : "GET", location, request.endpoints());
        } catch (IllegalArgumentException e) {
            throw refused(request, "a redirect to " + location);
        }
        Headers headers = request.headers();
        for (int index = 0; index < headers.size(); index++) {
            if (!OF_THE_BODY.contains(headers.name(index).toLowerCase(Locale.ROOT))) {
                other = other.with(headers.name(index), headers.value(index));
            }
        }
        return other;
    }

    private static Request mounted(Request request, Request other) throws HttpError {
        if (!other.path().startsWith(request.script() + "/")) {
            throw refused(request, "a redirect to " + other.target() + ", which is not under " + request.script() + "/");
        }
        return other.mountedAt(request.script());
    }

    private static HttpError refused(Request request, String why) {
        System.err.println(request.target() + ": " + why.replaceAll("\\p{Cntrl}", "?"));
        return new HttpError(502, "The program behind this address gave no usable answer.");
    }
}
