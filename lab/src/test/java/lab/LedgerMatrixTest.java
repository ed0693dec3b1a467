package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Catalogue;
import behaviours.Ledger;
import behaviours.Ledger.Entry;
import behaviours.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers of made-up runs beside made-up pages: what is compared, and what depends on the machine. */
class LedgerMatrixTest {
    private static final List<String> IDS = List.of("answer.kept", "message.locale", "readiness.later", "readiness.lucky",
            "readiness.idle-connections");
    private static final List<Catalogue.Row> ROWS = IDS.stream().map(id -> new Catalogue.Row(id, "-", "sentence")).toList();
    private static final List<String> QUOTED = List.of(
            "| group | 2 two | 3 three | 3 thread | 3 virtual |", "|---|---|---|---|---|",
            "| answer | 1 ok | 1 ok | 1 ok | 1 ok |",
            "| message | 1 ok | 1 ok | 1 not run | 1 not run |",
            "| readiness | 2 not yet (4), 1 early | 2 not yet (4), 1 early | 2 holds, 1 not yet (4) | 3 holds |", "",
            "<details>", "<summary>Every behaviour</summary>", "",
            "| behaviour | 2 two | 3 three | 3 thread | 3 virtual |", "|---|---|---|---|---|",
            "| answer.kept | ok | ok | ok | ok |",
            "| message.locale | ok | ok | - | - |",
            "| readiness.later | not yet (4) | not yet (4) | holds | holds |",
            "| readiness.lucky | early | early | holds | holds |",
            "| readiness.idle-connections | not yet (4) | not yet (4) | not yet (4) | holds |", "", "</details>");
    @TempDir
    Path root;
    private List<Stage> stages;

    @BeforeEach
    void run() throws IOException {
        stages = new Project(new Tree(root).stage("stage2-two").stage("stage3-three").root()).stages();
        ledger("stage2-two", "stage2", Verdict.PASS, Verdict.PASS, Verdict.NOT_YET, Verdict.EARLY_HOLDS, Verdict.NOT_YET);
        ledger("stage3-three", "3 three", Verdict.PASS, Verdict.PASS, Verdict.NOT_YET, Verdict.EARLY_HOLDS, Verdict.NOT_YET);
        ledger("stage3-three", "3 virtual", Verdict.PASS, null, Verdict.EARLY_HOLDS, Verdict.EARLY_HOLDS, Verdict.EARLY_HOLDS);
        ledger("stage3-three", "3 thread", Verdict.PASS, null, Verdict.EARLY_HOLDS, Verdict.EARLY_HOLDS, Verdict.NOT_YET);
    }

