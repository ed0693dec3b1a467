package behaviours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rule that judges everything, judged itself: for Jupiter tests and for jqwik properties alike. */
class TwoWayRuleTest {
    private static final Target STAGE_2 = Target.stage(2, "a fake", Path.of("nowhere"), "Nothing");
    private static final Target VARIANT = STAGE_2.variant("another fake", "--faked", "twice");
    private static Runs tests;
    private static Runs properties;

    static class BoundTests extends FakeContracts.Tests {
        @Override
        protected Target target() {
            return STAGE_2;
        }
    }

    static class BoundProperties extends FakeContracts.Properties {
        @Override
        protected Target target() {
            return STAGE_2;
        }
    }

    static class VariantTests extends FakeContracts.Tests {
        @Override
        protected Target target() {
            return VARIANT;
        }
    }

    static class VariantProperties extends FakeContracts.Properties {
        @Override
        protected Target target() {
            return VARIANT;
        }
    }

    @Counts("fake.whole-group")
    static class CountedTests extends FakeContracts.Tests {
        @Override
        protected Target target() {
            return STAGE_2;
        }
    }

    static class Unmarked extends Contract {
        @Test
        @Since(1)
        public void saysNotWhatItIsFor() {
        }

        @Test
        @Behaviour("fake.unmarked")
        public void saysNotSinceWhen() {
        }

        @Override
        protected Target target() {
            return STAGE_2;
        }
    }

    @BeforeAll
    static void run() {
        Ledger.clear();
        tests = Runs.of(BoundTests.class);
        properties = Runs.of(BoundProperties.class);
    }

    @AfterAll
    static void clear() {
        Ledger.clear();
    }

    private static List<Runs> both() {
        return List.of(tests, properties);
    }

    @Test
    void allAreRun() {
        assertEquals(9, tests.count());
        assertEquals(9, properties.count());
    }

    @Test
    void whatPassesTooEarlyFails() {
        for (Runs runs : both()) {
            assertFalse(runs.passed("passesTooEarly"));
            assertTrue(runs.message("passesTooEarly").startsWith("passes too early: fake.early"), runs.message("passesTooEarly"));
            assertTrue(runs.message("passesTooEarly").contains("marked to arrive in stage 3, but a fake (stage 2) keeps it already"));
        }
    }

    @Test
    void whatFailsAsItShouldPassesAndSaysWhenItArrives() {
        for (Runs runs : both()) {
            assertTrue(runs.passed("failsAsItShould"), runs.message("failsAsItShould"));
            assertTrue(runs.reports("failsAsItShould").contains("fake.missing=not yet: arrives in stage 3 (it cannot do that"),
                    runs.reports("failsAsItShould"));
        }
        assertTrue(properties.passed("saysFalseAsItShould"), properties.message("saysFalseAsItShould"));
    }

    @Test
    void aTestThatIsBrokenFailsWhateverIsPromised() {
        for (Runs runs : both()) {
            assertFalse(runs.passed("isBrokenItself"));
            assertInstanceOf(IllegalStateException.class, runs.thrown("isBrokenItself"));
        }
        assertFalse(tests.passed("isBrokenInSpiteOfLuck"));
    }

    @Test
    void whatMayHoldEarlyMayAlsoNot() {
        for (Runs runs : both()) {
            assertTrue(runs.passed("holdsByLuck"));
            assertTrue(runs.passed("lacksWithoutLuck"));
            assertTrue(runs.reports("holdsByLuck").contains("luck"), runs.reports("holdsByLuck"));
            assertTrue(runs.reports("lacksWithoutLuck").contains("does not: no luck"), runs.reports("lacksWithoutLuck"));
        }
    }

    @Test
    void whatIsPromisedMustHold() {
        for (Runs runs : both()) {
            assertTrue(runs.passed("isKept"));
            assertFalse(runs.passed("isLost"));
            assertTrue(runs.message("isLost").contains("it could do that once"));
        }
    }

    @Test
    void whatCannotBeSeenIsNotJudged() {
        for (Runs runs : both()) assertTrue(runs.aborted("cannotBeSeenHere"));
    }

