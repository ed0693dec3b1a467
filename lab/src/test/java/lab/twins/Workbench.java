package lab.twins;

import behaviours.Target;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Makes servers out of twins: copies the sources that have the bug, puts it in, and compiles them before the stage's own classes. */
final class Workbench implements AutoCloseable {
    private static final String SOURCES = "src/main/java";
    private static final List<String> OPTIONS = List.of("-proc:none", "-nowarn", "-encoding", "UTF-8");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    /** One for all, since it remembers the classes of the JDK. */
    private final StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    /** The class path of each stage as it is, without a bug. */
    private final Map<String, List<Path>> stages = new HashMap<>();
    private final Path root;
    private final Path scratch;

    Workbench(Path root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
    }

    Target make(Twin twin) {
        Path copy = scratch.resolve(twin.name());
        Path classes = copy.resolve("classes");
        try {
            List<Path> sources = new ArrayList<>();
            for (String name : twin.files()) {
                Path source = copy.resolve(name);
                Files.createDirectories(source.getParent());
                if (Files.exists(root.resolve(name))) Files.copy(root.resolve(name), source);
                sources.add(source);
            }
            twin.applyBelow(copy);
            List<Path> classPath = new ArrayList<>(stage(twin.stage()));
            compile("the twin " + twin, twin.changesAConstant() ? all(twin, sources) : sources, classPath, classes);
            classPath.add(0, classes);
            int number = twin.stageNumber();
            return Target.stage(number, "twin", classPath, number == 1 ? "httpd.HelloSocket" : "httpd.Main");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources with the bug and all the others: a constant has been copied into whatever class makes use of it. */
    private List<Path> all(Twin twin, List<Path> changed) throws IOException {
        List<Path> all = new ArrayList<>(java(root.resolve(twin.stage()).resolve(SOURCES)));
        all.removeIf(file -> twin.files().contains(root.relativize(file).toString().replace('\\', '/')));
        all.addAll(changed);
        return all;
    }

    /** A stage's classes and what it needs of other people's; each is compiled once. */
    private List<Path> stage(String name) throws IOException {
        if (!stages.containsKey(name)) {
            Path classes = scratch.resolve(name);
            List<Path> libraries = libraries(name);
            compile(name, java(root.resolve(name).resolve(SOURCES)), libraries, classes);
            stages.put(name, Stream.concat(Stream.of(classes), libraries.stream()).toList());
        }
        return stages.get(name);
    }

    /** What the build has put beside the stage's jar; the first stages need nothing. */
    private List<Path> libraries(String stage) throws IOException {
        Path folder = root.resolve(stage).resolve("target/lib");
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static List<Path> java(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private void compile(String what, List<Path> sources, List<Path> classPath, Path classes) throws IOException {
        StringWriter said = new StringWriter();
        manager.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
        manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(Files.createDirectories(classes)));
        if (!compiler.getTask(said, manager, null, OPTIONS, null, manager.getJavaFileObjectsFromPaths(sources)).call()) {
            throw new AssertionError(what + " cannot be compiled:\n" + said);
        }
    }

    @Override
    public void close() throws IOException {
        manager.close();
    }
}
