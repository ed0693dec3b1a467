package lab.checks;

import behaviours.Target;

/** The server that the checks are about; contracts are run for one server after another. */
public final class Current {
    private static volatile Target target;

    private Current() {
    }

    public static void set(Target next) {
        target = next;
    }

    static Target target() {
        if (target == null) throw new IllegalStateException("no server has been chosen");
        return target;
    }

    /** The same server for a Turkish user, whose small I has no dot. */
    static Target turkish() {
        return target().jvm("-Duser.language=tr", "-Duser.country=TR");
    }
}
