package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diff} and {@code sync} on a small work tree. */
class LessonTest {
    @TempDir
    Path root;

    @BeforeEach
    void plant() throws IOException {
        new Tree(root)
                .stage("stage1-one").source("stage1-one/A.java", "a", "b", "c")
                .source("stage1-one/B.java", "old").source("stage1-one/S.java", "s")
                .stage("stage2-two").source("stage2-two/A.java", "a", "x", "y", "c")
                .source("stage2-two/N.java", "n").source("stage2-two/S.java", "s")
                .stage("stage3-three").source("stage3-three/A.java", "a", "x", "y", "c").source("stage3-three/N.java", "n")
                .manifest("step 1 2  the idea", "changed  A.java  why A changed", "gone     B.java  why B went",
                        "new      N.java  why N came", "same     S.java",
                        "step 2 3  the next idea", "same     A.java", "same     N.java", "same     S.java");
    }

    @Test
    void diffTellsTheStory() {
        Console console = Console.in(root, "diff", "1", "2");
        assertEquals(0, console.exit(), console::toString);
        assertEquals(List.of(
                "From stage 1 one to stage 2 two: the idea",
                "",
                "A.java (changed)",
                "    why A changed",
                "",
                "B.java (gone)",
                "    why B went",
                "",
                "N.java (new)",
                "    why N came",
                "",
                "1 file the same, byte for byte",
                "",
                "A.java  changed      +2     -1",
                "B.java  gone                -1",
                "N.java  new          +1",
                "3 files: 1 changed, 1 new, 1 gone; +3 -2",
                "",
                "--- stage1-one/src/main/A.java",
                "+++ stage2-two/src/main/A.java",
                "@@ -1,3 +1,4 @@",
                " a",
                "-b",
                "+x",
                "+y",
                " c"), console.out().subList(0, 26));
        assertTrue(console.out().containsAll(List.of("+++ /dev/null", "-old", "--- /dev/null", "+n")), console::toString);
    }

    @Test
    void statLeavesTheDiffsOut() {
        List<String> out = Console.in(root, "diff", "1", "2", "--stat").out();
        assertEquals("3 files: 1 changed, 1 new, 1 gone; +3 -2", out.get(out.size() - 1));
    }

    @Test
    void stagesThatAreNoNeighboursHaveFiguresOnly() {
        List<String> out = Console.in(root, "diff", "1", "3", "--stat").out();
        assertTrue(out.get(0).startsWith("From stage 1 one to stage 3 three in one go"), out::toString);
        assertEquals("4 files: 1 changed, 1 new, 2 gone; +3 -3", out.get(out.size() - 1));
    }

    @Test
    void syncCarriesSameFilesForward() throws IOException {
        Files.writeString(root.resolve("stage2-two/src/main/A.java"), "a\nz\n");
        Console dry = Console.in(root, "sync", "--check");
        assertEquals(List.of("A.java: stage 2 -> stage 3", "S.java: stage 2 -> stage 3", "2 files to copy"), dry.out());
        assertEquals(1, dry.exit());
        assertFalse(Files.exists(root.resolve("stage3-three/src/main/S.java")));

        assertEquals(0, Console.in(root, "sync").exit());
        assertEquals("a\nz\n", Files.readString(root.resolve("stage3-three/src/main/A.java")));
        assertEquals(new Console(0, List.of("nothing to copy"), List.of()), Console.in(root, "sync", "--check"));
    }

    @Test
    void syncDoesNotInventFiles() throws IOException {
        Files.delete(root.resolve("stage1-one/src/main/S.java"));
        Console console = Console.in(root, "sync");
        assertEquals(1, console.exit());
        assertEquals(List.of("stages: lab/stages.manifest names S.java as the same, but stage 1 one has no such file"), console.err());
    }
}
