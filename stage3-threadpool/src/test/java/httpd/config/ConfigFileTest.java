package httpd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration file may be, and what is said of one that may not: its name, the line, and what is wrong there. */
class ConfigFileTest {
    private static final Config DEFAULTS = Reading.options();
    private static final Config COUNT_2 = Reading.options("--workers.count", "2");

    @TempDir
    private Path directory;

    @Test
    void aFileMaySayNothing() {
        for (String text : new String[] {"", "\n\n  \n", "# only\n# comments\n", "---\n", "---\n...\n", "null\n", "~\n", "{}\n", "\uFEFF",
                "workers:\n  # count: 2\n", "workers: ~\n", "workers: {}\nlog: none\n"}) {
            assertEquals(DEFAULTS, read(text), shown(text));
        }
    }

    @Test
    void aKeyMayBeWrittenInEveryWayThatYamlHas() {
        for (String text : new String[] {"workers:\n  count: 2\n", "workers:\n  count: 2", "workers: {count: 2}", "{workers: {count: 2}}",
                "workers.count: 2", "---\nworkers:\n  count: 2\n...\n", "%YAML 1.2\n---\nworkers:\n  count: 2\n",
                "\"workers\":\n    'count': 2 # two\n", "workers:\n  count:\n    2\n", "workers:\n  count: !!int 2\n"}) {
            assertEquals(COUNT_2, read(text), shown(text));
        }
    }

    @Test
    void lineEndsTabsAndAByteOrderMarkAreUnderstood() {
        for (String text : new String[] {"workers:\r\n  count: 2\r\n", "workers:\r  count: 2\r", "\uFEFFworkers:\n  count: 2\n",
                "workers:\n  count:\t2\t# two\n", "workers:\t\n  count: 2\n"}) {
            assertEquals(COUNT_2, read(text), shown(text));
        }
    }

    /** Each key knows what it takes, so it does not matter what YAML would take a value for. */
    @Test
    void quotesMakeNoDifference() {
        for (String text : new String[] {"workers:\n  count: \"2\"\n", "workers:\n  count: '2'\n", "workers:\n  count: 002\n"}) {
            assertEquals(COUNT_2, read(text), shown(text));
        }
        assertEquals(DEFAULTS, read("log: \"none\"\nlistener: {host: '127.0.0.1', port: '8003'}\n"));
        assertEquals(Reading.options("--host", "1.10"), read("listener:\n  host: 1.10\n"), "1.10 is no number here");
        assertEquals(Reading.options("--host", "null"), read("listener:\n  host: 'null'\n"));
    }

    @Test
    void anUnknownKeyIsRefusedAndTheNearestNamed() {
        refused(4, "unknown key 'deadlines.iddle'; the nearest one is 'deadlines.idle'",
                "listener:\n  backlog: 5\ndeadlines:\n  iddle: 1s\n");
        refused(2, "unknown key 'worker'; the nearest one is 'workers'", "log: none\nworker:\n  count: 2\n");
        refused(1, "unknown key 'port'; the nearest one is 'listener.port'", "port: 8080\n");
        refused(2, "unknown key 'workers.workers.count'; the nearest one is 'workers.count'", "workers:\n  workers.count: 2\n");
        refused(2, "unknown key 'log.access'; the nearest one is", "log: none\nlog.access: true\n");
        refused(1, "unknown key 'Log'; the nearest one is 'log'", "Log: none\n");
        refused(1, "unknown key '~'", "~: none\n");
        refused(1, "unknown key '<<'", "<<: {log: none}\n");
        refused(1, "unknown key ''", "\"\": none\n");
    }

    @Test
    void aValueThatItsKeyDoesNotTakeIsRefused() {
        refused(2, "workers.count takes a number from 1 to 10000, not 'many'", "workers:\n  count: many\n");
        for (String value : new String[] {"0", "10001", "-1", "+1", "2.0", "2e1", "0x10", "0o17", "1_0", "99999999999999999999", "\u0662",
                "true", "2 3"}) {
            refused(2, "workers.count takes a number from 1 to 10000, not '" + value + "'", "workers:\n  count: " + value + "\n");
        }
        for (String value : new String[] {"10", "0s", "0ms", "1h", "1 s", "1.5s", "-1s", "3601s", "3600001ms", "9999999999s", "soon",
                "\u0661s"}) {
            refused(3, "deadlines.idle takes a duration such as 500ms or 2s, from 1ms to 3600s, not '" + value + "'",
                    "log: none\ndeadlines:\n  idle: " + value + "\n");
        }
        refused(1, "workers.kind takes one of pool, thread, virtual, not 'robots'", "workers: {kind: robots}\n");
        refused(1, "log takes one of none, access, wire, not 'Access'", "log: Access\n");
        refused(1, "log takes one of none, access, wire, not ''", "log: ''\n");
        refused(2, "listener.host takes a name or an address, not ''", "listener:\n  host: ''\n");
        refused(2, "listener.host takes a name or an address, not 'a b'", "listener:\n  host: a b\n");
    }

