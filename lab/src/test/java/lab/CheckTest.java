package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} against somebody else's server: what it prints, writes, and returns. */
class CheckTest {
    @TempDir
    Path folder;

    private static String command(String mode) {
        String classes = System.getProperty("java.class.path");
        return "\"" + Path.of(System.getProperty("java.home"), "bin", "java") + "\" -cp \"" + classes + "\" lab.TinyServer {port} " + mode;
    }

    private static boolean has(List<String> lines, String pattern) {
        return lines.stream().anyMatch(line -> line.matches(pattern));
    }

    @Test
    void aServerThatKeepsWhatWasAskedIsAsDeclared() {
        Console console = Console.run("check", "--cmd", command("honest"), "--as", "1", "--only", "answer.greeting,answer.date");
        assertEquals(0, console.exit(), console::toString);
        assertTrue(has(console.out(), "answer\\.greeting +ok"), console::toString);
        assertTrue(has(console.out(), "this server: 2 behaviours in \\d+ tests: 2 ok"), console::toString);
        assertTrue(has(console.err(), "this server: answer, 1 of \\d+ .*"), console::toString);
    }

    @Test
    void aServerThatLiesIsToldWhatItDidWrong() {
        Console console = Console.run("check", "--cmd", command("lies"), "--only", "answer.syntax");
        assertEquals(1, console.exit(), console::toString);
        assertTrue(has(console.out(), "answer\\.syntax +FAILS"), console::toString);
        assertTrue(has(console.out(), "FAILS: answer\\.syntax on this server"), console::toString);
        assertTrue(has(console.out(), " +reproduce: .*"), console::toString);
        assertTrue(has(console.out(), "Not everything is as declared .*"), console::toString);
    }

    /** What a foreign server lacks is said once; what it could do early is no failure. */
    @Test
    void aForeignServerIsExcused() {
        Console console = Console.run("check", "--cmd", command("honest"), "--as", "1", "--only", "process,message.bodies");
        assertEquals(0, console.exit(), console::toString);
        assertTrue(has(console.out(), "process\\.stop +n/a"), console::toString);
        assertEquals(1, console.out().stream().filter(line -> line.startsWith("this server lacks ")).count(), console::toString);
        assertTrue(has(console.out(), "this server lacks .*: [1-9]\\d* behaviours not applicable"), console::toString);
    }

    /** Kinds of workers are columns: what stage 3 must not keep yet its variants may, and what it must keep they must as well. */
    @Test
    void aStageHasAColumnForEachWayToRunIt() throws IOException {
        boolean virtual = Runtime.version().feature() >= 21;
        new Tree(folder).manifest("# no steps").stage("stage3-tiny").jar("stage3-tiny/target/stage3.jar", "lab.TinyServer");
        Path file = folder.resolve("seen.json");
        Console console = Console.in(folder, "check", "3", "--only", "answer.greeting,readiness.silent-clients",
                "--json", file.toString());
        assertEquals(0, console.exit(), console::toString);
        List<String> out = console.out();
        assertEquals("3 thread: stage 3 with --workers.kind thread", out.get(0));
        assertEquals(virtual, out.get(1).equals("3 virtual: stage 3 with --workers.kind virtual"), console::toString);
        assertTrue(has(out, " +3 tiny +3 thread" + (virtual ? " +3 virtual" : "")), console::toString);
        assertTrue(has(out, "answer\\.greeting +ok +ok" + (virtual ? " +ok" : "")), console::toString);
        assertTrue(has(out, "readiness\\.silent-clients +not yet \\(4\\) +holds" + (virtual ? " +holds" : "")), console::toString);
        assertTrue(has(out, "3 tiny: 2 behaviours in \\d+ tests: 1 ok, 1 not yet"), console::toString);
        assertTrue(has(out, "3 thread: 2 behaviours in \\d+ tests: 1 ok, 1 ahead \\(holds\\)"), console::toString);
        assertEquals(!virtual, has(console.err(), "stages: there is no column 3 virtual: it needs JDK 21 or later, and this is \\d+"),
                console::toString);
        JsonObject all = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        List<String> variants = new ArrayList<>();
        all.getAsJsonArray("servers").forEach(server -> variants.add(String.valueOf(server.getAsJsonObject().get("variant"))));
        assertEquals(List.of("null", "\"--workers.kind thread\"", "\"--workers.kind virtual\"").subList(0, virtual ? 3 : 2), variants);
    }

