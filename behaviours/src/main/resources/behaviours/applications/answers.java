import httpd.gateway.Application;
import httpd.gateway.Middleware;
import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers of every kind, a page for each; behind /loop the same ones are made by the event loop, behind /reading while the body comes. */
public final class Answers implements Application {
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final CyclicBarrier pair = new CyclicBarrier(2);
    private final Application layers = layer("1").then(layer("2"))
            .around(request -> Response.text(200, "the inner one").with("Order", "answered"));

    @Override
    public boolean mayBlock(Request request) {
        return !request.path().startsWith("/loop/");
    }

    @Override
    public boolean streams(Request request) {
        return request.path().startsWith("/reading/");
    }

    @Override
    public Response handle(Request request) throws Exception {
        if (request.method().equals("POST")) asked.incrementAndGet();
        String page = request.path().replaceFirst("^/(loop|reading)(?=/)", "");
        return switch (page) {
            case "/text" -> Response.text(200, "This is an answer.\n");
            case "/bytes" -> Response.of(200, "application/octet-stream", new Body.Bytes(new byte[20_000]));
            case "/fields" -> Response.text(200, "fields\n").with("Set-Cookie", "a=1; Path=/").with("X-MiXed", "one")
                    .with("set-cookie", "b=2, c").with("x-mixed", "").with("Set-Cookie", "a=1; Path=/");
            case "/field" -> field(request);
            case "/status" -> new Response(Integer.parseInt(request.parameter("code")), Response.text(200, "").headers(), Body.NONE);
            case "/nothing" -> nothing(request);
            case "/sized" -> Response.of(200, "text/plain", pushed(5000)).with("Content-Length", "5000");
            case "/held" -> Response.of(200, "text/plain", pushed(5000));
            case "/written" -> Response.text(200, Integer.toString(written.get()));
            case "/asked" -> Response.text(200, Integer.toString(asked.get()));
            case "/layers" -> layers.handle(request);
            case "/interrupts" -> interrupting();
            case "/pair" -> pair();
            case "/echo" -> Response.of(200, "application/octet-stream", new Body.Bytes(request.body().readAllBytes()));
            case "/half" -> half(request);
            case "/markup" -> throw new HttpError(404, "There is no <b>page</b>.");
            default -> page.startsWith("/request") ? described(request) : refused();
        };
    }

    private static Response interrupting() {
        Thread.currentThread().interrupt();
        return Response.text(200, "interrupted\n");
    }

    private static Response refused() throws HttpError {
        throw new HttpError(404, "This application has no such page.");
    }

    /** The request as the application sees it. */
    private static Response described(Request request) throws Exception {
        int length = request.body().readAllBytes().length;
        String text = request.method() + "|" + request.target() + "|" + request.script() + "|" + request.path() + "|" + request.query()
                + "|"
                + request.headers().get("x-one") + "|" + request.headers().all("X-MANY") + "|" + request.bodyLength() + "|" + length + "|"
                + request.endpoints().remote().getAddress().getHostAddress() + "|" + request.endpoints().local().getPort();
        return Response.of(200, "text/plain; charset=iso-8859-1", new Body.Bytes(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Response half(Request request) throws Exception {
        return Response.text(200, new String(request.body().readNBytes(4), StandardCharsets.ISO_8859_1));
    }

    private static Response field(Request request) {
        Response response = Response.text(200, "four").with(request.parameter("name"), request.parameter("value"));
        return request.parameter("again") == null ? response : response.with(request.parameter("name"), request.parameter("again"));
    }

    private Response nothing(Request request) {
        int status = Integer.parseInt(request.parameter("code"));
        return Response.of(status, "text/plain", pushed(100)).with("ETag", "\"7\"");
    }

    private Body.Push pushed(int length) {
        return out -> {
            written.incrementAndGet();
            out.write("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
        };
    }

    private Response pair() throws Exception {
        pair.await(5, TimeUnit.SECONDS);
        return Response.text(200, "together\n");
    }

    private static Middleware layer(String name) {
        return inner -> request -> {
            Response response = inner.handle(request.with("X-Many", name + " in"));
            return response.with("Order", name + " out");
        };
    }
}
