package behaviours;

/** What one run of one test says about one behaviour of one server. */
public enum Verdict {
    /** Promised and kept. */
    PASS(true),
    /** Promised and broken, or the test itself is broken. */
    FAIL(false),
    /** Not promised yet, and seen to be missing. */
    NOT_YET(true),
    /** Not promised yet, but kept: the mark is wrong, or the lesson is. */
    TOO_EARLY(false),
    /** Not promised yet; kept all the same, for a reason that the mark gives, or because only the stage's default must lack it. */
    EARLY_HOLDS(true),
    /** Not promised yet; it could have been kept, but is not. */
    EARLY_LACKS(true),
    /** A foreign server lacks the part of the demo site that the test uses. */
    NOT_APPLICABLE(true),
    /** Could not be seen on this machine. */
    SKIPPED(true);

    private final boolean asDeclared;

    Verdict(boolean asDeclared) {
        this.asDeclared = asDeclared;
    }

    /** Whether a build may go on with it. */
    public boolean asDeclared() {
        return asDeclared;
    }
}
