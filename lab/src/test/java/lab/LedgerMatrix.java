package lab;

import behaviours.Catalogue;
import behaviours.Counts;
import behaviours.Ledger.Entry;
import behaviours.Verdict;
import com.google.gson.Gson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.checks.Checks;

/**
 * The matrix of what the tests of the stages have left in their ledgers.
 *
 * @param defaults for the title of each column that of its stage by default
 * @param unable titles of the variants that these tests did not run, with the reason
 * @param second whether the tests run on another JDK as well, which is left what no JDK could change
 */
record LedgerMatrix(Matrix matrix, Map<String, String> defaults, Map<String, String> unable, boolean second) {
    private static final String ELSEWHERE = "it is run on another JDK";
    private static final Set<Verdict> EARLY = Set.of(Verdict.EARLY_HOLDS, Verdict.EARLY_LACKS);
    /** Promised by no variant, and for one that comes near it a matter of how many processors there are and how big an object is. */
    private static final Set<String> MEASURED = Set.of("readiness.idle-connections");

    /** A whole group once more, under another locale. */
    private static final Set<String> REPEATED = Checks.all().stream().map(binding -> binding.getAnnotation(Counts.class))
            .filter(Objects::nonNull).map(Counts::value).collect(Collectors.toSet());

    static LedgerMatrix of(List<Catalogue.Row> rows, List<Stage> stages, int jdk, boolean second) {
        Map<String, List<Entry>> seen = new LinkedHashMap<>();
        Map<String, String> defaults = new LinkedHashMap<>();
        Map<String, String> unable = new TreeMap<>();
        for (Stage stage : stages) {
            Map<String, List<Entry>> columns = columns(stage);
            seen.put(stage.title(), columns.get(stage.title()));
            defaults.put(stage.title(), stage.title());
            for (Variant variant : stage.variants()) {
                String title = stage.title(variant);
                List<Entry> entries = columns.getOrDefault(title, List.of());
                if (entries.isEmpty() && !variant.runsOn(jdk)) unable.put(title, "JDK " + jdk + " cannot run it");
                else if (entries.isEmpty() && second) unable.put(title, ELSEWHERE);
                seen.put(title, entries);
                defaults.put(title, stage.title());
            }
        }
        Set<String> variants = seen.keySet().stream().filter(title -> !title.equals(defaults.get(title))).collect(Collectors.toSet());
        return new LedgerMatrix(new Matrix(rows, seen, variants), defaults, unable, second);
    }

    /** By title; a ledger names a variant by its title, and the default in a way of its own. */
    private static Map<String, List<Entry>> columns(Stage stage) {
        Set<String> variants = stage.variants().stream().map(stage::title).collect(Collectors.toSet());
        Map<String, List<Entry>> columns = new LinkedHashMap<>(Map.of(stage.title(), new ArrayList<>()));
        Lesson.files(stage.folder().resolve("target/behaviours")).values().stream()
                .flatMap(file -> List.of(new Gson().fromJson(Sources.text(file), Entry[].class)).stream())
                .forEach(entry -> columns.computeIfAbsent(variants.contains(entry.column()) ? entry.column() : stage.title(),
                        title -> new ArrayList<>()).add(entry));
        long names = columns.get(stage.title()).stream().map(Entry::column).distinct().count();
        if (names > 1) throw new IllegalStateException("the ledgers of stage " + stage.title() + " have columns that no variant is called");
        return columns;
    }

    /** Which rows should have been seen of a server, and were not. */
    List<String> missing(String title) {
        if (unable.containsKey(title)) return List.of();
        return notRun(title).filter(id -> !(second || matrix.ahead().contains(title)) || !REPEATED.contains(id)).toList();
    }

    /** What was not run and is not compared, with the reasons. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        unable.forEach((title, reason) -> left.add(title + ": " + reason));
        for (String title : matrix.titles()) {
            if (!second || matrix.ahead().contains(title)) continue;
            notRun(title).filter(REPEATED::contains).forEach(id -> left.add(id + " of " + title + ": " + ELSEWHERE));
        }
        return left;
    }

    private Stream<String> notRun(String title) {
        return matrix.rows().stream().filter(row -> matrix.standing(row, title) == Standing.NOT_RUN).map(Catalogue.Row::id);
    }

    /** The matrix as a page should quote it, given what it quotes: some fields depend on the machine, and some could not be seen. */
    List<String> markdown(List<String> quoted) {
        Map<String, List<String>> cells = quoted.stream().filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.substring(2).split(" \\| | \\|$")))
                .collect(Collectors.toMap(cell -> cell.get(0), cell -> cell.subList(1, cell.size()), (a, b) -> a));
        return matrix.markdown((row, title) -> {
            List<String> line = cells.getOrDefault(row.id(), List.of());
            int column = matrix.titles().indexOf(title);
            String mark = matrix.mark(row, title);
            if (column >= line.size()) return mark;
            return unable.containsKey(title) || mayDiffer(row, title, mark, line.get(column)) ? line.get(column) : mark;
        });
    }

    /** What may hold early depends on the machine, for each way to run a stage, and so does what must be skipped. */
    private boolean mayDiffer(Catalogue.Row row, String title, String mark, String quoted) {
        if (mark.equals(Standing.SKIPPED.mark())) return true;
        boolean variant = matrix.ahead().contains(title);
        if (second && !variant && mark.equals(Standing.NOT_RUN.mark()) && REPEATED.contains(row.id())) return true;
        Set<Verdict> verdicts = matrix.entries(row, defaults.get(title)).stream().map(Entry::verdict).collect(Collectors.toSet());
        boolean early = variant && MEASURED.contains(row.id()) || !verdicts.isEmpty() && EARLY.containsAll(verdicts);
        String holds = variant ? "holds" : Standing.EARLY.mark();
        boolean unpromised = mark.equals(holds) || mark.startsWith("not yet (");
        return early && unpromised && (quoted.equals(holds) || quoted.startsWith("not yet ("));
    }
}
