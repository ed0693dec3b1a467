package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import lab.Manifest.Entry;
import lab.Manifest.Fate;
import lab.Manifest.Step;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code stages sync}: carries a change in a file forward to all later stages in which it is to stay the same. */
@CommandLine.Command(name = "sync", description = "Copies the files that are the same from stage to stage forward.")
final class Sync extends Command {
    @Option(names = "--check", description = "only say what would be copied; exit code 1 if anything")
    boolean checkOnly;

    @Override
    public Integer call() {
        int copies = 0;
        for (Step step : project.manifest().steps()) {
            Stage from = project.stage(step.from());
            Stage to = project.stage(step.to());
            for (Entry entry : step.entries().values()) {
                if (entry.fate() == Fate.SAME && carry(entry.path(), from, to)) copies++;
            }
        }
        out().println(copies == 0 ? "nothing to copy" : Text.count(copies, "file") + (checkOnly ? " to copy" : " copied"));
        return checkOnly && copies > 0 ? Failure.FAILED : 0;
    }

    private boolean carry(String path, Stage from, Stage to) {
        Path source = from.main().resolve(path);
        Path copy = to.main().resolve(path);
        if (!Files.exists(source)) {
            throw Failure.failed(Manifest.FILE + " names " + path + " as the same, but stage " + from.title() + " has no such file");
        }
        if (Files.exists(copy) && Lesson.identical(source, copy)) return false;
        out().println(path + ": stage " + from.number() + " -> stage " + to.number());
        // In a dry run a later step still sees the old copy; a file that goes through two stages is then named once only.
        if (!checkOnly) copy(source, copy);
        return true;
    }

    private static void copy(Path source, Path copy) {
        try {
            Files.createDirectories(copy.getParent());
            Files.write(copy, Files.readAllBytes(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
