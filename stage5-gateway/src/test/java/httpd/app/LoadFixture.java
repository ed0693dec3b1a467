package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Source files, directories of classes and jars, as somebody has them who writes applications; and loaders that look there. */
final class LoadFixture {
    static final String IMPORTS = "import httpd.gateway.Application;\nimport httpd.http.Request;\nimport httpd.http.Response;\n";

    private final Path directory;

    LoadFixture(Path directory) {
        this.directory = directory;
    }

    /** Writes a source file, with the imports that every application needs before its text. */
    Path source(String file, String text) throws IOException {
        return write(file, IMPORTS + text + "\n");
    }

    Path write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    /** Compiles a class of a package into a directory, against the contract and what lies there already. */
    Path classes(String to, String className, String text) throws IOException {
        int dot = className.lastIndexOf('.');
        String source = (dot < 0 ? "" : "package " + className.substring(0, dot) + ";\n") + IMPORTS + text + "\n";
        Path file = write("src/" + className.substring(dot + 1) + ".java", source);
        Path classes = Files.createDirectories(directory.resolve(to));
        String classPath = "target/classes" + File.pathSeparator + classes;
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", classPath, "-d", classes.toString(), file.toString());
        assertEquals(0, exit, source);
        return classes;
    }

    /** Packs a directory of classes, and removes it: what is found then is found in the jar. */
    Path jar(String to, Path classes) throws IOException {
        Path jar = directory.resolve(to);
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream packed = new JarOutputStream(out)) {
            for (Path file : files(classes)) {
                packed.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                packed.write(Files.readAllBytes(file));
                packed.closeEntry();
                Files.delete(file);
            }
        }
        return jar;
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).toList());
        }
    }

    static AppLoader loader(Object... path) throws LoadException {
        String text = String.join(File.pathSeparator, Stream.of(path).map(Object::toString).toList());
        return new AppLoader(AppPath.of(text), SourceCompiler::ofThisJava, false);
    }

    /** What the application says that has this name. */
    static String said(AppLoader loader, Object name) throws Exception {
        return said(loader.load(name.toString()));
    }

    static String said(Application application) throws Exception {
        Response response = application.handle(Request.of("GET", "/"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        if (response.body() instanceof Body.Push body) {
            body.writeTo(said);
        } else {
            said.write(((Body.Bytes) response.body()).bytes());
        }
        response.body().close();
        return said.toString(StandardCharsets.UTF_8);
    }

    static String problem(AppLoader loader, Object name) {
        return assertThrows(LoadException.class, () -> loader.load(name.toString()), name.toString()).getMessage();
    }
}
