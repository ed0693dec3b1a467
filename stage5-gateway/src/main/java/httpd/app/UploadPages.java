package httpd.app;

import httpd.http.Body;
import httpd.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The pages of the upload form. */
final class UploadPages {
    private UploadPages() {
    }

    /** The files that are there, with links to them. */
    static Response index(String script, List<Uploads.Kept> files) {
        StringBuilder list = new StringBuilder();
        for (Uploads.Kept file : files) {
            list.append("<li>").append(link(script, file)).append("</li>\n");
        }
        String content = files.isEmpty() ? "<p>Nothing has been sent yet.</p>\n" : "<ul>\n" + list + "</ul>\n";
        return page(200, "Files", content + "<p><a href=\"" + href(script + "/upload") + "\">Send a file</a></p>\n");
    }

    static Response form(String script) {
        return page(200, "Send a file", """
                <form method="post" action="%s" enctype="multipart/form-data">
                <p><input type="file" name="file" multiple required> <button>Send</button></p>
                </form>
                """.formatted(href(script + "/upload")));
    }

    /** RFC 9110 section 15.4.4: the browser goes to the index with a GET, and whoever reloads that does not send the files again. */
    static Response kept(String script, List<Uploads.Kept> files) {
        StringBuilder text = new StringBuilder();
        for (Uploads.Kept file : files) {
            text.append("<p>Kept ").append(link(script, file)).append("</p>\n");
        }
        return page(303, "Thank you", text.toString()).with("Location", href(script + "/"));
    }

    private static String link(String script, Uploads.Kept file) {
        String octets = new String(file.name().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return "<a href=\"" + href(script + "/files/" + octets) + "\">" + escape(file.name()) + "</a>, " + file.size() + " bytes";
    }

    /** Percent escapes leave nothing that means something in HTML. */
    private static String href(String path) {
        return StaticFiles.encode(path);
    }

    private static Response page(int status, String title, String content) {
        String html = """
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <title>%1$s</title>
                <h1>%1$s</h1>
                %2$s</html>
                """.formatted(title, content);
        return Response.of(status, "text/html; charset=utf-8", new Body.Bytes(html.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a file is called must not become part of the page. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