    @Test
    void aKeyTakesOneValue() {
        for (String value : new String[] {"", " ~", " null", " [1, 2]", "\n    - 1\n    - 2", " {a: 1}", "\n    a: 1", " []"}) {
            refused(2, "workers.count takes one value", "workers:\n  count:" + value + "\n");
        }
    }

    @Test
    void aSectionTakesKeys() {
        for (String value : new String[] {" 3", " ''", " [count, 2]", "\n  - count: 2"}) {
            refused(2, "workers is a section: its keys stand below it, further to the right", "log: none\nworkers:" + value + "\n");
        }
        refused(3, "unknown key 'count'; the nearest one is 'workers.count'", "log: none\nworkers:\ncount: 2\n");
    }

    @Test
    void aConfigurationIsMadeOfKeys() {
        for (String text : new String[] {"- log\n", "[log]\n", "log\n", "3\n", "'null'\n", "--- |\n log: none\n"}) {
            refused(1, "a configuration is made of keys, such as 'log: access'", text);
        }
        refused(2, "a key is a word", "log: none\n? [a]\n: b\n");
        refused(1, "a key is a word", "{{log: none}: none}\n");
    }

    @Test
    void aKeyComesOnce() {
        refused(3, "the key 'workers.count' comes twice", "workers:\n  count: 2\n  count: 2\n");
        refused(3, "the key 'workers' comes twice", "workers:\n  count: 2\nworkers:\n  kind: pool\n");
        refused(3, "the key 'workers.count' comes twice", "workers:\n  count: 2\nworkers.count: 2\n");
        refused(4, "the key 'log' comes twice", "log: none\n\n# again\n'log': none\n");
    }

    @Test
    void oneDocumentIsEnough() {
        refused(2, "a second document begins; a configuration is one", "log: none\n---\nlog: wire\n");
        refused(2, "a second document begins; a configuration is one", "---\n---\nlog: wire\n");
        refused(3, "this is not YAML: ", "log: none\n...\nlog: wire\n");
    }

    @Test
    void anchorsAndAliasesAreRefused() {
        String problem = "anchors (&) and aliases (*) are not understood here";
        refused(2, problem, "log: none\nworkers: &a\n  count: 2\nqueue: *a\n");
        refused(1, problem, "log: *undefined\n");
        refused(1, problem, "&a workers: *a\n");
        refused(1, problem, "&a\nworkers: *a\n");
        refused(1, problem, "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n");
    }

    @Test
    void whatIsNotYamlIsRefused() {
        refused(2, "this is not YAML: ", "workers:\n  count: ]\n");
        refused(2, "this is not YAML: ", "workers:\n\tcount: 2\n");
        refused(1, "this is not YAML: ", "\tlog: none\n");
        refused(3, "this is not YAML: ", "workers:\n  count: 2\n kind: pool\n");
        refused(2, "this is not YAML: ", "workers:\n  count: @2\n");
        refused(2, "this is not YAML: ", "log: \"none\n");
        refused(1, "this is not YAML: ", "log: \"\\q\"\n");
        refused(2, "this is not YAML: ", "{log: none\n");
        refused(1, "this is not YAML: ", "%YAML 2.0\n---\nlog: none\n");
        refused(1, "this is not YAML: ", "\"\\x");
        refused(1, "this is not YAML: ", "\u0085: <<\u0085: \"");
    }

    /** An error while the file is read would have no line, and one while the message is printed would have several. */
    @Test
    void controlCharactersAreRefusedAndNeverPrinted() {
        refused(2, "this is not YAML: it has no character \\u0000", "log: none\n\0");
        refused(3, "this is not YAML: it has no character \\u001b", "log: none\r\n\r\n# \u001B[2J\r\n");
        refused(3, "this is not YAML: it has no character \\u0007", "log: none\r\r\u0007");
        refused(1, "this is not YAML: it has no character \\uffff", "log: \uFFFF\n");
        refused(1, "log takes one of none, access, wire, not 'a\\u0000\\u000a\\u001b[2J'", "log: \"a\\0\\n\\e[2J\"\n");
        refused(1, "log takes one of none, access, wire, not 'none\\u000amore\\u000a'", "log: |\n  none\n  more\n");
        refused(1, "unknown key 'a\\u000ab'", "\"a\\nb\": 1\n");
        refused(1, "log takes one of none, access, wire, not '\\u0085\\u2028\\u2029\\u202e\\ufeff'",
                "log: \"\\u0085\\u2028\\u2029\\u202E\\uFEFF\"\n");
        refused(1, "log takes one of none, access, wire, not '\u00E9 \u4E2D \uD83D\uDE00'", "log: \u00E9 \u4E2D \uD83D\uDE00\n");
    }

