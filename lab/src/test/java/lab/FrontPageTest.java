package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Catalogue;
import behaviours.Ledger.Entry;
import behaviours.Verdict;
import com.google.gson.Gson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The matrix that the front page quotes is what the tests of the stages have just seen. */
class FrontPageTest {
    private static final Path README = Sources.ROOT.resolve("README.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)<!-- matrix -->\n+(.*?)\n+<!-- /matrix -->");

    @Test
    void theMatrixIsWhatWasSeen() {
        Matrix matrix = new Matrix(Catalogue.rows(), seen(), false);
        for (String title : matrix.titles()) {
            List<String> missing = matrix.rows().stream().filter(row -> matrix.standing(row, title) == Standing.NOT_RUN)
                    .map(Catalogue.Row::id).toList();
            assumeTrue(missing.isEmpty(), "the tests of stage " + title + " were not run, or not all of them: " + missing);
        }
        Matcher block = BLOCK.matcher(Sources.text(README));
        assertTrue(block.find(), "README.md quotes no matrix between <!-- matrix --> and <!-- /matrix -->");
        List<String> quoted = block.group(1).lines().toList();
        Map<String, List<String>> cells = quoted.stream().filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.substring(2).split(" \\| | \\|$")))
                .collect(Collectors.toMap(cell -> cell.get(0), cell -> cell.subList(1, cell.size()), (a, b) -> a));
        Matrix.Marks marks = (row, title) -> {
            List<String> line = cells.getOrDefault(row.id(), List.of());
            int column = matrix.titles().indexOf(title);
            String mark = matrix.mark(row, title);
            return column < line.size() && mayDiffer(matrix.entries(row, title), mark, line.get(column)) ? line.get(column) : mark;
        };
        assertEquals(String.join("\n", matrix.markdown(marks)), String.join("\n", quoted),
                "./stages check --markdown prints what belongs there");
    }

    /** What may hold early depends on the machine, and so does what must be skipped. */
    private static boolean mayDiffer(List<Entry> entries, String mark, String quoted) {
        Set<Verdict> verdicts = entries.stream().map(Entry::verdict).collect(Collectors.toSet());
        if (mark.equals("skipped")) return true;
        return Set.of(Verdict.EARLY_HOLDS, Verdict.EARLY_LACKS).containsAll(verdicts)
                && (quoted.equals("early") || quoted.startsWith("not yet ("));
    }

    private static Map<String, List<Entry>> seen() {
        Map<String, List<Entry>> seen = new LinkedHashMap<>();
        for (Stage stage : Sources.PROJECT.stages()) {
            List<Entry> entries = new ArrayList<>();
            Lesson.files(stage.folder().resolve("target/behaviours")).values()
                    .forEach(file -> entries.addAll(List.of(new Gson().fromJson(Sources.text(file), Entry[].class))));
            Map<String, List<Entry>> columns = entries.stream()
                    .collect(Collectors.groupingBy(Entry::column, LinkedHashMap::new, Collectors.toList()));
            if (columns.size() <= 1) seen.put(stage.title(), entries);
            else columns.forEach(seen::put);
        }
        return seen;
    }
}
