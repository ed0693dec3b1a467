package lab;

import behaviours.Catalogue;
import behaviours.Ledger.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.Examination.Result;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stages check}: the behaviours against the stages, or against anybody's server. */
@CommandLine.Command(name = "check", description = "Runs the behaviours against one stage, all stages, or anybody's server.",
        footer = {"", "Exit code 0: everything is as declared; 1: something is not; 2: wrong use.",
                "A stage must keep what is promised up to its number, and must not keep what arrives later (not yet).",
                "Another way to run it has a column of its own, and may keep more (holds)."})
final class Check extends Command {
    private static final int DEFAULT_PROMISES = 2;

    @Parameters(index = "0", arity = "0..1", paramLabel = "N", description = "number of the stage; all of them without it")
    Integer number;

    @Option(names = "--cmd", paramLabel = "COMMAND", description = "somebody's server, such as \"python3 my.py {port}\"")
    String command;

    @Option(names = "--as", paramLabel = "N", description = "the stage whose promises it is held to (default: 2)")
    Integer asStage;

    @Option(names = "--only", paramLabel = "ID,...", description = "only these behaviours or groups, such as answer,message.head")
    String only;

    @Option(names = "--json", paramLabel = "FILE", description = "write everything that was seen")
    Path json;

    @Option(names = "--markdown", description = "print the matrix as the front page quotes it")
    boolean markdown;

    @Option(names = "--hard", description = "ten times the tries and sizes")
    boolean hard;

    @Override
    public Integer call() throws IOException {
        Selection selection = Selection.of(only);
        List<Column> columns = columns();
        if (command == null) Column.leftOut(stages()).forEach(line -> err().println("stages: " + line));
        if (hard) System.setProperty("behaviours.hard", "true");
        Path scratch = Files.createTempDirectory("stages");
        Progress progress = new Progress(err(), System.console() != null);
        Map<Column, Result> results = new LinkedHashMap<>();
        long began = System.nanoTime();
        try {
            for (Column column : columns) results.put(column, Examination.of(column, selection, progress, scratch));
        } finally {
            Files.deleteIfExists(scratch.resolve(".jqwik-database"));
            Files.deleteIfExists(scratch);
        }
        Report report = new Report(matrix(selection.rows(), results), results, (System.nanoTime() - began) / 1_000_000_000);
        if (markdown) {
            report.matrix().markdown(report.matrix()::mark).forEach(out()::println);
        } else {
            report.print(out());
        }
        if (json != null) write(report);
        return report.asDeclared() ? 0 : Failure.FAILED;
    }

    private List<Column> columns() {
        if (command == null) {
            if (asStage != null) throw wrong("--as goes with --cmd; a stage of our own keeps its own promises");
            return Column.of(stages());
        }
        if (number != null) throw wrong("either a stage or --cmd, not both");
        if (!command.contains("{port}")) throw wrong("--cmd must say with {port} where the port goes: --cmd \"python3 my.py {port}\"");
        if (asStage != null && (asStage < 1 || asStage > Project.STAGES)) {
            throw wrong("--as takes a stage from 1 to " + Project.STAGES + ", not " + asStage);
        }
        try {
            return List.of(Column.foreign(command, asStage == null ? DEFAULT_PROMISES : asStage));
        } catch (IllegalArgumentException e) {
            throw wrong("--cmd: " + e.getMessage());
        }
    }

    private List<Stage> stages() {
        return number == null ? project.stages() : List.of(project.stage(number));
    }

    private static Matrix matrix(List<Catalogue.Row> rows, Map<Column, Result> results) {
        Map<String, List<Entry>> seen = new LinkedHashMap<>();
        results.forEach((column, result) -> seen.put(column.title(), result.entries()));
        return new Matrix(rows, seen, results.keySet().stream().filter(Column::mayBeAhead).map(Column::title).collect(Collectors.toSet()));
    }

    private void write(Report report) {
        try {
            Files.writeString(json, report.json());
        } catch (IOException e) {
            throw Failure.failed("cannot write " + json + ": " + e);
        }
    }
}
