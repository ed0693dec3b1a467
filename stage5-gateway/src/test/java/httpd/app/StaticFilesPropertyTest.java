package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in a path or in a range, what comes is what may be seen, byte for byte. */
class StaticFilesPropertyTest {
    private static final int SIZE = 50_000;
    private static Path directory;
    private static byte[] content;
    private static StaticFiles files;

    @BeforeContainer
    static void fill() throws IOException {
        directory = Files.createTempDirectory("static-files");
        Files.createDirectories(directory.resolve("root/sub"));
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.writeString(directory.resolve("root/.secret.txt"), "secret");
        Files.writeString(directory.resolve("root/open.txt"), "open");
        Files.writeString(directory.resolve("root/sub/open.txt"), "open");
        content = new byte[SIZE];
        new Random(5).nextBytes(content);
        Files.write(directory.resolve("root/content"), content);
        files = new StaticFiles(directory.resolve("root"));
    }

    @AfterContainer
    static void empty() throws IOException {
        List<String> inside = List.of("content", "sub/open.txt", "open.txt", ".secret.txt", "sub", "../secret.txt", "", "..");
        for (String name : inside) {
            Files.delete(directory.resolve("root").resolve(name).normalize());
        }
    }

    @Property(tries = 2000)
    void noPathLeadsOut(@ForAll("paths") String path) throws IOException {
        Response answer = files.handle(Request.of("GET", path));
        assertTrue(List.of(200, 301, 404).contains(answer.status()), path);
        String text = Answers.text(answer);
        if (answer.status() == 200) {
            assertEquals("open", text, path);
        }
        if (answer.status() == 301) {
            assertTrue(answer.headers().get("Location").matches("/sub/"), path + " is at " + answer.headers().get("Location"));
        }
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> pieces = Arbitraries.of("..", ".", "/", "%2f", "%2e", "%2E.", "\\", "%5c", "%00", "%c0%ae", "%c0%af", "%25",
                "sub", "root", "open.txt", "secret.txt", ".secret.txt", ":", "%20", "/../", "/sub/", "/sub");
        return pieces.list().ofMaxSize(9).map(list -> "/" + String.join("", list));
    }

    @Property(tries = 300)
    void aPartIsWhatStandsThere(@ForAll @LongRange(max = SIZE - 1) long first, @ForAll @LongRange(min = 1, max = SIZE) long length)
            throws IOException {
        long last = Math.min(SIZE - 1, first + length - 1);
        Response answer = files.handle(Request.of("GET", "/content").with("Range", "bytes=" + first + "-" + last));
        assertEquals(206, answer.status());
        assertEquals(last - first + 1, answer.body().length());
        assertTrue(Arrays.equals(content, (int) first, (int) last + 1, Answers.bytes(answer), 0, (int) (last - first + 1)));
    }
}
