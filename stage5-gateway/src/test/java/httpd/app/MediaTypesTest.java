package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MediaTypesTest {
    @Test
    void textSaysHowItIsEncoded() {
        assertEquals("text/html; charset=utf-8", MediaTypes.of("index.html"));
        assertEquals("text/css; charset=utf-8", MediaTypes.of("a.b.css"));
        assertEquals("text/javascript; charset=utf-8", MediaTypes.of("a.js"));
        assertEquals("text/plain; charset=utf-8", MediaTypes.of("README.md"));
    }

    @Test
    void whatIsNoTextDoesNot() {
        assertEquals("application/json", MediaTypes.of("a.json"));
        assertEquals("image/svg+xml", MediaTypes.of("a.svg"));
        assertEquals("image/jpeg", MediaTypes.of("a.jpeg"));
    }

    @Test
    void theCaseDoesNotCount() {
        assertEquals("image/gif", MediaTypes.of("A.GIF"));
        assertEquals("text/html; charset=utf-8", MediaTypes.of("INDEX.HTML"));
    }

    @Test
    void nobodyGuessesWhatIsNotKnown() {
        for (String name : new String[] {"a", "a.", "a.unknown", "html", ".", ""}) {
            assertEquals(name.equals("html") ? "text/html; charset=utf-8" : "application/octet-stream", MediaTypes.of(name), name);
        }
    }
}
