package lab;

import behaviours.Target;
import java.util.List;
import java.util.stream.Stream;

/** A column of the matrix: a server under a short title. */
record Column(String title, Target target) {

    /** The stages by default, each before those variants of it that this version of Java can run. */
    static List<Column> of(List<Stage> stages) {
        return stages.stream().flatMap(Column::of).map(target -> new Column(target.name(), target)).toList();
    }

    private static Stream<Target> of(Stage stage) {
        Target target = Target.stage(stage.number(), stage.title(), stage.jar(), null);
        return Stream.concat(Stream.of(target), stage.variants().stream().filter(Variant::runsHere)
                .map(variant -> target.variant(stage.title(variant), variant.options().toArray(String[]::new))));
    }

    /** Which columns there would be on a newer version of Java, a sentence each. */
    static List<String> leftOut(List<Stage> stages) {
        return stages.stream().flatMap(stage -> stage.variants().stream().filter(variant -> !variant.runsHere())
                .map(variant -> "there is no column " + stage.title(variant) + ": it needs JDK " + variant.jdk()
                        + " or later, and this is " + Runtime.version().feature())).toList();
    }

    static Column foreign(String command, int asStage) {
        String title = "this server";
        return new Column(title, Target.foreign(command, asStage).named(title));
    }

    boolean foreign() {
        return target.foreign();
    }

    /** Whether it may keep what it is not held to; a stage by default must not. */
    boolean mayBeAhead() {
        return foreign() || target.isVariant();
    }

    /** What it is held to, and how it is run; empty where the title says it all. */
    String note() {
        if (foreign()) return title + ": " + commandLine() + " (held to stage " + target.stage() + ")";
        return target.isVariant() ? title + ": stage " + target.stage() + " with " + target.variant() : "";
    }

    /** Whether groups are run again under another locale: the ways to run a stage differ in nothing that a locale could change. */
    boolean repeatsGroups() {
        return isJava() && !target.isVariant();
    }

    String commandLine() {
        return String.join(" ", target.command());
    }

    /** Whether options for a Java machine reach this server. */
    private boolean isJava() {
        String program = target.command().get(0).replaceAll(".*[/\\\\]", "");
        return !foreign() || program.startsWith("java") || program.startsWith("jwebserver");
    }
}
