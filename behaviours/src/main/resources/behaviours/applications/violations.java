import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Some answers that break the contract in a way that a client need not see, and some that do not. */
public final class Violations implements Application {
    private static final byte[] TEXT = "a text\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Response handle(Request request) throws Exception {
        return switch (request.path()) {
            case "/no-type" -> new Response(200, Response.empty(200).headers(), new Body.Bytes(TEXT));
            case "/two-types" -> Response.text(200, "a text\n").with("Content-Type", "text/html");
            case "/status-field" -> Response.text(200, "a text\n").with("Status", "200 OK");
            case "/no-content" -> Response.of(204, "text/plain", out -> out.write(TEXT));
            case "/close" -> Response.of(200, "text/plain", OutputStream::close);
            case "/text" -> Response.text(200, "a text\n");
            case "/pushed" -> Response.of(200, "text/plain", out -> out.write(TEXT));
            case "/echo" -> Response.of(200, "text/plain", new Body.Bytes(request.body().readAllBytes()));
            default -> Response.empty(404);
        };
    }
}
