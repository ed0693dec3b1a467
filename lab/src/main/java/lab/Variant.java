package lab;

import java.util.List;
import java.util.Map;

/**
 * Another way to run a stage than its default, with a column of its own.
 *
 * @param jdk the first version of Java that can run it
 */
record Variant(String name, int jdk, List<String> options) {
    private static final Map<Integer, List<Variant>> OF_STAGES = Map.of(
            3, List.of(workers("thread", 17), workers("virtual", 21)),
            4, List.of(new Variant("two loops", 17, List.of("--loops", "2"))));

    private static Variant workers(String kind, int jdk) {
        return new Variant(kind, jdk, List.of("--workers.kind", kind));
    }

    static List<Variant> of(int stage) {
        return OF_STAGES.getOrDefault(stage, List.of());
    }

    boolean runsOn(int version) {
        return version >= jdk;
    }

    boolean runsHere() {
        return runsOn(Runtime.version().feature());
    }
}