    @Test
    void whatIsNotUtf8IsRefusedWithItsLine() {
        Path file = directory.resolve("server.yaml");
        Reading.write(file, "log: none\n# caf\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(file + ":2: this is not text in UTF-8", Reading.problemOf("-c", file.toString()));
        Reading.write(file, new byte[] {'l', 'o', 'g', ':', ' ', (byte) 0xC3}); // cut in the middle of a character
        assertEquals(file + ":1: this is not text in UTF-8", Reading.problemOf("-c", file.toString()));
        Reading.write(file, "\uFEFFlog: none\n".getBytes(StandardCharsets.UTF_16BE));
        assertEquals(file + ":1: this is not text in UTF-8", Reading.problemOf("-c", file.toString()));
    }

    @Test
    void whatIsTooLongIsRefused() {
        String longest = "log: none\n" + "#".repeat(65_526);
        assertEquals(DEFAULTS, read(longest));
        assertEquals(directory.resolve("server.yaml") + ": a configuration has at most 65536 bytes", problem(longest + "#"));
    }

    @Test
    void whatNeverEndsIsTooLong() {
        Path endless = Path.of("/dev/zero");
        assumeTrue(Files.exists(endless), "there is no /dev/zero here");
        assertEquals("/dev/zero: a configuration has at most 65536 bytes", Reading.problemOf("-c", endless.toString()));
    }

    /** A parser that follows what is nested by recursion runs out of stack. */
    @Test
    void whatIsNestedDeeplyIsRefused() {
        refused(1, "a configuration is made of keys", "[".repeat(60_000));
        refused(1, "a key is a word", "{".repeat(60_000));
        refused(1, "unknown key 'a'", "{a: ".repeat(15_000));
        refused(1, "a configuration is made of keys", "- ".repeat(30_000));
        refused(1, "a key is a word", "? ".repeat(30_000));
        refused(1, "log takes one value", "log: " + "[".repeat(60_000));
        refused(2, "unknown key 'workers.workers'", "workers:\n  workers: " + "{workers: ".repeat(5_000));
        StringBuilder stairs = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            stairs.append(" ".repeat(i)).append("workers:\n");
        }
        refused(2, "unknown key 'workers.workers'", stairs.toString());
    }

    /** A line for a person, not a copy of the file. */
    @Test
    void aMessageIsShortWhateverTheFileSays() {
        refused(1, "log takes one of none, access, wire, not 'xxxx", "log: " + "x".repeat(60_000) + "\n");
        refused(1, "unknown key 'xxxx", "? " + "x".repeat(60_000) + "\n: none\n");
        refused(1, "this is not YAML: ", "!" + "x".repeat(60_000) + "!x log\n");
    }

    @Test
    void aFileThatIsNoneIsRefused() {
        String absent = directory.resolve("absent.yaml").toString();
        assertEquals(absent + ": there is no such file", Reading.problemOf("-c", absent));
        assertEquals(directory + ": this is a directory, not a file", Reading.problemOf("-c", directory.toString()));
        assertEquals("a\\u0000b: cannot be read: ", Reading.problemOf("-c", "a\0b").substring(0, 26));
    }

    @Test
    void aFileThatMayNotBeReadIsRefused() throws IOException {
        Path file = Reading.write(directory.resolve("locked.yaml"), "log: none\n");
        Files.setPosixFilePermissions(file, Set.of());
        assumeTrue(!Files.isReadable(file), "whoever runs this test may read every file");
        assertEquals(file + ": this file may not be read", Reading.problemOf("-c", file.toString()));
    }

    private Config read(String text) {
        return Reading.options("-c", file(text));
    }

    private String problem(String text) {
        return Reading.problemOf("-c", file(text));
    }

    private String file(String text) {
        return Reading.write(directory.resolve("server.yaml"), text).toString();
    }

    private void refused(int line, String problem, String text) {
        String message = problem(text);
        String expected = directory.resolve("server.yaml") + ":" + line + ": " + problem;
        assertTrue(message.startsWith(expected), () -> "expected: " + expected + "\n received: " + message + "\n of: " + shown(text));
        assertTrue(message.length() < expected.length() + 250, () -> "too long: " + message);
        assertTrue(message.codePoints().noneMatch(Character::isISOControl), () -> "control characters in: " + shown(message));
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(200, text.length())).replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
