package lab.twins;

import behaviours.Target;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes servers out of twins: copies a stage's sources, puts the bug in, compiles. */
final class Workbench {
    private static final String SOURCES = "src/main/java";
    private static final Map<Character, String> MAIN_CLASSES = Map.of('1', "httpd.HelloSocket", '2', "httpd.Main");
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path root;
    private final Path scratch;

    Workbench(Path root, Path scratch) {
        this.root = root;
        this.scratch = scratch;
    }

    Target make(Twin twin) throws IOException {
        Path copy = scratch.resolve(twin.name());
        copy(root.resolve(twin.stage()).resolve(SOURCES), copy.resolve(twin.stage()).resolve(SOURCES));
        twin.applyBelow(copy);
        Path classes = copy.resolve("classes");
        compile(twin, copy.resolve(twin.stage()).resolve(SOURCES), classes);
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
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of("-d", Files.createDirectories(classes).toString(), "-proc:none", "-nowarn", "-encoding", "UTF-8");
            if (!compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(java)).call()) {
                throw new AssertionError("the twin " + twin.name() + " cannot be compiled:\n" + said);
            }
        }
    }
}