    /** Kinds of workers do not differ in Turkish, so that only the default is run again in it; other stages have one column. */
    @Test
    void onlyTheDefaultRepeatsGroups() throws IOException {
        new Tree(folder).manifest("# no steps").stage("stage2-other").stage("stage3-tiny")
                .jar("stage2-other/target/stage2.jar", "lab.TinyServer").jar("stage3-tiny/target/stage3.jar", "lab.TinyServer");
        Stage stage = new Project(folder).stage(3);
        List<Column> columns = Column.of(new Project(folder).stages());
        assertEquals(List.of("2 other", "3 tiny", "3 thread"), columns.stream().map(Column::title).limit(3).toList());
        Selection locale = Selection.of("message.locale");
        for (Column column : columns) {
            boolean variant = stage.variants().stream().map(stage::title).anyMatch(column.title()::equals);
            assertEquals(variant, locale.bindings(column).isEmpty(), column.title());
            assertEquals(variant, column.mayBeAhead(), column.title());
        }
    }

    @Test
    void twoLoopsAreAColumnOfStage4() throws IOException {
        new Tree(folder).manifest("# no steps").stage("stage4-tiny").jar("stage4-tiny/target/stage4.jar", "lab.TinyServer");
        List<Column> columns = Column.of(new Project(folder).stages());
        assertEquals(List.of("4 tiny", "4 two loops"), columns.stream().map(Column::title).toList());
        assertEquals("4 two loops: stage 4 with --loops 2", columns.get(1).note());
        assertTrue(columns.get(1).commandLine().endsWith("stage4.jar --loops 2"), columns.get(1).commandLine());
    }

    @Test
    void aServerThatDoesNotStartIsSaidOnce() {
        Console console = Console.run("check", "--cmd", command("--exit 3"), "--only", "answer");
        assertEquals(1, console.exit());
        assertEquals(1, console.err().size(), console::toString);
        assertTrue(console.err().get(0).startsWith("stages: this server: the server did not start"), console::toString);
    }

    @Test
    void jsonHasEveryBehaviourWithItsEvidence() throws IOException {
        Path file = folder.resolve("seen.json");
        Console.run("check", "--cmd", command("lies"), "--as", "1", "--only", "answer.date,answer.syntax", "--json", file.toString());
        JsonObject all = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertFalse(all.get("asDeclared").getAsBoolean());
        List<String> ids = new ArrayList<>();
        all.getAsJsonArray("behaviours").forEach(behaviour -> ids.add(behaviour.getAsJsonObject().get("id").getAsString()));
        assertEquals(List.of("answer.syntax", "answer.date"), ids);
        JsonObject syntax = all.getAsJsonArray("behaviours").get(0).getAsJsonObject();
        assertEquals(1, syntax.get("since").getAsInt());
        JsonObject seen = syntax.getAsJsonObject("servers").getAsJsonObject("this server");
        assertEquals("FAILS", seen.get("verdict").getAsString());
        JsonObject test = seen.getAsJsonArray("evidence").get(0).getAsJsonObject();
        assertTrue(test.get("evidence").getAsString().contains("reproduce"), seen::toString);
        assertTrue(all.getAsJsonArray("servers").get(0).getAsJsonObject().get("foreign").getAsBoolean());
    }

    @Test
    void jsonThatCannotBeWrittenIsOneLine() {
        Console console = Console.run("check", "--cmd", command("honest"), "--as", "1", "--only", "answer.date",
                "--json", folder.resolve("no/where.json").toString());
        assertEquals(1, console.exit());
        assertTrue(console.err().get(console.err().size() - 1).startsWith("stages: cannot write "), console::toString);
    }

    @Test
    void markdownIsATableOfGroupsAndOfBehaviours() {
        Console console = Console.run("check", "--cmd", command("honest"), "--as", "1", "--only", "answer.date", "--markdown");
        assertEquals(List.of("| group | this server |", "|---|---|", "| answer | 1 ok |", "",
                "<details>", "<summary>Every behaviour</summary>", "",
                "| behaviour | this server |", "|---|---|", "| answer.date | ok |", "", "</details>"), console.out());
    }
}
