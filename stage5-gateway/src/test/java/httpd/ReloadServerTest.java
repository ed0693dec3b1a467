package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source file is changed while clients are connected: none of them notices but by the answers. */
class ReloadServerTest {
    private static final Duration COMPILED = Duration.ofSeconds(20); // on a machine that does much else

    @TempDir
    private Path directory;

    @Test
    void aConnectionOutlivesTheVersions() throws IOException {
        Path file = version("one");
        try (ServerUnderTest server = start(file); Wire wire = Wire.to(server).within(COMPILED)) {
            says("one", wire);
            version("two, which is longer");
            says("two, which is longer", wire);
            Files.writeString(file, "nonsense");
            says("two, which is longer", wire);
            version("four");
            says("four", wire);
            assertEquals(List.of("loaded " + file + " again"), Printed.before("nonsense", server).subList(0, 1));
        }
    }

    /** It has sent one half when the file is changed, and sends the other half when that is told to it by another client. */
    @Test
    void aRequestThatIsUnderWayEndsAsItBegan() throws IOException {
        Path go = directory.resolve("go");
        Path file = version("old");
        try (ServerUnderTest server = start(file); Wire slow = Wire.to(server).within(COMPILED);
                Wire quick = Wire.to(server).within(COMPILED)) {
            slow.send("GET /slow?" + go.toUri().getRawPath() + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(200, slow.head("GET").status());
            says("old", quick);
            version("the new one");
            says("the new one", quick);
            Files.createFile(go);
            StringBuilder body = new StringBuilder();
            slow.readBody("3\r\nold\r\n3\r\nold\r\n0\r\n\r\n".length(), (bytes, from, length) -> {
                body.append(new String(bytes, from, length, StandardCharsets.ISO_8859_1));
            });
            assertEquals("3\r\nold\r\n3\r\nold\r\n0\r\n\r\n", body.toString());
            says("the new one", slow);
        }
    }

    private static ServerUnderTest start(Path file) {
        return ServerUnderTest.start(Stage5.TARGET.options("--app", file.toString(), "--reload"));
    }

    private static void says(String text, Wire wire) {
        wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200).expectBody(text).expectKeepAlive();
    }

    private Path version(String text) throws IOException {
        return Files.writeString(directory.resolve("hello.java"), """
                import httpd.gateway.Application;
                import httpd.http.Body;
                import httpd.http.Request;
                import httpd.http.Response;
                import java.nio.file.Files;
                import java.nio.file.Path;

                public class Hello implements Application {
                    static String text() {
                        return "TEXT";
                    }

                    public Response handle(Request request) {
                        if (!request.path().equals("/slow")) {
                            return Response.text(200, text());
                        }
                        Path go = Path.of(request.query());
                        return Response.of(200, "text/plain", out -> {
                            out.write(text().getBytes());
                            out.flush();
                            while (!Files.exists(go)) {
                                java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
                            }
                            out.write(text().getBytes());
                        });
                    }
                }
                """.replace("TEXT", text));
    }
}
