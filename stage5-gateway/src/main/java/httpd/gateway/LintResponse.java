package httpd.gateway;

import httpd.http.Body;
import httpd.http.Headers;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;

/** What an application promises before the first byte of its body: more is asked of it here than a server has to insist on. */
final class LintResponse {
    private LintResponse() {
    }

    /**
     * Checks a response as it comes out.
     *
     * @throws LintException if the application is to blame
     */
    static void check(Response response, Request request, Application application) {
        try {
            Promise.of(response, request);
        } catch (IllegalStateException e) {
            throw new LintException(e.getMessage()); // a sentence that names the application
        }
        fields(response.headers());
        int status = response.status();
        if (status == 204 || status == 304) {
            nothing(response);
        } else {
            application(response.body().length() == 0 || response.headers().has("Content-Type"), "gives a body without a Content-Type");
        }
        application(!(response.body() instanceof Body.Push) || Bodies.isBodiless(request, status) || application.mayBlock(request),
                "pushes the body of an answer that it said it would not block for");
    }

    /** Checks a refusal. */
    static void check(HttpError refusal) {
        application(refusal.status() >= 400 && refusal.status() <= 599, "refuses a request with the status " + refusal.status());
    }

    private static void fields(Headers headers) {
        application(!headers.has("Status"), "sets the field Status, which is for programs that cannot say it otherwise");
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            application(!name.endsWith("-") && !name.endsWith("_"), "sets a field whose name ends in the middle: " + name);
        }
        application(headers.all("Content-Type").size() <= 1, "sets more than one Content-Type: " + headers.all("Content-Type"));
    }

    /** RFC 9110 sections 15.3.5 and 15.4.5: these answers end with their heads, and say nothing of a body. */
    private static void nothing(Response response) {
        application(response.body().length() == 0, "gives an answer with status " + response.status() + " a body");
        for (String field : new String[] {"Content-Type", "Content-Length"}) {
            application(!response.headers().has(field), "sets " + field + " for an answer with status " + response.status());
        }
    }

    private static void application(boolean right, String otherwise) {
        if (!right) {
            throw LintException.application(otherwise);
        }
    }
}
