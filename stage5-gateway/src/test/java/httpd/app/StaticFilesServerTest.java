package httpd.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Violation;
import behaviours.Wire;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on the wire, by the program as it is started. */
class StaticFilesServerTest {
    private static final int LARGE = 8_000_000;

    @TempDir
    private static Path directory;
    private static Path root;
    private static ServerUnderTest server;

    @BeforeAll
    static void start() throws IOException {
        root = Files.createDirectories(directory.resolve("root"));
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.writeString(root.resolve("hello.txt"), "Hello, World!\n");
        Files.createDirectories(root.resolve("sub"));
        Files.writeString(root.resolve("sub/index.html"), "<p>sub");
        byte[] large = new byte[LARGE];
        new Random(5).nextBytes(large);
        Files.write(root.resolve("large.bin"), large);
        String[] options = {"--app", "/=static:" + root, "--app", "/files=static:" + root, "--lint"};
        server = ServerUnderTest.start(AppServer.with(options).jvm("-Xmx24m"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String request(String method, String target, String... lines) {
        return method + " " + target + " HTTP/1.1\r\nHost: a\r\n" + (lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n") + "\r\n";
    }

    @Test
    void aConnectionLastsWhateverIsAsked() {
        try (Wire wire = Wire.to(server)) {
            Answer first = wire.send(request("GET", "/hello.txt")).answer();
            first.expect(200).expectBody("Hello, World!\n").expectField("Content-Length", "14").expectKeepAlive();
            String tag = first.field("ETag");
            wire.send(request("HEAD", "/hello.txt")).answer("HEAD").expect(200).expectField("Content-Length", "14").expectBody("");
            wire.send(request("GET", "/hello.txt", "If-None-Match: " + tag)).answer().expect(304).expectBody("")
                    .expectNoField("Content-Length").expectNoField("Transfer-Encoding").expectField("ETag", tag);
            wire.send(request("GET", "/hello.txt", "Range: bytes=7-11")).answer().expect(206).expectBody("World")
                    .expectField("Content-Range", "bytes 7-11/14");
            wire.send(request("GET", "/hello.txt", "Range: bytes=14-")).answer().expect(416).expectField("Content-Range", "bytes */14");
            wire.send(request("POST", "/hello.txt")).answer().expect(405).expectField("Allow", "GET, HEAD, OPTIONS");
            wire.send(request("GET", "/sub")).answer().expect(301).expectField("Location", "/sub/");
            wire.send(request("GET", "/files/sub")).answer().expect(301).expectField("Location", "/files/sub/");
            wire.send(request("GET", "/files")).answer().expect(301).expectField("Location", "/files/");
            wire.send(request("GET", "/files/sub/")).answer().expect(200).expectBody("<p>sub").expectKeepAlive();
        }
    }

    @Test
    void noTargetLeadsOut() {
        for (String target : new String[] {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt",
            "/sub/../../secret.txt", "/files/../../secret.txt", "/files/..%2f..%2fsecret.txt", "/hello.txt%00", "/%ff", "/%zz",
            "//secret.txt", "/%2f/secret.txt", "http://a/../secret.txt", "/.%2e/%2e./secret.txt"}) {
            try (Wire wire = Wire.to(server)) {
                Answer answer = wire.send(request("GET", target)).answer();
                answer.expectOneOf(400, 404);
                assertFalse(answer.text().contains("secret"), target);
            }
        }
    }

    @Test
    void aLargeFileIsWhole() throws IOException {
        byte[] expected = Files.readAllBytes(root.resolve("large.bin"));
        try (Wire wire = Wire.to(server)) {
            wire.send(request("GET", "/large.bin")).head("GET").expect(200).expectField("Content-Length", Integer.toString(LARGE));
            byte[] body = new byte[LARGE];
            int[] at = {0};
            wire.readBody(LARGE, (bytes, from, count) -> {
                System.arraycopy(bytes, from, body, at[0], count);
                at[0] += count;
            });
            assertArrayEquals(expected, body);
            wire.send(request("GET", "/hello.txt")).answer().expect(200);
        }
    }

    /** What has been promised cannot come any more: the connection ends, which is all that can still be said. */
    @Test
    void aFileThatShrinksIsCut() throws IOException {
        long size = 50L * LARGE; // more than any socket keeps; a hole, so it takes no place
        try (RandomAccessFile file = new RandomAccessFile(root.resolve("shrinks.bin").toFile(), "rw"); Wire wire = Wire.to(server)) {
            file.setLength(size);
            wire.send(request("GET", "/shrinks.bin")).head("GET").expect(200);
            file.setLength(1000);
            Violation cut = assertThrows(Violation.class, () -> wire.readBody(size, (bytes, from, count) -> { }));
            assertTrue(cut.getMessage().contains("the stream ended") || cut.getMessage().contains("reset"), cut.getMessage());
        }
        try (Wire wire = Wire.to(server)) {
            wire.send(request("GET", "/hello.txt")).answer().expect(200);
        }
    }

    @Test
    void filesAreClosedAgain() {
        long before = server.figures().descriptors();
        for (int i = 0; i < 20; i++) {
            try (Wire wire = Wire.to(server)) {
                wire.send(request("GET", "/large.bin")).head("GET").expect(200); // and leaves
            }
            try (Wire wire = Wire.to(server)) {
                wire.send(request("HEAD", "/large.bin"));
                wire.send(request("GET", "/hello.txt", "Range: bytes=1-2") + request("GET", "/hello.txt", "If-None-Match: *"));
                wire.send(request("GET", "/hello.txt", "Range: bytes=99-"));
                wire.answer("HEAD").expect(200);
                wire.answer().expect(206);
                wire.answer().expect(304);
                wire.answer().expect(416);
            }
        }
        server.awaitFigures("descriptors", Duration.ofSeconds(10), figures -> figures.descriptors() <= before + 2);
    }

    @Test
    void octetsAreNotTakenForCharacters() {
        byte[] target = request("GET", "/%e2%82%ac").getBytes(StandardCharsets.US_ASCII);
        try (Wire wire = Wire.to(server)) {
            wire.send(target).answer().expect(404).expectKeepAlive();
        }
    }
}
