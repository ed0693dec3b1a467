import httpd.app.StartResponse;
import httpd.app.Wsgi;
import httpd.gateway.Application;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An application in the shape of PEP 3333. */
final class Older {
    static final Application app = new Wsgi(Older::application);

    private static final AtomicInteger CLOSES = new AtomicInteger();
    private static final List<Map.Entry<String, String>> TEXT = List.of(Map.entry("Content-Type", "text/plain"), Map.entry("X-Two", "1"),
            Map.entry("X-Two", "2"));

    private Older() {
    }

    private record Blocks(int count, int failing) implements Iterable<byte[]>, AutoCloseable {
        @Override
        public Iterator<byte[]> iterator() {
            return new Iterator<>() {
                private int given;

                @Override
                public boolean hasNext() {
                    return given < count;
                }

                @Override
                public byte[] next() {
                    if (++given == failing) throw new IllegalStateException("as it should be in this test");
                    return bytes("block " + given + "\n");
                }
            };
        }

        @Override
        public void close() {
            CLOSES.incrementAndGet();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static Iterable<byte[]> application(Map<String, Object> environ, StartResponse startResponse) throws Exception {
        switch ((String) environ.get("PATH_INFO")) {
            case "/closes" -> {
                startResponse.start("200 OK", TEXT);
                return List.of(bytes(CLOSES.toString()));
            }
            case "/echo" -> {
                startResponse.start("200 Fine", TEXT);
                byte[] body = ((InputStream) environ.get("wsgi.input")).readAllBytes();
                return List.of(bytes(environ.get("SCRIPT_NAME") + " " + environ.get("CONTENT_LENGTH") + " " + environ.get("HTTP_X_ONE")
                        + "\n"), body);
            }
            case "/write" -> {
                startResponse.start("200 OK", TEXT).write(bytes("written\n"));
                return List.of(bytes("returned\n"));
            }
            case "/changed" -> {
                startResponse.start("200 OK", TEXT);
                startResponse.start("503 Later", TEXT, new IllegalStateException("as it should be in this test"));
                return List.of(bytes("later\n"));
            }
            case "/twice" -> {
                startResponse.start("200 OK", TEXT);
                startResponse.start("200 OK", TEXT);
                return List.of();
            }
            case "/never" -> {
                return List.of(bytes("text\n"));
            }
            case "/early" -> {
                startResponse.start("200 OK", TEXT);
                return new Blocks(3, 1);
            }
            case "/late" -> {
                startResponse.start("200 OK", TEXT);
                return new Blocks(3, 3);
            }
            default -> {
                startResponse.start("200 OK", TEXT);
                return new Blocks(3, 0);
            }
        }
    }
}
