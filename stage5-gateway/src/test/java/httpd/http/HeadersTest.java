package httpd.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    @Test
    void namesAreCaseInsensitiveAndOrderIsKept() {
        Headers headers = new Headers().add("Set-Cookie", "a=1").add("X", "y").add("set-cookie", "b=2");
        assertEquals("a=1", headers.get("SET-COOKIE"));
        assertEquals(List.of("a=1", "b=2"), headers.all("Set-Cookie"));
        assertEquals("set-cookie", headers.name(2));
        assertEquals(3, headers.size());
        assertNull(headers.get("Y"));
        assertFalse(headers.has("Set"));
    }

    @Test
    void fieldsAreKeptInTheFormInWhichTheyAreSent() {
        OutputBuffer out = new OutputBuffer();
        Headers headers = new Headers();
        for (int i = 0; i < 40; i++) {
            headers.add("X-" + i, "caf\u00E9");
        }
        headers.putInto(out);
        String text = new String(out.array(), out.start(), out.length(), StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("X-0: caf\u00E9\r\nX-1: caf\u00E9\r\n") && text.endsWith("X-39: caf\u00E9\r\n"), text);
        assertEquals("caf\u00E9", headers.get("x-39"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0b", "a\u007Fb", "a\u000Bb", "snow \u2603", " a", "a ", "\ta"})
    void aValueThatNoFieldMayHaveIsRefused(String value) {
        Headers headers = new Headers();
        assertThrows(IllegalArgumentException.class, () -> headers.add("X", value));
        assertEquals(0, headers.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "a\r\n", "\u00E9", "(a)", "snow\u2603"})
    void aNameThatIsNoTokenIsRefused(String name) {
        Headers headers = new Headers();
        assertThrows(IllegalArgumentException.class, () -> headers.add(name, "x"));
        assertEquals(0, headers.size());
    }

    @Test
    void listsAreSearchedMemberByMember() {
        Headers headers = new Headers().add("Connection", "keep-alive ,\tClose,").add("Connection", "TE");
        assertTrue(headers.lists("connection", "close"));
        assertTrue(headers.lists("Connection", "te"));
        assertTrue(headers.lists("Connection", "Keep-Alive"));
        assertFalse(headers.lists("Connection", "alive"));
        assertFalse(headers.lists("X", "te"));
    }

    @Test
    void aCopyHasBytesOfItsOwn() {
        Headers headers = new Headers().add("A", "1").add("B", "2").add("a", "3");
        Headers copy = headers.copy();
        copy.add("C", "4");
        assertEquals(3, headers.size());
        assertEquals(List.of("1", "3"), copy.all("A"));
        assertEquals("4", copy.get("c"));
    }

    @Test
    void fieldsCanBeLeftOut() {
        Headers headers = new Headers().add("A", "1").add("B", "2").add("a", "3");
        assertEquals(1, headers.without("a").size());
        assertEquals("2", headers.without("a").get("B"));
        assertEquals(3, headers.size());
    }
}
