package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is refused twice, because its body is late while it waits for a worker that has no time, is answered once. */
class RefusedOnceTest {
    private static final String APPLICATION = """
            import httpd.gateway.Application;
            import httpd.http.Request;
            import httpd.http.Response;

            class Reads implements Application {
                @Override
                public Response handle(Request request) throws Exception {
                    if (request.path().equals("/busy")) Thread.sleep(30_000);
                    return Response.text(200, request.body().readAllBytes().length + "\\n");
                }

                @Override
                public boolean mayBlock(Request request) {
                    return !request.method().equals("GET");
                }

                @Override
                public boolean streams(Request request) {
                    return true;
                }
            }
            """;
    private static final String HEAD = "POST /%s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n";

    @TempDir
    private Path directory;

    @Test
    void whoIsLateIsNotTurnedAwayAsWell() throws IOException {
        Path file = Files.writeString(directory.resolve("reads.java"), APPLICATION);
        try (ServerUnderTest server = ServerUnderTest.start(Stage5.TARGET.options("--app", file.toString(), "--workers.count", "1",
                "--queue.length", "0", "--queue.timeout", "2s", "--deadlines.body", "600ms", "--log", "access"));
                Wire busy = Wire.to(server); Wire late = Wire.to(server); Wire other = Wire.to(server)) {
            busy.send(String.format(HEAD, "busy", 0));
            late.send(String.format(HEAD, "late", 10) + "x");
            late.head("POST").expect(408);
            awaitLine(server, line -> line.contains("turned away"));
            other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().expect(200); // the loop has had its turn
            assertEquals(1, server.tail().stream().filter(line -> line.contains("POST /late")).count(), server.tail().toString());
        }
    }

    private static void awaitLine(ServerUnderTest server, Predicate<String> wanted) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (server.tail().stream().noneMatch(wanted)) {
            assertTrue(System.nanoTime() < end, "the line does not come: " + server.tail());
            Thread.onSpinWait();
        }
    }
}
