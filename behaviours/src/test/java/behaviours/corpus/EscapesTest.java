package behaviours.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {
    private static String decoded(String text) {
        return new String(Escapes.decode(text), StandardCharsets.ISO_8859_1);
    }

    @Test
    void escapesStandForBytes() {
        assertEquals("a\r\n\t\\b}", decoded("a\\r\\n\\t\\\\b\\}"));
        assertArrayEquals(new byte[] {0, 0x7F, (byte) 0x80, (byte) 0xFF}, Escapes.decode("\\x00\\x7f\\x80\\xFF"));
    }

    @Test
    void lineEndsOfTheFileMeanNothing() {
        assertEquals("GET / HTTP/1.1\r\n\r\n", decoded("GET / HTTP/1.1\\r\\n\n\\r\\n\r\n"));
    }

    @Test
    void repetitionsNest() {
        assertEquals("aaa", decoded("\\{3*a}"));
        assertEquals("abbabb\r\n", decoded("\\{2*a\\{2*b}}\\r\\n"));
        assertEquals("}}", decoded("\\{2*\\}}"));
        assertEquals("{3*a}", decoded("{3*a}"));
        assertEquals(9000, decoded("\\{9000*a}").length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "\\q", "\\x4", "\\xgg", "\\{3*a", "\\{a}", "\\{0*a}", "\\{-1*a}", "\u00e9", "\t", "\\x+1"})
    void everythingElseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Escapes.decode(text));
    }
}
