package httpd.gateway;

import httpd.http.Body;
import httpd.http.Headers;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import httpd.http.Status;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A page for people in place of an error that has no body, or a short one of plain text: for a client that says it shows HTML.
 * A text that is pushed or longer than 4 KiB is left as it is; so is the 500 that the server makes of an exception.
 */
public final class ErrorPage implements Middleware {
    private static final int LONGEST = 4 << 10;

    @Override
    public Application around(Application inner) {
        Application paged = request -> {
            Response response;
            try {
                response = Bodies.ask(inner, request);
            } catch (HttpError e) {
                response = Response.of(e);
            }
            return response.status() >= 400 && isReplaceable(response) ? negotiated(request, response) : response;
        };
        return paged.hintedBy(inner);
    }

    private static boolean isReplaceable(Response response) {
        Headers headers = response.headers();
        String type = headers.get("Content-Type");
        return !(response.body() instanceof Body.Push) && response.body().length() <= LONGEST && !headers.has("Content-Encoding")
                && (type == null || type.split(";", 2)[0].strip().equalsIgnoreCase("text/plain"));
    }

    private static Response negotiated(Request request, Response response) throws IOException {
        Response varied = new Response(response.status(), response.headers().copy(), response.body()).with("Vary", "Accept");
        if (!acceptsHtml(request.headers())) {
            return varied;
        }
        String text = text(response);
        byte[] page = page(response.status(), text.strip()).getBytes(StandardCharsets.UTF_8);
        boolean unknown = text.isEmpty() && request.method().equals("HEAD"); // GET may have had a text (RFC 9110 section 8.6)
        Body body = unknown ? (Body.Push) out -> out.write(page) : new Body.Bytes(page);
        return varied.without("Content-Type").without("ETag").without("Last-Modified").with(body)
                .with("Content-Type", "text/html; charset=utf-8");
    }

    /** {@code *}{@code /*} is no wish for HTML: it is what a program sends that shows nothing to anybody. */
    private static boolean acceptsHtml(Headers headers) {
        for (String value : headers.all("Accept")) {
            for (String member : value.toLowerCase(Locale.ROOT).split(",")) {
                if (member.strip().matches("text/html\\s*(;.*)?") && !member.matches(".*;\\s*q\\s*=\\s*0(\\.0*)?\\s*(;.*)?")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String text(Response response) throws IOException {
        try {
            byte[] bytes = Bodies.source(response.body()).readNBytes((int) Math.max(0, response.body().length()));
            return new String(bytes, charset(response.headers().get("Content-Type")));
        } finally {
            response.body().close();
        }
    }

    private static Charset charset(String type) {
        boolean latin = type != null && type.toLowerCase(Locale.ROOT).contains("iso-8859-1");
        return latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }

    private static String page(int status, String text) {
        String title = escaped((status + " " + Status.reason(status)).strip());
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>%s</title>
                <h1>%s</h1>
                %s</html>
                """.formatted(title, title, text.isEmpty() ? "" : "<p>" + escaped(text) + "</p>\n");
    }

    /** The text may repeat what the client has sent; as markup that would be a script of somebody else in the name of this site. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
