package httpd.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever stands in a file, it is a configuration, or one line says why it is none. */
class ConfigFilePropertyTest {
    private static final Path FILE = temporary();

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(FILE);
    }

    @Property(tries = 500)
    void anyBytes(@ForAll byte[] bytes) {
        check(bytes);
    }

    @Property(tries = 500)
    void anyText(@ForAll String text) {
        check(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 2000)
    void anythingThatLooksLikeYaml(@ForAll("pieces") String text) {
        check(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a slip of the hand does to a good file: a piece is lost, or comes twice, or something stands where it should not. */
    @Property(tries = 500)
    void aDamagedConfiguration(@ForAll @IntRange(min = 0) int from, @ForAll @IntRange(max = 60) int length,
            @ForAll("pieces") String instead) throws IOException {
        String text = Files.readString(Path.of("server.yaml")).replaceAll("(?m)^ *#.*\n", "");
        int start = from % text.length();
        int end = Math.min(text.length(), start + length);
        check((text.substring(0, start) + instead + text.substring(end)).getBytes(StandardCharsets.UTF_8));
        check((text.substring(0, end) + text.substring(start)).getBytes(StandardCharsets.UTF_8));
    }

    private static void check(byte[] text) {
        Reading.write(FILE, text);
        try {
            CommandLine.read(new String[] {"-c", FILE.toString()});
        } catch (ConfigException e) {
            String message = e.getMessage();
            assertTrue(message.matches("\\Q" + FILE + "\\E:[0-9]+: [^\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]+"), message);
            assertTrue(message.length() < FILE.toString().length() + 1300, message); // 200 characters, each of them escaped at worst
            int line = Integer.parseInt(message.substring(FILE.toString().length()).split(":", 3)[1]);
            long lines = (new String(text, StandardCharsets.UTF_8) + ".").lines().count();
            assertTrue(line >= 1 && line <= lines, "of " + lines + " lines: " + message);
        }
    }

    @Provide
    Arbitrary<String> pieces() {
        Arbitrary<String> pieces = Arbitraries.of("workers", "count", "log", "none", "deadlines", "idle", "10s", "16", ":",
                ": ", ":\n  ", "\n", "\n  ", "\r\n", "\r", "\t", " ", "- ", "? ", "[", "]", "{", "}", ", ", "&a ", "*a", "!",
                "!!str ", "!<", "!a!b", "%", "%zz", "%YAML 1.2\n", "%YAML 2.0\n", "%TAG ! tag:x\n", "\"", "'", "\\", "\\x",
                "\\u12", "\\UFFFFFFFF", "\\n", "|", "|9", "|0", "|+2", ">", "---\n", "...\n", "#", " # c", "~", "null", "@",
                "`", "<<", "\uFEFF", "\u0085", "\u2028", "\u00E9", "\uD83D\uDE00", "\uFFFF", "\0", "\u001B");
        return pieces.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("server", ".yaml");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
