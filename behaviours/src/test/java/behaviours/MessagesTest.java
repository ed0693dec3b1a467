package behaviours;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a failure tells a student: the difference with its caret, and a line that brings it about again. */
class MessagesTest {
    private static String difference(String expected, String received) {
        return Difference.between(expected.getBytes(ISO_8859_1), received.getBytes(ISO_8859_1));
    }

    private static String reproduction(String sent) {
        return Reproduction.of(sent.getBytes(ISO_8859_1), "127.0.0.1", 8002);
    }

    @Test
    void theCaretIsUnderTheFirstByteThatDiffers() {
        String[] lines = difference("Hello, World!\n", "Hello, world!\n").split("\n");
        assertEquals("  expected: Hello, World!\\n", lines[0]);
        assertEquals("  received: Hello, world!\\n", lines[1]);
        assertEquals("                   ^ byte 7: expected 'W' (0x57), received 'w' (0x77)", lines[2]);
    }

    @Test
    void escapesCountByWhatIsShown() {
        String[] lines = difference("a\r\n\0b", "a\r\n\0c").split("\n");
        assertEquals("  expected: a\\r\\n\\x00b", lines[0]);
        assertEquals(lines[0].indexOf('b'), lines[2].indexOf('^'));
    }

    @Test
    void oneMayBeShorter() {
        assertTrue(difference("abc", "ab").contains("^ byte 2: expected 'c' (0x63), received the end"));
        assertTrue(difference("", "\u00e4").contains("^ byte 0: expected the end, received 0xE4"));
    }

    @Test
    void longOnesAreCutAroundTheDifference() {
        String same = "x".repeat(1000);
        String[] lines = difference(same + "a" + same, same + "b" + same).split("\n");
        assertTrue(lines[0].length() < 150, lines[0]);
        assertEquals(lines[0].indexOf('a'), lines[2].indexOf('^'));
        assertTrue(lines[2].contains("byte 1000"));
        assertTrue(lines[1].endsWith("… (2001 bytes)"));
    }

    @Test
    void simpleRequestsAreCurlLines() {
        String fields = " HTTP/1.1\r\nHost: 127.0.0.1:8002\r\nConnection: close\r\n\r\n";
        assertEquals("curl --include --globoff --path-as-is --header 'Connection: close' 'http://127.0.0.1:8002/a?b=[1]'",
                reproduction("GET /a?b=[1]" + fields));
        assertTrue(reproduction("HEAD /" + fields).contains(" --head "));
        assertTrue(reproduction("DELETE /" + fields).contains(" --request DELETE "));
        for (String other : List.of("POST /" + fields, "GET /'" + fields, "GET *" + fields, "GET /" + fields.replace("8002", "8003"),
                "GET /" + fields.replace("1.1", "1.0"), "GET /" + fields + "x", "GET /" + fields.replace("close", "clos"))) {
            assertTrue(reproduction(other).startsWith("printf '"), other);
        }
    }

    @Test
    void otherBytesArePrinted() {
        assertEquals("printf 'a\\r\\n%%\\047\\\\\\000\\377' | nc 127.0.0.1 8002", reproduction("a\r\n%'\\\0\u00ff"));
        assertEquals("{ printf 'GET /'; head -c 9000 /dev/zero | tr '\\0' 'a'; printf ' HTTP/1.1\\r\\n'; } | nc 127.0.0.1 8002",
                reproduction("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n"));
    }

    @Property(tries = 40)
    void theShellPrintsTheBytesThatWereSent(@ForAll @Size(max = 400) byte[] bytes, @ForAll byte repeated)
            throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        byte[] sent = new byte[bytes.length + 700];
        System.arraycopy(bytes, 0, sent, 0, bytes.length);
        Arrays.fill(sent, bytes.length, sent.length, repeated);
        String line = Reproduction.of(sent, "127.0.0.1", 8002).replace(" | nc 127.0.0.1 8002", "");
        Process shell = new ProcessBuilder("/bin/sh", "-c", line).start();
        byte[] printed = shell.getInputStream().readAllBytes();
        assertEquals(0, shell.waitFor(), line);
        assertArrayEquals(sent, printed, line);
    }

    @Test
    void anyFailedAssertionIsExplained() {
        Exchange exchange = new Exchange(null, InetSocketAddress.createUnresolved("127.0.0.1", 8002));
        exchange.sent("GET".getBytes(ISO_8859_1), 0, 3);
        AssertionError plain = new AssertionError("expected this");
        AssertionError explained = Violation.explained(plain, exchange);
        assertEquals("expected this\n  reproduce:    printf 'GET' | nc 127.0.0.1 8002\n", explained.getMessage());
        assertArrayEquals(plain.getStackTrace(), explained.getStackTrace());
        assertEquals(explained, Violation.explained(explained, exchange), "said once is enough");
    }
}
