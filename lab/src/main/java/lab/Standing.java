package lab;

import behaviours.Ledger.Entry;
import behaviours.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How a server stands to one behaviour, all its tests taken together; the order is from good to bad. */
enum Standing {
    OK("ok", true),
    /** Not promised yet, and there all the same. */
    EARLY("early", true),
    NOT_YET("not yet", true),
    /** Some of its tests hold, others arrive in a later stage. */
    IN_PART("in part", true),
    NOT_APPLICABLE("n/a", true),
    SKIPPED("skipped", true),
    NOT_RUN("-", true),
    TOO_EARLY("TOO EARLY", false),
    FAILS("FAILS", false);

    private final String mark;
    private final boolean asDeclared;

    Standing(String mark, boolean asDeclared) {
        this.mark = mark;
        this.asDeclared = asDeclared;
    }

    boolean asDeclared() {
        return asDeclared;
    }

    String mark() {
        return mark;
    }

    static Standing of(List<Entry> entries) {
        Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
        entries.forEach(entry -> seen.add(entry.verdict()));
        if (seen.contains(Verdict.FAIL)) return FAILS;
        if (seen.contains(Verdict.TOO_EARLY)) return TOO_EARLY;
        boolean lacks = seen.contains(Verdict.NOT_YET) || seen.contains(Verdict.EARLY_LACKS);
        if (seen.contains(Verdict.PASS)) return lacks ? IN_PART : OK;
        if (lacks) return NOT_YET;
        if (seen.contains(Verdict.EARLY_HOLDS)) return EARLY;
        if (seen.contains(Verdict.SKIPPED)) return SKIPPED;
        return seen.contains(Verdict.NOT_APPLICABLE) ? NOT_APPLICABLE : NOT_RUN;
    }
}
