package httpd.servlet;

import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The examples, each started as its README says. */
class ExamplesTest {
    @Test
    void aServlet() {
        try (ServerUnderTest server = AppServer.start("examples/servlet.java"); Wire wire = Wire.to(server)) {
            byte[] hello = "Hello, é!\n".getBytes(StandardCharsets.UTF_8);
            wire.send("GET /?name=%C3%A9 HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200).expectBody(hello);
        }
    }

    @Test
    void springMvc() {
        try (ServerUnderTest server = AppServer.start("examples/spring.java"); Wire wire = Wire.to(server)) {
            wire.send("GET /hello/you HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200).expectBody("Hello, you!\n");
            wire.send("POST /order?count=2 HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 8\r\n\r\nwhat=tea");
            wire.answer("POST").expect(201).expectField("Location", "/order/1").expectBody("2 of tea\n");
        }
    }
}
