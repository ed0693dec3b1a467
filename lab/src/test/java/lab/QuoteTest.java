package lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteTest {
    private static final List<String> SOURCE = List.of(
            "class A {", "    int a;", "", "    void b() {", "        c();", "        d();", "    }", "}");

    @Test
    void findsRunsOfLinesWithOrWithoutTheirIndentation() {
        assertTrue(Quote.isIn(SOURCE, List.of("    int a;", "", "    void b() {")));
        assertTrue(Quote.isIn(SOURCE, List.of("int a;", "", "void b() {", "    c();")));
        assertTrue(Quote.isIn(SOURCE, List.of("class A {", "    // …", "    void b() {", "        …", "        d();")));
    }

    @Test
    void findsNothingThatIsNotThere() {
        assertFalse(Quote.isIn(SOURCE, List.of("int b;")));
        assertFalse(Quote.isIn(SOURCE, List.of("int a;", "void b() {")), "a line is left out without dots");
        assertFalse(Quote.isIn(SOURCE, List.of("void b() {", "c();")), "indentation is lost inside");
        assertFalse(Quote.isIn(SOURCE, List.of("        d();", "…", "        c();")), "the order is another one");
        assertFalse(Quote.isIn(SOURCE, List.of("nt a;")), "a part of a line is no line");
    }
}
