package httpd.jersey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Wire;
import org.junit.jupiter.api.Test;

/** The example, started as its README says. */
class ExampleTest {
    @Test
    void theUploadForm() {
        try (ServerUnderTest server = AppServer.start("examples/jaxrs.java"); Wire wire = Wire.to(server)) {
            Answer form = wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200);
            form.expectField("Content-Type", "text/html;charset=utf-8");
            assertTrue(form.text().contains("multipart/form-data"), form.text());
            wire.send("GET /hello/you HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200).expectBody("Hello, you!\n");
            String body = "--e\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n12345\r\n--e--\r\n";
            wire.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=e\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body);
            wire.answer("POST").expect(200).expectBody("a.txt: 5 bytes\n");
        }
    }
}
