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

/** A request whose body is late is refused, and nobody answers it any more: neither who turns away, nor the application. */
class RefusedOnceTest {
    private static final String APPLICATION = """
            import httpd.gateway.Application;
            import httpd.http.Request;
            import httpd.http.Response;
            import java.io.IOException;

            class Reads implements Application {
                @Override
                public Response handle(Request request) throws Exception {
                    if (request.path().equals("/busy")) Thread.sleep(30_000);
                    try {
                        return Response.text(200, request.body().readAllBytes().length + "\\n");
                    } catch (IOException e) {
                        return Response.of(200, "text/plain", out -> out.write(new byte[1_000_000]));
                    }
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
        try (ServerUnderTest server = start();
                Wire busy = Wire.to(server); Wire late = Wire.to(server); Wire other = Wire.to(server)) {
            busy.send(String.format(HEAD, "busy", 0));
            late.send(String.format(HEAD, "late", 10) + "x");
            late.head("POST").expect(408);
            awaitLine(server, line -> line.contains("turned away"));
            other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().expect(200); // the loop has had its turn
            assertAnsweredOnce("POST /late", server);
        }
    }

    /** It answers all the same, with more than fits into a pipe: nobody takes it, and nobody waits for that. */
    @Test
    void whatTheApplicationSaysAfterwardsIsForNobody() throws IOException {
        try (ServerUnderTest server = start(); Wire late = Wire.to(server); Wire other = Wire.to(server)) {
            late.send(String.format(HEAD, "late", 10) + "x");
            late.head("POST").expect(408);
            other.send(String.format(HEAD, "next", 0)).answer().expect(200); // by the only worker there is
            assertAnsweredOnce("POST /late", server);
        }
    }

    private ServerUnderTest start() throws IOException {
        Path file = Files.writeString(directory.resolve("reads.java"), APPLICATION);
        return ServerUnderTest.start(Stage5.TARGET.options("--app", file.toString(), "--workers.count", "1", "--queue.length", "0",
                "--queue.timeout", "2s", "--deadlines.body", "600ms", "--log", "access"));
    }

    private static void assertAnsweredOnce(String request, ServerUnderTest server) {
        assertEquals(1, server.tail().stream().filter(line -> line.contains(request + " HTTP")).count(), server.tail().toString());
    }

    private static void awaitLine(ServerUnderTest server, Predicate<String> wanted) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (server.tail().stream().noneMatch(wanted)) {
            assertTrue(System.nanoTime() < end, "the line does not come: " + server.tail());
            Thread.onSpinWait();
        }
    }
}