    /** @param verdicts one for each of the rows; null where it is not run */
    private void ledger(String folder, String column, Verdict... verdicts) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < verdicts.length; i++) {
            int since = verdicts[i] == Verdict.PASS ? 1 : 4;
            if (verdicts[i] != null) entries.add(new Entry(column, "AnyTest", IDS.get(i), "Contract.test", since, verdicts[i], ""));
        }
        Path ledgers = Files.createDirectories(root.resolve(folder).resolve("target/behaviours"));
        Files.writeString(ledgers.resolve(column.replace(' ', '_') + "-AnyTest.json"), Ledger.toJson(entries));
    }

    private LedgerMatrix seen(int jdk) {
        return LedgerMatrix.of(ROWS, stages, jdk, false);
    }

    private LedgerMatrix seenOnASecondJdk() {
        return LedgerMatrix.of(ROWS, stages, 25, true);
    }

    /** The page with another word in one field. */
    private static List<String> quoted(String line, String other) {
        assertTrue(QUOTED.contains(line), line);
        return QUOTED.stream().map(is -> is.equals(line) ? other : is).toList();
    }

    private void agrees(int jdk, List<String> quoted) {
        assertEquals(String.join("\n", seen(jdk).markdown(quoted)), String.join("\n", quoted));
    }

    private void disagrees(int jdk, List<String> quoted) {
        assertNotEquals(String.join("\n", seen(jdk).markdown(quoted)), String.join("\n", quoted));
    }

    @Test
    void theVariantsOfAStageStandBehindIt() {
        assertEquals(List.of("2 two", "3 three", "3 thread", "3 virtual"), seen(25).matrix().titles());
        seen(25).matrix().titles().forEach(title -> assertEquals(List.of(), seen(25).missing(title)));
        agrees(25, QUOTED);
    }

    @Test
    void eachColumnIsCompared() {
        String line = "| readiness.later | not yet (4) | not yet (4) | holds | holds |";
        for (String other : List.of("| readiness.later | early | not yet (4) | holds | holds |",
                "| readiness.later | not yet (4) | holds | holds | holds |",
                "| readiness.later | not yet (4) | not yet (4) | early | holds |",
                "| readiness.later | not yet (4) | not yet (4) | holds | not yet (4) |")) {
            disagrees(25, quoted(line, other));
        }
        disagrees(25, quoted("| message.locale | ok | ok | - | - |", "| message.locale | ok | ok | ok | - |"));
        disagrees(25, quoted("| answer | 1 ok | 1 ok | 1 ok | 1 ok |", "| answer | 1 ok | 1 ok | 1 ok | 1 not run |"));
    }

    @Test
    void whatMayHoldEarlyMayDiffer() {
        String line = "| readiness.lucky | early | early | holds | holds |";
        for (String other : List.of("| readiness.lucky | not yet (4) | early | holds | holds |",
                "| readiness.lucky | early | early | not yet (4) | holds |")) {
            LedgerMatrix seen = seen(25);
            assertTrue(seen.markdown(quoted(line, other)).contains(other), other);
        }
        for (String other : List.of("| readiness.lucky | holds | early | holds | holds |",
                "| readiness.lucky | early | early | early | holds |",
                "| readiness.lucky | early | early | holds | ok |")) {
            assertTrue(seen(25).markdown(quoted(line, other)).contains(line), other);
        }
    }

    /** How near a variant comes to what the next stage promises is measured in threads and in memory. */
    @Test
    void whatMeasuresTheMachineMayDifferForAVariant() throws IOException {
        String line = "| readiness.idle-connections | not yet (4) | not yet (4) | not yet (4) | holds |";
        String other = "| readiness.idle-connections | not yet (4) | not yet (4) | holds | not yet (4) |";
        assertTrue(seen(25).markdown(quoted(line, other)).contains(other));
        String never = "| readiness.idle-connections | not yet (4) | holds | not yet (4) | holds |";
        assertTrue(seen(25).markdown(quoted(line, never)).contains(line));
        ledger("stage3-three", "3 virtual", Verdict.PASS, null, Verdict.EARLY_HOLDS, Verdict.EARLY_HOLDS, Verdict.FAIL);
        assertTrue(seen(25).markdown(QUOTED).contains(line.replaceAll("holds \\|$", "FAILS |")));
    }

    /** On JDK 17 there are no virtual threads; the page has been made on a newer one. */
    @Test
    void whatThisVersionOfJavaCannotRunIsTakenFromThePage() throws IOException {
        Files.delete(root.resolve("stage3-three/target/behaviours/3_virtual-AnyTest.json"));
        LedgerMatrix old = seen(17);
        assertEquals(Map.of("3 virtual", "JDK 17 cannot run it"), old.unable());
        assertEquals(List.of(), old.missing("3 virtual"));
        agrees(17, QUOTED);
        disagrees(17, quoted("| answer.kept | ok | ok | ok | ok |", "| answer.kept | ok | ok | FAILS | ok |"));
        disagrees(17, QUOTED.stream().map(line -> line.replaceAll(" [^|]*\\|$", "").replaceAll("---\\|$", "")).toList());
        assertEquals(Map.of(), seen(21).unable());
        assertEquals(List.of("answer.kept", "readiness.later", "readiness.lucky", "readiness.idle-connections"),
                seen(21).missing("3 virtual"));
    }

    /** Where the tests run on two JDKs, the second is spared what no JDK could change; what it is spared is said. */
    @Test
    void whatASecondJdkIsSparedIsTakenFromThePage() throws IOException {
        Files.delete(root.resolve("stage3-three/target/behaviours/3_thread-AnyTest.json"));
        ledger("stage3-three", "3 three", Verdict.PASS, null, Verdict.NOT_YET, Verdict.EARLY_HOLDS, Verdict.NOT_YET);
        LedgerMatrix second = seenOnASecondJdk();
        assertEquals(List.of("3 thread: it is run on another JDK", "message.locale of 3 three: it is run on another JDK"),
                second.left());
        second.matrix().titles().forEach(title -> assertEquals(List.of(), second.missing(title)));
        assertEquals(QUOTED, second.markdown(QUOTED));
        String line = "| answer.kept | ok | ok | ok | ok |";
        assertTrue(second.markdown(quoted(line, "| answer.kept | ok | FAILS | ok | ok |")).contains(line));
        assertEquals(List.of("message.locale"), seen(25).missing("3 three"));
        assertEquals(4, seen(25).missing("3 thread").size());
        assertNotEquals(QUOTED, seen(25).markdown(QUOTED));

        ledger("stage3-three", "3 three", null, null, Verdict.NOT_YET, Verdict.EARLY_HOLDS, Verdict.NOT_YET);
        assertEquals(List.of("answer.kept"), seenOnASecondJdk().missing("3 three"));
    }

    @Test
    void rowsThatWereNotRunAreNamed() throws IOException {
        ledger("stage3-three", "3 three", Verdict.PASS, null, Verdict.NOT_YET, null, Verdict.NOT_YET);
        ledger("stage3-three", "3 thread", null, null, Verdict.NOT_YET, Verdict.EARLY_LACKS, Verdict.NOT_YET);
        assertEquals(List.of("message.locale", "readiness.lucky"), seen(25).missing("3 three"));
        assertEquals(List.of("answer.kept"), seen(25).missing("3 thread"));
        Files.delete(root.resolve("stage2-two/target/behaviours/stage2-AnyTest.json"));
        assertEquals(IDS, seen(25).missing("2 two"));
    }

    @Test
    void aColumnThatNobodyKnowsIsNotMixedWithAnother() throws IOException {
        ledger("stage3-three", "3 robots", Verdict.PASS, null, Verdict.EARLY_HOLDS, Verdict.EARLY_HOLDS);
        assertThrows(IllegalStateException.class, () -> seen(25));
    }
}
