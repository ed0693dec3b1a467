package httpd.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads on the wire: read while they come, whole or not kept. */
class UploadFormServerTest {
    private static final int MOST = 64 << 20;
    private static final String END = "\r\n--b--\r\n";

    @TempDir
    private static Path directory;
    private static ServerUnderTest server;

    @BeforeAll
    static void start() {
        String[] options = {"--app", "upload:" + directory, "--limits.body", Integer.toString(MOST), "--lint"};
        server = ServerUnderTest.start(AppServer.with(options).jvm("-Xmx24m"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void empty() throws IOException {
        for (Path file : files()) Files.delete(file);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.sorted().toList();
        }
    }

    private static String head(String framing) {
        return "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n" + framing + "\r\n\r\n";
    }

    private static String part(String fileName) {
        return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\n\r\n";
    }

    private static String sized(String fileName, long content) {
        return head("Content-Length: " + (part(fileName).length() + content + END.length())) + part(fileName);
    }

    /** The server takes its time; what it is to do with the directory is seen there. */
    private static void await(String what, Predicate<List<Path>> there) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!there.test(files())) {
            assertTrue(System.nanoTime() < end, () -> what + " within 10 s; there is " + List.of(directory.toFile().list()));
            Thread.sleep(5);
        }
    }

    @Test
    void whatIsSentIsKeptByteForByte() throws IOException {
        byte[] content = new byte[5_000_000];
        new Random(2).nextBytes(content);
        try (Wire wire = Wire.to(server)) {
            wire.send(sized("five.bin", content.length)).send(content).send(END).answer().expect(303).expectKeepAlive();
            assertArrayEquals(content, Files.readAllBytes(directory.resolve("five.bin")));
            wire.send("GET /files/five.bin HTTP/1.1\r\nHost: a\r\n\r\n").answer().expect(200).expectBody(content);
        }
    }

    @Test
    void itMayComeInChunks() throws IOException {
        byte[] content = new byte[300_000];
        new Random(3).nextBytes(content);
        try (Wire wire = Wire.to(server)) {
            wire.send(head("Transfer-Encoding: chunked"));
            String form = part("chunks.bin") + new String(content, StandardCharsets.ISO_8859_1) + END;
            byte[] all = form.getBytes(StandardCharsets.ISO_8859_1);
            for (int at = 0; at < all.length; at += 7001) {
                int count = Math.min(7001, all.length - at);
                wire.send(Integer.toHexString(count) + "\r\n").send(Arrays.copyOfRange(all, at, at + count)).send("\r\n");
            }
            wire.send("0\r\n\r\n").answer().expect(303).expectKeepAlive();
        }
        assertArrayEquals(content, Files.readAllBytes(directory.resolve("chunks.bin")));
    }

    @Test
    void theBodyIsAskedFor() throws IOException {
        try (Wire wire = Wire.to(server)) {
            wire.send(head("Expect: 100-continue\r\nContent-Length: " + (part("a").length() + END.length())));
            wire.answer("POST").expect(100);
            wire.send(part("a") + END).answer().expect(303);
        }
        assertEquals(0, Files.size(directory.resolve("a")));
    }

    /** 24 MB of heap, and 60 of content. */
    @Test
    void itIsWrittenWhileItComes() throws Exception {
        byte[] piece = new byte[1 << 20];
        new Random(4).nextBytes(piece);
        try (Wire wire = Wire.to(server)) {
            wire.send(sized("large.bin", 60L * piece.length)).send(piece).send(piece);
            await("the first megabyte is in a hidden file", files -> files.size() == 1 && files.get(0).toFile().length() > 1_000_000);
            assertTrue(files().get(0).getFileName().toString().startsWith("."), "hidden until it is whole");
            for (int i = 2; i < 60; i++) wire.send(piece);
            wire.send(END).within(Duration.ofSeconds(20)).answer().expect(303);
        }
        assertEquals(List.of(directory.resolve("large.bin")), files());
        assertEquals(60L * piece.length, Files.size(directory.resolve("large.bin")));
    }

    @Test
    void nothingIsLeftOfAClientThatLeaves() throws Exception {
        for (String way : new String[] {"close", "reset", "half-close"}) {
            try (Wire wire = Wire.to(server)) {
                wire.send(sized("left.bin", 1_000_000)).send(new byte[200_000]);
                await("a part of it is written", files -> files.size() == 1 && files.get(0).toFile().length() > 100_000);
                if (way.equals("reset")) wire.reset();
                if (way.equals("half-close")) {
                    wire.halfClose();
                    await("nothing is left after a half-close", List::isEmpty);
                }
            }
            await("nothing is left after a " + way, List::isEmpty);
        }
        try (Wire wire = Wire.to(server)) {
            wire.send(sized("next.bin", 1)).send("x" + END).answer().expect(303);
        }
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        try (Wire wire = Wire.to(server)) {
            wire.send(sized("large.bin", MOST)).answer().expect(413).expectClose();
        }
        try (Wire wire = Wire.to(server)) {
            wire.send(head("Transfer-Encoding: chunked") + Integer.toHexString(part("a").length()) + "\r\n" + part("a") + "\r\n");
            byte[] piece = new byte[1 << 20];
            String size = String.format(Locale.ROOT, "%x\r\n", piece.length);
            for (int i = 0; i < MOST / piece.length; i++) {
                if (!wire.trySend(size.getBytes()) || !wire.trySend(piece) || !wire.trySend("\r\n".getBytes())) break;
            }
            wire.answer().expect(413).expectClose();
        }
        await("nothing is left", List::isEmpty);
    }

    @Test
    void aFormThatIsNotWholeIsRefused() throws Exception {
        String form = part("a.txt") + "content";
        try (Wire wire = Wire.to(server)) {
            wire.send(head("Content-Length: " + form.length()) + form).answer().expect(400);
        }
        try (Wire wire = Wire.to(server)) {
            wire.send(head("Content-Length: 1000000") + "--b\r\nno field\r\n\r\n").answer().expect(400).expectClose();
        }
        await("nothing is left", List::isEmpty);
    }
}
