package lab;

import java.io.PrintWriter;
import lab.Manifest.Entry;
import lab.Manifest.Fate;
import lab.Manifest.Step;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stages diff A B}: the lesson between two stages, as a story. */
@CommandLine.Command(name = "diff", description = "Tells what changes from one stage to the next: sentences, figures, then the diffs.")
final class Diff extends Command {
    @Parameters(index = "0", paramLabel = "A", description = "number of the earlier stage")
    int from;

    @Parameters(index = "1", paramLabel = "B", description = "number of the later stage")
    int to;

    @Option(names = "--stat", description = "only the sentences and the figures")
    boolean statOnly;

    @Override
    public Integer call() {
        if (from >= to) throw wrong("the earlier stage comes first, as in: diff 1 2");
        Lesson lesson = Lesson.between(project.stage(from), project.stage(to));
        PrintWriter out = out();
        out.print("From stage " + lesson.from().title() + " to stage " + lesson.to().title());
        project.manifest().step(from, to).ifPresentOrElse(step -> tell(out, step),
                () -> out.println(" in one go (the story is told for neighbours)"));
        out.println();
        lesson.stat().forEach(out::println);
        if (!statOnly) {
            for (Lesson.Change change : lesson.changes()) {
                if (change.fate() == Fate.SAME) continue;
                out.println();
                change.diff().forEach(out::println);
            }
        }
        return 0;
    }

    private static void tell(PrintWriter out, Step step) {
        out.println(": " + step.idea());
        int same = 0;
        for (Entry entry : step.entries().values()) {
            if (entry.fate() == Fate.SAME) {
                same++;
            } else {
                out.println();
                out.println(entry.path() + " (" + Text.lower(entry.fate()) + ")");
                out.println("    " + entry.sentence());
            }
        }
        if (same > 0) {
            out.println();
            out.println(Text.count(same, "file") + " the same, byte for byte");
        }
    }
}
