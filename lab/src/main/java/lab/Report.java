package lab;

import behaviours.Catalogue;
import behaviours.Ledger.Entry;
import behaviours.Route;
import behaviours.Verdict;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lab.Examination.Result;

/** What a check has seen, for people and for programs. */
record Report(Matrix matrix, Map<Column, Result> results, long seconds) {
    /** A server that gets one thing wrong mostly gets it wrong in many tests: one is explained, a few are named. */
    private static final int NAMED = 4;
    private static final int LINES = 24;

    boolean asDeclared() {
        return results.values().stream().allMatch(result -> result.mishaps().isEmpty()
                && result.entries().stream().allMatch(entry -> entry.verdict().asDeclared()));
    }

    void print(PrintWriter out) {
        List<String> notes = results.keySet().stream().map(Column::note).filter(note -> !note.isEmpty()).toList();
        notes.forEach(out::println);
        if (!notes.isEmpty()) out.println();
        matrix.text().forEach(out::println);
        results.forEach((column, result) -> matrix.rows().forEach(row -> explain(out, column, result, row)));
        results.values().forEach(result -> result.mishaps().forEach(mishap -> out.println("\nBROKEN: " + mishap)));
        out.println();
        results.forEach((column, result) -> lacks(out, column, result));
        results.forEach((column, result) -> out.println(counts(column, result)));
        out.println((asDeclared() ? "Everything is as declared" : "Not everything is as declared") + " (" + seconds + " s).");
        out.flush();
    }

    private void explain(PrintWriter out, Column column, Result result, Catalogue.Row row) {
        Standing standing = matrix.standing(row, column.title());
        if (standing.asDeclared()) return;
        out.println();
        out.println(standing.mark() + ": " + row.id() + " on " + column.title());
        out.println("  " + row.sentence() + " (" + row.rfc() + ")");
        List<Entry> wrong = matrix.entries(row, column.title()).stream().filter(entry -> !entry.verdict().asDeclared()).toList();
        explain(out, wrong.get(0), result);
        wrong.subList(1, Math.min(NAMED, wrong.size())).forEach(entry -> out.println("  and " + entry.test()));
        if (wrong.size() > NAMED) out.println("  and " + Text.count(wrong.size() - NAMED, "more test") + " (--json FILE has them all)");
    }

    private static void explain(PrintWriter out, Entry entry, Result result) {
        List<String> lines = result.message(entry).strip().lines().toList();
        out.println("  " + entry.test());
        lines.stream().limit(LINES).forEach(line -> out.println("    " + line));
        if (lines.size() > LINES) out.println("    ... (" + Text.count(lines.size() - LINES, "more line") + ": --json FILE has them all)");
    }

    private void lacks(PrintWriter out, Column column, Result result) {
        List<Entry> excused = result.entries().stream().filter(entry -> entry.verdict() == Verdict.NOT_APPLICABLE).toList();
        if (excused.isEmpty()) return;
        String missing = Arrays.stream(Route.values()).map(Route::description)
                .filter(route -> excused.stream().anyMatch(entry -> entry.evidence().contains(route))).collect(Collectors.joining(", "));
        long rows = count(column, Standing.NOT_APPLICABLE);
        out.println(column.title() + " lacks " + missing + ": " + Text.count(rows, "behaviour") + " not applicable");
    }

    private long count(Column column, Standing standing) {
        return matrix.rows().stream().filter(row -> matrix.standing(row, column.title()) == standing).count();
    }

    private String counts(Column column, Result result) {
        String counts = Arrays.stream(Standing.values()).filter(standing -> count(column, standing) > 0)
                .map(standing -> count(column, standing) + " " + switch (standing) {
                    case NOT_RUN -> "not run";
                    case EARLY -> column.mayBeAhead() ? "ahead (holds)" : standing.mark();
                    default -> standing.mark();
                })
                .collect(Collectors.joining(", "));
        return column.title() + ": " + Text.count(matrix.rows().size(), "behaviour") + " in " + Text.count(result.entries().size(), "test")
                + ": " + counts;
    }

    String json() {
        JsonObject all = new JsonObject();
        all.addProperty("asDeclared", asDeclared());
        JsonArray servers = new JsonArray();
        results.keySet().forEach(column -> servers.add(json(column)));
        all.add("servers", servers);
        JsonArray behaviours = new JsonArray();
        matrix.rows().forEach(row -> behaviours.add(json(row)));
        all.add("behaviours", behaviours);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(all) + "\n";
    }

    private static JsonObject json(Column column) {
        JsonObject server = new JsonObject();
        server.addProperty("name", column.title());
        server.addProperty("stage", column.target().stage());
        server.addProperty("foreign", column.foreign());
        if (column.foreign()) server.addProperty("command", column.commandLine());
        if (column.target().isVariant()) server.addProperty("variant", column.target().variant());
        return server;
    }

    private JsonObject json(Catalogue.Row row) {
        JsonObject behaviour = new JsonObject();
        behaviour.addProperty("id", row.id());
        behaviour.addProperty("rfc", row.rfc());
        behaviour.addProperty("sentence", row.sentence());
        matrix.seen().values().stream().flatMap(List::stream).filter(entry -> entry.id().equals(row.id()))
                .mapToInt(Entry::since).min().ifPresent(since -> behaviour.addProperty("since", since));
        JsonObject servers = new JsonObject();
        results.forEach((column, result) -> servers.add(column.title(), json(row, column, result)));
        behaviour.add("servers", servers);
        return behaviour;
    }

    private JsonObject json(Catalogue.Row row, Column column, Result result) {
        JsonObject seen = new JsonObject();
        seen.addProperty("verdict", matrix.standing(row, column.title()).name());
        seen.addProperty("mark", matrix.mark(row, column.title()));
        JsonArray evidence = new JsonArray();
        for (Entry entry : matrix.entries(row, column.title())) {
            JsonObject test = new JsonObject();
            test.addProperty("test", entry.test());
            test.addProperty("since", entry.since());
            test.addProperty("verdict", entry.verdict().name());
            test.addProperty("evidence", entry.verdict().asDeclared() ? entry.evidence() : result.message(entry));
            evidence.add(test);
        }
        seen.add("evidence", evidence);
        return seen;
    }
}
