import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.Headers;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * Breaks the contract in every way that an application can, a way for each path. Lint says which:
 * <pre>
 *   java -jar target/stage5.jar --app examples/broken.java --lint
 *   curl -i http://127.0.0.1:8005/too-short
 * </pre>
 * Without {@code --lint} some of it goes unnoticed, and some becomes a sentence that says less.
 */
public final class Broken implements Application {
    private final Map<String, Application> ways = new TreeMap<>();

    public Broken() {
        head();
        fields();
        bodies();
        afterwards();
    }

    @Override
    public Response handle(Request request) throws Exception {
        if (request.path().equals("/")) {
            return Response.text(200, String.join("\n", ways.keySet()) + "\n");
        }
        Application way = ways.get(request.path());
        if (way == null) {
            throw new HttpError(404, "This way to break the contract is not known.");
        }
        return way.handle(request);
    }

    /** Says of one page that it does not block, though it pushes its body. */
    @Override
    public boolean mayBlock(Request request) {
        return !request.path().equals("/pushes-on-the-loop");
    }

    private void head() {
        ways.put("/null", request -> null);
        ways.put("/status-99", request -> Response.text(99, "What is that?\n"));
        ways.put("/refuses-with-200", request -> {
            throw new HttpError(200, "That is no refusal.");
        });
        ways.put("/204-with-a-body", request -> Response.text(204, "There is nothing to say.\n"));
        ways.put("/204-with-a-type", request -> Response.empty(204).with("Content-Type", "text/plain"));
        ways.put("/304-with-a-length", request -> Response.empty(304).with("Content-Length", "0"));
        ways.put("/body-without-a-type", request -> new Response(200, new Headers(), new Body.Bytes(new byte[] {'?'})));
        ways.put("/stream-without-a-length", request -> Response.of(200, "text/plain", stream(-1)));
        ways.put("/pushes-on-the-loop", request -> Response.of(200, "text/plain", out -> out.write('?')));
    }

    private void fields() {
        ways.put("/connection", request -> hello().with("Connection", "close"));
        ways.put("/transfer-encoding", request -> hello().with("Transfer-Encoding", "chunked"));
        ways.put("/date", request -> hello().with("Date", "yesterday"));
        ways.put("/status-as-a-field", request -> hello().with("Status", "200 OK"));
        ways.put("/name-ends-in-the-middle", request -> hello().with("X-", "y"));
        ways.put("/two-types", request -> hello().with("Content-Type", "text/html"));
        ways.put("/two-lengths", request -> hello().with("Content-Length", "7").with("Content-Length", "7"));
        ways.put("/length-in-words", request -> hello().with("Content-Length", "seven"));
        ways.put("/length-of-another-body", request -> hello().with("Content-Length", "8"));
    }

    private void bodies() {
        ways.put("/too-short", request -> pushed(out -> out.write('?')).with("Content-Length", "7"));
        ways.put("/too-long", request -> pushed(out -> out.write(new byte[8])).with("Content-Length", "7"));
        ways.put("/stream-too-short", request -> Response.of(200, "text/plain", stream(7)));
        ways.put("/closes-the-stream", request -> pushed(out -> {
            out.write('?');
            out.close();
        }));
        ways.put("/writes-in-another-thread", request -> pushed(out -> {
            Thread other = inAnotherThread(() -> out.write('?'));
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }));
        ways.put("/swallows-what-it-is-told", request -> pushed(out -> {
            try {
                out.write(new byte[8]);
            } catch (RuntimeException | IOException e) {
                out.write(new byte[7]);
            }
        }).with("Content-Length", "7"));
    }

    /** What is found only when the answer is out; it is printed. */
    private void afterwards() {
        ways.put("/writes-when-it-is-over", request -> pushed(new Body.Push() {
            private OutputStream kept;

            @Override
            public void writeTo(OutputStream out) throws IOException {
                kept = out;
                out.write('?');
            }

            @Override
            public void close() {
                inAnotherThread(() -> kept.write('!'));
            }
        }));
        ways.put("/reads-when-it-is-over", request -> pushed(new Body.Push() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write('?');
            }

            @Override
            public void close() {
                inAnotherThread(() -> request.body().read());
            }
        }));
    }

    private interface Task {
        void run() throws IOException;
    }

    private static Thread inAnotherThread(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException | RuntimeException e) {
                // Nobody waits for this thread: what it is told is lost.
            }
        });
        thread.start();
        return thread;
    }

    private static Response hello() {
        return Response.text(200, "Hello!\n");
    }

    private static Response pushed(Body.Push body) {
        return Response.of(200, "text/plain", body);
    }

    private static Body stream(long length) {
        InputStream source = new ByteArrayInputStream(new byte[] {'?'});
        return new Body.Stream(source, length);
    }
}
