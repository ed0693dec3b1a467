package lab;

import behaviours.Target;
import java.util.List;

/** A column of the matrix: a server under a short title. */
record Column(String title, Target target) {

    static List<Column> of(List<Stage> stages) {
        return stages.stream()
                .map(stage -> new Column(stage.title(), Target.stage(stage.number(), stage.title(), stage.jar(), null)))
                .toList();
    }

    static Column foreign(String command, int asStage) {
        String title = "this server";
        return new Column(title, Target.foreign(command, asStage).named(title));
    }

    boolean foreign() {
        return target.foreign();
    }

    String commandLine() {
        return String.join(" ", target.command());
    }

    /** Whether options for a Java machine reach this server. */
    boolean isJava() {
        String program = target.command().get(0).replaceAll(".*[/\\\\]", "");
        return !foreign() || program.startsWith("java") || program.startsWith("jwebserver");
    }
}
