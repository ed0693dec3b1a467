package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import behaviours.Catalogue;
import behaviours.Ledger.Entry;
import behaviours.Verdict;
import java.util.List;
import java.util.Map;
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

    private static String mark(boolean foreign, Verdict... verdicts) {
        return new Matrix(List.of(ROW), Map.of("x", Stream.of(verdicts).map(MatrixTest::entry).toList()), foreign).mark(ROW, "x");
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
}
