import httpd.app.StartResponse;
import httpd.app.Wsgi;
import httpd.gateway.Application;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An application as PEP 3333 has it for Python, in Java: environ and start_response in, blocks of bytes out.
 *
 *   java -jar stage5-gateway/target/stage5.jar --app stage5-gateway/examples/wsgi.java
 *   curl http://127.0.0.1:8005/environ
 *   curl -d 'Hello, World!' http://127.0.0.1:8005/shout
 */
class Shop {
    static final Application app = new Wsgi(Shop::application);

    static Iterable<byte[]> application(Map<String, Object> environ, StartResponse startResponse) throws Exception {
        return switch ((String) environ.get("PATH_INFO")) {
            case "/" -> answer(startResponse, "200 OK", "Try /environ, or send something to /shout.\n");
            case "/environ" -> answer(startResponse, "200 OK", describe(environ));
            case "/shout" -> shout(environ, startResponse);
            default -> answer(startResponse, "404 Not Found", "There is nothing here.\n");
        };
    }

    private static Iterable<byte[]> answer(StartResponse startResponse, String status, String text) throws Exception {
        startResponse.start(status, List.of(Map.entry("Content-Type", "text/plain; charset=utf-8")));
        return List.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The texts in environ are octets, one a character: what they mean is for the application to know. */
    private static String describe(Map<String, Object> environ) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(environ).forEach((name, value) -> lines.append(name).append(" = ").append(value).append('\n'));
        return new String(lines.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static Iterable<byte[]> shout(Map<String, Object> environ, StartResponse startResponse) throws Exception {
        InputStream body = (InputStream) environ.get("wsgi.input");
        String text = new String(body.readNBytes(1 << 20), StandardCharsets.UTF_8);
        return answer(startResponse, "200 OK", text.toUpperCase(Locale.ROOT));
    }
}
