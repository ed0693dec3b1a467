package httpd.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SiteTest {
    @Test
    void thePatternIsTheSameHoweverItIsRead() throws IOException {
        byte[] expected = new byte[70_000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Pattern.at(i);
        }
        assertArrayEquals(expected, new Pattern(expected.length).readAllBytes());
        try (Pattern single = new Pattern(300)) {
            for (int i = 0; i < 300; i++) {
                assertEquals(expected[i] & 0xFF, single.read());
            }
            assertEquals(-1, single.read());
        }
    }
}