    @Test
    void theLedgerHasItAll() {
        for (String binding : List.of("BoundTests", "BoundProperties")) {
            assertEquals(Verdict.TOO_EARLY, verdict(binding, "passesTooEarly"));
            assertEquals(Verdict.NOT_YET, verdict(binding, "failsAsItShould"));
            assertEquals(Verdict.FAIL, verdict(binding, "isBrokenItself"));
            assertEquals(Verdict.EARLY_HOLDS, verdict(binding, "holdsByLuck"));
            assertEquals(Verdict.EARLY_LACKS, verdict(binding, "lacksWithoutLuck"));
            assertEquals(Verdict.PASS, verdict(binding, "isKept"));
            assertEquals(Verdict.FAIL, verdict(binding, "isLost"));
            assertEquals(Verdict.SKIPPED, verdict(binding, "cannotBeSeenHere"));
        }
    }

    private static Verdict verdict(String binding, String method) {
        return entry(binding, method).verdict();
    }

    private static Ledger.Entry entry(String binding, String method) {
        List<Ledger.Entry> entries = Ledger.entries().stream()
                .filter(entry -> entry.binding().equals(binding) && entry.test().endsWith("." + method)).toList();
        assertEquals(1, entries.size(), binding + "." + method);
        return entries.get(0);
    }

    /** What is not promised binds the default; whatever else the rule says holds for a variant too. */
    @Test
    void aVariantMayBeAheadOfItsStage() {
        for (Class<?> binding : List.of(VariantTests.class, VariantProperties.class)) {
            String name = binding.getSimpleName();
            Runs runs = Runs.of(binding);
            assertTrue(runs.passed("passesTooEarly"), runs.message("passesTooEarly"));
            assertEquals("another fake", entry(name, "passesTooEarly").column());
            assertEquals("holds before stage 3 promises it: this is stage 2 with --faked twice, and only its default must lack it",
                    entry(name, "passesTooEarly").evidence());
            assertEquals(Verdict.EARLY_HOLDS, verdict(name, "passesTooEarly"));
            assertEquals("holds before stage 3 promises it: luck", entry(name, "holdsByLuck").evidence());
            assertTrue(runs.passed("failsAsItShould"), runs.message("failsAsItShould"));
            assertEquals(Verdict.NOT_YET, verdict(name, "failsAsItShould"));
            assertEquals(Verdict.EARLY_LACKS, verdict(name, "lacksWithoutLuck"));
            assertFalse(runs.passed("isBrokenItself"));
            assertFalse(runs.passed("isLost"));
            assertEquals(Verdict.FAIL, verdict(name, "isLost"));
            assertEquals(Verdict.PASS, verdict(name, "isKept"));
            assertEquals(Verdict.SKIPPED, verdict(name, "cannotBeSeenHere"));
        }
    }

    /** For a property that is allowed to fail one counterexample is enough; a variant is allowed what its stage is. */
    @Test
    void aVariantMayFailWhatItsStageMay() {
        for (int since = 1; since <= 3; since++) {
            Mark mark = new Mark("Binding", "Contract.test", "fake.any", since, "", Set.of());
            assertEquals(since > 2, Rule.mayFail(mark, STAGE_2));
            assertEquals(since > 2, Rule.mayFail(mark, VARIANT));
        }
    }

    @Test
    void aGroupThatCountsAsOneRowIsRecordedUnderThatRow() {
        Runs.of(CountedTests.class);
        List<String> ids = Ledger.entries().stream().filter(entry -> entry.binding().equals("CountedTests"))
                .map(Ledger.Entry::id).distinct().toList();
        assertEquals(List.of("fake.whole-group"), ids);
    }

    @Test
    void aTestWithoutMarksFails() {
        Runs runs = Runs.of(Unmarked.class);
        assertTrue(runs.message("saysNotWhatItIsFor").contains("@Behaviour"));
        assertTrue(runs.message("saysNotSinceWhen").contains("@Since"));
    }
}
