import com.sun.net.httpserver.HttpExchange;
import httpd.gateway.Application;
import httpd.jdk.JdkApplication;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** A handler as it is written for the JDK's own server: five times the time of day, a second apart. */
class clock {
    static final Application app = new JdkApplication(clock::handle);

    static void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, 0); // 0: nobody knows the length
        try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 5; i++) {
                out.write((LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(1000);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
