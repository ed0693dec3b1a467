package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A client that has taken the beginning of a response; what is pushed behind it stays in the pipe, which is never full here. */
final class Taker implements Gateway.Client {
    private Response response;

    static Taker asked(Request request, Application application) {
        Taker taker = new Taker();
        new Gateway(application).answer(request, taker);
        return taker;
    }

    static Response push(Body.Push body) {
        return Response.of(200, "text/plain", body);
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Response response() {
        return response;
    }

    @Override
    public void begin(Response begun) {
        assertNull(response, "a response begins once");
        response = begun;
    }

    @Override
    public void moved() {
    }

    /** Everything that arrives, and "(cut)" behind it if there should have been more. */
    String received() throws IOException {
        if (response.body() instanceof Body.Bytes bytes) {
            return new String(bytes.bytes(), StandardCharsets.ISO_8859_1);
        }
        if (response.body() instanceof Body.Stream stream) {
            return new String(stream.source().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        Body.Arriving arriving = (Body.Arriving) response.body();
        OutputBuffer out = new OutputBuffer();
        String end = "";
        try {
            for (int there = arriving.available(); there >= 0; there = arriving.available()) {
                assertTrue(there > 0, "the body neither ends nor goes on");
                arriving.take(out, there);
            }
        } catch (IOException e) {
            end = "(cut)";
        }
        return new String(out.array(), out.start(), out.length(), StandardCharsets.ISO_8859_1) + end;
    }
}
