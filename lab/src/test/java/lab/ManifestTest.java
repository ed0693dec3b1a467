package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.Manifest.Entry;
import lab.Manifest.Fate;
import lab.Manifest.Step;
import org.junit.jupiter.api.Test;

/** The manifest is read as its head says, and tells the truth about the trees. */
class ManifestTest {
    private static final Path FILE = Path.of("some.manifest");

    @Test
    void everyPairOfNeighboursHasAStep() {
        List<Integer> numbers = Sources.PROJECT.stages().stream().map(Stage::number).toList();
        List<List<Integer>> pairs = new ArrayList<>();
        for (int i = 1; i < numbers.size(); i++) pairs.add(List.of(numbers.get(i - 1), numbers.get(i)));
        assertEquals(pairs, Sources.PROJECT.manifest().steps().stream().map(step -> List.of(step.from(), step.to())).toList());
    }

    @Test
    void theTreesAreAsTheManifestSays() {
        List<String> wrong = new ArrayList<>();
        for (Step step : Sources.PROJECT.manifest().steps()) {
            Lesson lesson = Lesson.between(Sources.PROJECT.stage(step.from()), Sources.PROJECT.stage(step.to()));
            List<String> known = new ArrayList<>();
            for (Lesson.Change change : lesson.changes()) {
                known.add(change.path());
                Entry entry = step.entries().get(change.path());
                String what = "step " + step.from() + " " + step.to() + ": " + change.path() + " is " + Text.lower(change.fate());
                if (entry == null) wrong.add(what + ", but not in the manifest");
                else if (entry.fate() != change.fate()) wrong.add(what + ", but the manifest says " + Text.lower(entry.fate()));
            }
            step.entries().keySet().stream().filter(path -> !known.contains(path)).forEach(path ->
                    wrong.add("step " + step.from() + " " + step.to() + ": " + path + " is in the manifest, but nowhere else"));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void readsStepsAndFiles() {
        Manifest manifest = Manifest.parse(FILE,
                List.of("# a comment", "", "step 1 2  the idea", "gone  a/B.java  why it went", "same  c/D.java"));
        Step step = manifest.step(1, 2).orElseThrow();
        assertEquals("the idea", step.idea());
        assertEquals(List.of(new Entry(Fate.GONE, "a/B.java", "why it went"), new Entry(Fate.SAME, "c/D.java", "")),
                List.copyOf(step.entries().values()));
    }

    @Test
    void saysWhichLineIsWrong() {
        assertComplaint("some.manifest:1: before the first file", "new  A.java  why");
        assertComplaint("some.manifest:2: 'moved' is none of", "step 1 2  idea", "moved  A.java  why");
        assertComplaint("some.manifest:2: say in a sentence", "step 1 2  idea", "new  A.java");
        assertComplaint("some.manifest:2: a file that stays the same needs no sentence", "step 1 2  idea", "same  A.java  why");
        assertComplaint("some.manifest:3: A.java is named twice", "step 1 2  idea", "same  A.java", "new  A.java  why");
        assertComplaint("some.manifest:2: not 'same|changed", "step 1 2  idea", "same");
    }

    private static void assertComplaint(String start, String... lines) {
        String message = assertThrows(Failure.class, () -> Manifest.parse(FILE, List.of(lines))).getMessage();
        assertEquals(start, message.substring(0, Math.min(start.length(), message.length())));
    }
}
