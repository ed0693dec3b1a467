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
    private static final Map<Integer, String> MAIN_CLASSES = Map.of(1, "httpd.HelloSocket", 2, "httpd.Main", 3, "httpd.Main",
            4, "httpd.Main");
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
            List<Path> libraries = libraries(twin.stage());
            compile(twin, sources, libraries, classes);
            int number = Character.digit(twin.stage().charAt("stage".length()), 10);
            List<Path> classPath = Stream.concat(Stream.of(classes), libraries.stream()).toList();
            return Target.stage(number, "twin", classPath, MAIN_CLASSES.get(number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the build has put beside the stage's jar; the first stages need nothing. */
    private List<Path> libraries(String stage) throws IOException {
        Path folder = root.resolve(stage).resolve("target/lib");
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
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

    private void compile(Twin twin, Path sources, List<Path> libraries, Path classes) throws IOException {
        StringWriter said = new StringWriter();
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
            manager.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries);
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
