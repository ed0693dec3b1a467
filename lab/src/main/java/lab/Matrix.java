package lab;

import behaviours.Catalogue;
import behaviours.Ledger.Entry;
import behaviours.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which server keeps which behaviour, as far as it was seen.
 *
 * @param seen what was seen of each server, by its title
 * @param ahead titles of the servers that may keep what they are not held to
 */
record Matrix(List<Catalogue.Row> rows, Map<String, List<Entry>> seen, Set<String> ahead) {

    /** What a field of the matrix says. */
    interface Marks {
        String mark(Catalogue.Row row, String title);
    }

    Matrix {
        seen = new LinkedHashMap<>(seen);
        ahead = Set.copyOf(ahead);
    }

    List<String> titles() {
        return List.copyOf(seen.keySet());
    }

    List<Entry> entries(Catalogue.Row row, String title) {
        return seen.get(title).stream().filter(entry -> entry.id().equals(row.id())).toList();
    }

    Standing standing(Catalogue.Row row, String title) {
        return Standing.of(entries(row, title));
    }

    String mark(Catalogue.Row row, String title) {
        Standing standing = standing(row, title);
        return switch (standing) {
            case NOT_YET, IN_PART -> standing.mark() + " (" + arrives(entries(row, title)) + ")";
            case EARLY -> ahead.contains(title) ? "holds" : standing.mark();
            default -> standing.mark();
        };
    }

    /** The stage in which what is missing is promised. */
    private static int arrives(List<Entry> entries) {
        return entries.stream().filter(entry -> entry.verdict() == Verdict.NOT_YET || entry.verdict() == Verdict.EARLY_LACKS)
                .mapToInt(Entry::since).min().orElseThrow();
    }

    /** For the terminal. */
    List<String> text() {
        int first = 2 + rows.stream().mapToInt(row -> row.id().length()).max().orElse(0);
        int other = 2 + Math.max(11, titles().stream().mapToInt(String::length).max().orElse(0));
        List<String> lines = new ArrayList<>();
        lines.add(line(first, other, "", titles()));
        String group = "";
        for (Catalogue.Row row : rows) {
            if (!row.group().equals(group)) lines.add("");
            group = row.group();
            lines.add(line(first, other, row.id(), titles().stream().map(title -> mark(row, title)).toList()));
        }
        return lines;
    }

    private static String line(int first, int other, String name, List<String> cells) {
        return String.format("%-" + first + "s", name)
                + cells.stream().map(cell -> String.format("%-" + other + "s", cell)).collect(Collectors.joining()).stripTrailing();
    }

    /** For the front page: a table of the groups, and behind a fold every behaviour. */
    List<String> markdown(Marks marks) {
        List<String> lines = new ArrayList<>();
        head(lines, "group");
        Map<String, List<Catalogue.Row>> groups = rows.stream()
                .collect(Collectors.groupingBy(Catalogue.Row::group, LinkedHashMap::new, Collectors.toList()));
        groups.forEach((group, members) -> lines.add(row(group, titles().stream().map(title -> sum(marks, members, title)).toList())));
        lines.addAll(List.of("", "<details>", "<summary>Every behaviour</summary>", ""));
        head(lines, "behaviour");
        for (Catalogue.Row row : rows) lines.add(row(row.id(), titles().stream().map(title -> marks.mark(row, title)).toList()));
        lines.addAll(List.of("", "</details>"));
        return lines;
    }

    private void head(List<String> lines, String first) {
        lines.add(row(first, titles()));
        lines.add("|---|" + "---|".repeat(titles().size()));
    }

    private static String row(String first, List<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |";
    }

    /** {@code 9 ok, 3 not yet (3), 1 not run}. */
    private static String sum(Marks marks, List<Catalogue.Row> members, String title) {
        Map<String, Long> counts = members.stream().map(row -> marks.mark(row, title))
                .map(mark -> mark.equals(Standing.NOT_RUN.mark()) ? "not run" : mark)
                .collect(Collectors.groupingBy(mark -> mark, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey()).collect(Collectors.joining(", "));
    }
}
