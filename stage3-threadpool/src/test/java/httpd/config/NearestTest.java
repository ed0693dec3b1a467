package httpd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has misspelt a word is told which one was meant. */
class NearestTest {
    @Test
    void everyNameIsNearestToItself() {
        for (String name : Key.names()) {
            assertEquals(name, Nearest.to(name, Key.names()));
        }
    }

    @Test
    void oneSlipIsForgiven() {
        for (Key key : Key.values()) {
            String name = key.path();
            int last = name.length() - 1;
            assertEquals(name, Nearest.to(name + "s", Key.names()));
            assertEquals(name, Nearest.to(name.substring(0, last), Key.names()));
            assertEquals(name, Nearest.to(name.substring(0, last) + "_", Key.names()));
            assertEquals(name, Nearest.to("_" + name, Key.names()));
        }
    }

    @Test
    void aSectionThatIsMissingIsFound() {
        assertEquals("listener.port", Nearest.to("port", Key.names()));
        assertEquals("queue.timeout", Nearest.to("timeuot", Key.names()));
        assertEquals("limits.requestLine", Nearest.to("requestline", Key.names()));
        assertEquals("workers", Nearest.to("worker", Key.names()));
        assertEquals("limits.body", Nearest.to("limit.body", Key.names()), "the section counts where there is one");
    }

    @Test
    void insertedRemovedAndReplacedCharactersCountOneEach() {
        assertEquals("b", Nearest.to("abcd", List.of("wxyz", "b")), "4 and 3 changes");
        assertEquals("kitten", Nearest.to("sitting", List.of("sixteenth", "kitten")), "6 and 3 changes");
        assertEquals("first", Nearest.to("", List.of("first", "third")), "the first of two that are equally near");
        assertEquals("a", Nearest.to("", List.of("bbb", "a")));
    }
}
