package httpd.app;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a source file in memory: nothing is written, and the next start compiles it again. */
final class SourceCompiler {
    private final Supplier<JavaCompiler> compiler;

    /** @param compiler gives null where Java was installed without a compiler */
    SourceCompiler(Supplier<JavaCompiler> compiler) {
        this.compiler = compiler;
    }

    static SourceCompiler ofThisJava() {
        return new SourceCompiler(ToolProvider::getSystemJavaCompiler);
    }

    /**
     * Compiles a file.
     *
     * @param name what the user has called the application
     * @param path where, besides the server itself, classes are that the source uses
     * @return the bytes of the classes by their names, in the order of the compiler
     * @throws LoadException with the compiler's lines if it has refused
     */
    Map<String, byte[]> compile(String name, Path file, AppPath path) throws LoadException {
        JavaCompiler javac = compiler.get();
        if (javac == null) {
            throw ClassFailure.noCompiler(name, file);
        }
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Outputs outputs = new Outputs(files)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath(path));
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of()); // or sources that lie about would be compiled as well
            List<String> options = List.of("-proc:none", "-nowarn", "-parameters", "-g");
            if (!javac.getTask(said, outputs, null, options, null, List.of(new Source(file, read(name, file)))).call()) {
                throw new LoadException(name, "this does not compile", said.toString());
            }
            return outputs.classes();
        } catch (IOException | RuntimeException e) { // a source may surprise the compiler itself
            throw new LoadException(name, "the compiler has failed: " + e);
        }
    }

    private static String read(String name, Path file) throws LoadException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new LoadException(name, file + " is not text in UTF-8");
        } catch (IOException e) {
            throw new LoadException(name, file + " cannot be read: " + e);
        }
    }

    /** The server's own classes first: an application is compiled against the contract it will meet. */
    private static List<Path> classPath(AppPath path) {
        List<Path> all = new ArrayList<>();
        CodeSource server = SourceCompiler.class.getProtectionDomain().getCodeSource();
        try {
            all.add(Path.of(server.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(entry -> !entry.isEmpty())
                .map(Path::of).forEach(all::add);
        all.addAll(path.entries());
        return all;
    }

    /** The source as it was read, under the name that the user knows. A public class in it may have another name than the file. */
    private static final class Source extends SimpleJavaFileObject {
        private final Path file;
        private final String text;

        Source(Path file, String text) {
            super(file.toAbsolutePath().toUri(), Kind.SOURCE);
            this.file = file;
            this.text = text;
        }

        @Override
        public String getName() {
            return file.toString();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE && !simpleName.equals("module-info") && !simpleName.equals("package-info");
        }
    }

    /** Keeps in memory what the compiler would have written. */
    private static final class Outputs extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

        Outputs(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(JavaFileManager.Location location, String className, JavaFileObject.Kind kind,
                FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            written.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new LinkedHashMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
