package httpd.app;

import httpd.http.Body;
import httpd.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what an application answers, as the server would: once, then it is closed. */
final class Answers {
    private Answers() {
    }

    static byte[] bytes(Response response) throws IOException {
        Body body = response.body();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (body instanceof Body.Stream stream) {
                stream.source().transferTo(bytes);
            } else if (body instanceof Body.Push push) {
                push.writeTo(bytes);
            } else {
                bytes.write(((Body.Bytes) body).bytes());
            }
        } finally {
            body.close();
        }
        return bytes.toByteArray();
    }

    static String text(Response response) throws IOException {
        return new String(bytes(response), StandardCharsets.UTF_8);
    }
}
