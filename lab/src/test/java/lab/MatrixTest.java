package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import behaviours.Catalogue;
import behaviours.Ledger.Entry;
import behaviours.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One mark for all the tests of a behaviour. */
class MatrixTest {
    private static final Catalogue.Row ROW = new Catalogue.Row("a.b", "RFC", "sentence");

    private static Entry entry(Verdict verdict) {
        int since = switch (verdict) {
            case NOT_YET, EARLY_LACKS, EARLY_HOLDS, TOO_EARLY -> 3;
            default -> 1;
        };
        return new Entry("x", "Binding", "a.b", "C.test", since, verdict, "");
    }

    private static List<Entry> entries(Verdict... verdicts) {
        return Stream.of(verdicts).map(MatrixTest::entry).toList();
    }

    private static String mark(boolean ahead, Verdict... verdicts) {
        return new Matrix(List.of(ROW), Map.of("x", entries(verdicts)), ahead ? Set.of("x") : Set.of()).mark(ROW, "x");
    }

    @Test
    void marks() {
        assertEquals("ok", mark(false, Verdict.PASS, Verdict.PASS));
        assertEquals("ok", mark(false, Verdict.PASS, Verdict.NOT_APPLICABLE, Verdict.SKIPPED, Verdict.EARLY_HOLDS));
        assertEquals("FAILS", mark(false, Verdict.PASS, Verdict.NOT_YET, Verdict.TOO_EARLY, Verdict.FAIL));
        assertEquals("TOO EARLY", mark(false, Verdict.NOT_YET, Verdict.TOO_EARLY));
        assertEquals("not yet (3)", mark(false, Verdict.NOT_YET, Verdict.EARLY_HOLDS));
        assertEquals("not yet (3)", mark(false, Verdict.EARLY_LACKS));
        assertEquals("in part (3)", mark(false, Verdict.PASS, Verdict.NOT_YET));
        assertEquals("early", mark(false, Verdict.EARLY_HOLDS));
        assertEquals("holds", mark(true, Verdict.EARLY_HOLDS));
        assertEquals("not yet (3)", mark(true, Verdict.EARLY_HOLDS, Verdict.EARLY_LACKS));
        assertEquals("n/a", mark(true, Verdict.NOT_APPLICABLE));
        assertEquals("skipped", mark(false, Verdict.SKIPPED));
        assertEquals("-", mark(false));
    }

    /** A stage, and beside it a variant of it that is ahead, one that is not, and one of which nothing was seen. */
    @Test
    void eachColumnHasItsOwnMarks() {
        Map<String, List<Entry>> seen = new LinkedHashMap<>();
        seen.put("3 pool", entries(Verdict.EARLY_HOLDS));
        seen.put("3 ahead", entries(Verdict.EARLY_HOLDS));
        seen.put("3 not", entries(Verdict.NOT_YET));
        seen.put("3 unseen", List.of());
        Matrix matrix = new Matrix(List.of(ROW), seen, Set.of("3 ahead", "3 not", "3 unseen"));
        assertEquals(List.of("     3 pool       3 ahead      3 not        3 unseen", "", "a.b  early        holds        not yet (3)  -"),
                matrix.text());
        assertEquals(List.of("| group | 3 pool | 3 ahead | 3 not | 3 unseen |", "|---|---|---|---|---|",
                "| a | 1 early | 1 holds | 1 not yet (3) | 1 not run |"), matrix.markdown(matrix::mark).subList(0, 3));
    }
}
