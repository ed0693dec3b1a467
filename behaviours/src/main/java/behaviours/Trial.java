package behaviours;

import org.opentest4j.TestAbortedException;

/** One test against one server, from the excuse of a foreign server to the entry in the ledger; the same for Jupiter and for jqwik. */
final class Trial {
    private final Contract contract;
    private final Target target;
    private final Mark mark;
    private final String excuse;

    Trial(Contract contract, Mark mark) {
        this.contract = contract;
        this.mark = mark;
        this.target = contract.target();
        this.excuse = target.foreign() ? Probe.of(target).missing(mark.needs()) : null;
    }

    Mark mark() {
        return mark;
    }

    Target target() {
        return target;
    }

    /** Why the test need not be run at all; null if it must. */
    String excuse() {
        return excuse;
    }

    Rule.Ruling end(Throwable thrown) {
        if (thrown == null && contract.serverDied()) thrown = new Violation("the server process ended during this test");
        Rule.Ruling ruling = excuse != null
                ? new Rule.Ruling(Verdict.NOT_APPLICABLE, new TestAbortedException(excuse), excuse)
                : Rule.judge(mark, target, explained(thrown));
        Target shared = contract.shared();
        contract.release();
        if (ruling.verdict() == Verdict.NOT_YET) Servers.discardUnlessWell(shared);
        else if (!ruling.clean()) Servers.discard(shared);
        Ledger.add(new Ledger.Entry(target.name(), mark.binding(), mark.id(), mark.test(), mark.since(), ruling.verdict(), ruling.note()));
        return ruling;
    }

    private Throwable explained(Throwable thrown) {
        return thrown instanceof AssertionError failure ? Violation.explained(failure, contract.lastExchange()) : thrown;
    }
}
