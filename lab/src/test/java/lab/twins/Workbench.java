package lab.twins;

import behaviours.Target;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Makes servers out of twins: copies a stage's sources, puts the bug in, compiles. */
final class Workbench implements AutoCloseable {
    private static final String SOURCES = "src/main/java";
    private static final Map<Character, String> MAIN_CLASSES = Map.of('1', "httpd.HelloSocket", '2', "httpd.Main");
    private static final List<String> OPTIONS = List.of("-proc:none", "-nowarn", "-encoding", "UTF-8");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    /** One for all, since it remembers the classes of the JDK. */
    private final StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    private final Path root;
    private final Path scratch;

    Workbench(Path root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
    }

    Target make(Twin twin) {
        Path copy = scratch.resolve(twin.name());
        Path sources = copy.resolve(twin.stage()).resolve(SOURCES);
        Path classes = copy.resolve("classes");
        try {
            copy(root.resolve(twin.stage()).resolve(SOURCES), sources);
            twin.applyBelow(copy);
            compile(twin, sources, classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        char number = twin.stage().charAt("stage".length());
        return Target.stage(Character.digit(number, 10), "twin", classes, MAIN_CLASSES.get(number));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target);
            }
        }
    }

    private void compile(Twin twin, Path sources, Path classes) throws IOException {
        StringWriter said = new StringWriter();
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
            manager.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of());
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(classes)));
            if (!compiler.getTask(said, manager, null, OPTIONS, null, manager.getJavaFileObjectsFromPaths(java)).call()) {
                throw new AssertionError("the twin " + twin + " cannot be compiled:\n" + said);
            }
        }
    }

    @Override
    public void close() throws IOException {
        manager.close();
    }
}
