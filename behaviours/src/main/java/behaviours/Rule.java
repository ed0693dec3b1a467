package behaviours;

import org.opentest4j.TestAbortedException;

/**
 * The two-way rule: what a stage promises must hold, what it does not promise yet must fail. Only a failed assertion says something
 * about the server; any other exception is a bug of the test and fails it whatever is promised. What is not promised binds a stage as
 * it runs by default: a variant of it, or somebody else's server, may be ahead.
 */
final class Rule {
    /**
     * @param failure what the test is to fail (or to be aborted) with; null if it passes
     * @param note what to report beside a pass; empty if nothing
     */
    record Ruling(Verdict verdict, Throwable failure, String note) {
        boolean clean() {
            return verdict == Verdict.PASS || verdict == Verdict.EARLY_HOLDS || verdict == Verdict.NOT_APPLICABLE;
        }
    }

    private Rule() {
    }

    /** Whether the first failure settles the matter, so that nothing needs to be tried again or made smaller. */
    static boolean mayFail(Mark mark, Target target) {
        return target.stage() < mark.since();
    }

    static Ruling judge(Mark mark, Target target, Throwable thrown) {
        if (thrown instanceof TestAbortedException) return new Ruling(Verdict.SKIPPED, thrown, message(thrown));
        if (thrown != null && !(thrown instanceof AssertionError)) return new Ruling(Verdict.FAIL, thrown, message(thrown));
        if (target.stage() >= mark.since()) {
            return thrown == null ? new Ruling(Verdict.PASS, null, "") : new Ruling(Verdict.FAIL, thrown, message(thrown));
        }
        String later = "stage " + mark.since();
        String luck = target.foreign() && mark.early().isEmpty() ? "a foreign server may keep more than was asked of it" : mark.early();
        if (thrown == null && (!luck.isEmpty() || target.isVariant())) {
            String reason = !luck.isEmpty() ? luck
                    : "this is stage " + target.stage() + " with " + target.variant() + ", and only its default must lack it";
            return new Ruling(Verdict.EARLY_HOLDS, null, "holds before " + later + " promises it: " + reason);
        }
        if (thrown != null && !luck.isEmpty()) {
            return new Ruling(Verdict.EARLY_LACKS, null, "promised in " + later + ", may hold earlier, does not: " + message(thrown));
        }
        if (thrown != null) return new Ruling(Verdict.NOT_YET, null, "not yet: arrives in " + later + " (" + message(thrown) + ")");
        String early = "passes too early: " + mark.id() + " (" + mark.test() + ") is marked to arrive in " + later + ", but "
                + target.name() + " (stage " + target.stage() + ") keeps it already; the mark is wrong, or the lesson is";
        return new Ruling(Verdict.TOO_EARLY, new AssertionError(early), early);
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.toString() : message.strip();
    }
}
