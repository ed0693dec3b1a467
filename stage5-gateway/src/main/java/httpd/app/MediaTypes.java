package httpd.app;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The media type of a file, told from its name: nobody looks into it, for what it contains may lie. */
final class MediaTypes {
    static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION = new HashMap<>();

    static {
        text("text/html", "html htm");
        text("text/css", "css");
        text("text/javascript", "js mjs"); // RFC 9239
        text("text/plain", "txt log md java yaml yml sh py");
        text("text/csv", "csv");
        type("application/json", "json map"); // RFC 8259 section 8.1: always UTF-8, and no parameter says so
        type("application/xml", "xml");
        type("application/pdf", "pdf");
        type("application/wasm", "wasm");
        type("application/zip", "zip");
        type("application/gzip", "gz tgz");
        type("application/x-tar", "tar");
        type("image/svg+xml", "svg");
        type("image/png", "png");
        type("image/jpeg", "jpg jpeg");
        type("image/gif", "gif");
        type("image/webp", "webp");
        type("image/avif", "avif");
        type("image/x-icon", "ico");
        type("audio/mpeg", "mp3");
        type("audio/ogg", "ogg");
        type("video/mp4", "mp4");
        type("video/webm", "webm");
        type("font/woff", "woff");
        type("font/woff2", "woff2");
        type("font/ttf", "ttf");
    }

    private MediaTypes() {
    }

    private static void text(String type, String extensions) {
        type(type + "; charset=utf-8", extensions);
    }

    private static void type(String type, String extensions) {
        for (String extension : extensions.split(" ")) {
            BY_EXTENSION.put(extension, type);
        }
    }

    /** Returns the value of Content-Type for a file of that name: one of text says that it is in UTF-8. */
    static String of(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
    }
}
