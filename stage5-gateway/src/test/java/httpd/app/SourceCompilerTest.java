package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the compiler says of a source file, and where there is none. */
class SourceCompilerTest {
    private static final SourceCompiler COMPILER = SourceCompiler.ofThisJava();

    @TempDir
    private Path directory;

    @Test
    void theCompilersLinesNameTheFileAsItWasGiven() throws Exception {
        Path file = Files.writeString(directory.resolve("wrong.java"), "class Wrong {\n    int number = \"text\";\n}\n");
        List<String> lines = problem(COMPILER, file).lines().toList();
        assertEquals("NAME: this does not compile", lines.get(0));
        assertTrue(lines.get(1).startsWith(file + ":2: "), lines.toString());
        assertEquals("    int number = \"text\";", lines.get(2));
        assertEquals("^", lines.get(3).strip());
        assertEquals(5, lines.size(), lines.toString());
    }

    @Test
    void warningsAndNotesAreNoFailure() throws Exception {
        Path file = Files.writeString(directory.resolve("Noisy.java"),
                "import java.util.*;\nclass Noisy { @Deprecated static List app() { return new ArrayList(new Date(1, 1, 1).getDay()); } }");
        assertEquals(List.of("Noisy"), List.copyOf(COMPILER.compile("NAME", file, AppPath.of(".")).keySet()));
    }

    /** A public class must be in a file of its name only where somebody looks for it by its name. */
    @Test
    void aPublicClassMayHaveAnotherNameThanTheFile() throws Exception {
        Path file = Files.writeString(directory.resolve("hello.java"), "public class Hello { class Inner { } }");
        assertEquals(List.of("Hello$Inner", "Hello"), List.copyOf(COMPILER.compile("NAME", file, AppPath.of(".")).keySet()));
    }

    /** Or what lies about would become a part of the application, and --reload would not follow it. */
    @Test
    void otherSourceFilesAreNotCompiled() throws Exception {
        Files.writeString(directory.resolve("Helper.java"), "class Helper { }");
        Path file = Files.writeString(directory.resolve("Uses.java"), "class Uses extends Helper { }");
        String problem = assertThrows(LoadException.class, () -> COMPILER.compile("NAME", file, AppPath.of(directory.toString())))
                .getMessage();
        assertTrue(problem.contains(file + ":1: ") && problem.contains("Helper"), problem);
    }

    @Test
    void aJavaWithoutACompilerSaysSo() throws Exception {
        Path file = Files.writeString(directory.resolve("hello.java"), "class Hello { }");
        assertEquals("NAME: this Java (" + System.getProperty("java.home") + ") has no compiler. Run the server with a JDK, or compile "
                + file + " elsewhere and name the class", problem(new SourceCompiler(() -> null), file));
    }

    /** One that was put together with jlink may not even know what a compiler is. */
    @Test
    void aJavaWithoutTheClassesOfACompilerSaysSo() throws Exception {
        Path file = Files.writeString(directory.resolve("hello.java"), "class Hello { }");
        AppLoader loader = new AppLoader(AppPath.of("."), () -> {
            throw new NoClassDefFoundError("javax/tools/JavaCompiler");
        }, false);
        String problem = LoadFixture.problem(loader, file);
        assertTrue(problem.startsWith(file + ": this Java (") && problem.contains(") has no compiler. "), problem);
        assertEquals("Hello, World!\n", LoadFixture.said(loader, "httpd.site.Site"), "it is not needed for a class");
    }

    @Test
    void whatIsNoTextIsRefused() throws Exception {
        Path file = Files.write(directory.resolve("hello.java"), new byte[] {'/', '/', (byte) 0xFF});
        assertEquals("NAME: " + file + " is not text in UTF-8", problem(COMPILER, file));
        Path absent = directory.resolve("absent.java");
        assertEquals("NAME: " + absent + " cannot be read: java.nio.file.NoSuchFileException: " + absent, problem(COMPILER, absent));
    }

    private static String problem(SourceCompiler compiler, Path file) {
        return assertThrows(LoadException.class, () -> compiler.compile("NAME", file, AppPath.of("."))).getMessage();
    }
}
