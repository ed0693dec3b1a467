package httpd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code server.yaml} shows every key with its default, and what it says of them is true. */
class ExampleTest {
    private static final Path EXAMPLE = Path.of("server.yaml");
    private static final Pattern LINE = Pattern.compile("(?<indent> *)(?<name>[a-zA-Z/]+):( (?<value>\\S+))?");

    /** @param comment the lines above the key, as one */
    private record Entry(String value, String comment) {
    }

    @Test
    void itSetsEveryKeyToItsDefault() {
        assertEquals(Reading.options(), Reading.options("-c", EXAMPLE.toString()));
    }

    @Test
    void itHasEveryKeyOnceInOrderWithItsDefault() throws IOException {
        List<String> expected = new ArrayList<>(List.of("apps./ site"));
        Stream.of(Key.values()).map(key -> key.path() + " " + key.byDefault()).forEach(expected::add);
        List<String> found = new ArrayList<>();
        entries().forEach((name, entry) -> found.add(name + " " + entry.value()));
        assertEquals(expected, found);
    }

    @Test
    void itSaysOfEveryKeyWhatItTakes() throws IOException {
        Map<String, Entry> entries = entries();
        for (Key key : Key.values()) {
            String refusal = assertThrows(ConfigException.class, () -> key.value(key.path(), "")).getMessage();
            Matcher range = Pattern.compile("(from \\S+ to [^ ,]+|one of .*), not").matcher(refusal);
            String comment = entries.get(key.path()).comment();
            assertFalse(comment.isBlank(), key.path() + " has no comment");
            assertTrue(!range.find() || comment.contains(range.group(1)), key.path() + ": " + refusal + ", but its comment is: " + comment);
        }
    }

    /** So that this test is not blind: it understands every line, and no key hides in another form. */
    private static Map<String, Entry> entries() throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        String section = "";
        StringBuilder comment = new StringBuilder();
        for (String line : Files.readAllLines(EXAMPLE)) {
            Matcher key = LINE.matcher(line);
            if (line.strip().startsWith("#")) {
                comment.append(line.strip().substring(1));
            } else if (!key.matches()) {
                assertEquals("", line, "a line that is neither a comment nor a key");
            } else if (key.group("value") == null) {
                section = key.group("name") + ".";
                comment.setLength(0);
            } else {
                String name = (key.group("indent").isEmpty() ? "" : section) + key.group("name");
                assertEquals(null, entries.put(name, new Entry(key.group("value"), comment.toString())), name + " comes twice");
                comment.setLength(0);
            }
        }
        return entries;
    }
}
