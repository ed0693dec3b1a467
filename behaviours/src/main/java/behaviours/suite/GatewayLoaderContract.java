package behaviours.suite;

import behaviours.Behaviour;
import behaviours.Run;
import behaviours.ServerUnderTest;
import behaviours.Violation;
import behaviours.Wire;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Every way to name an application, and what is said of one that is not there. */
public abstract class GatewayLoaderContract extends GatewayContract {
    /** A class for a class path; NAME is its own name and TEXT what it answers. */
    private static final String COMPILED = """
            package com.example;
            public final class NAME {
                private NAME() { }
                static final httpd.gateway.Application app = request -> method(request);
                static final httpd.gateway.Application field = request -> httpd.http.Response.text(200, "field of TEXT");
                static httpd.gateway.Application factory() { return request -> httpd.http.Response.text(200, "factory of TEXT"); }
                static httpd.http.Response method(httpd.http.Request request) { return httpd.http.Response.text(200, "method of TEXT"); }
            }
            """;
    private static final String PLAIN = """
            package com.example;
            public class Plain implements httpd.gateway.Application {
                @Override
                public httpd.http.Response handle(httpd.http.Request request) {
                    ClassLoader loader = Thread.currentThread().getContextClassLoader();
                    return httpd.http.Response.text(200, "seen by its own loader: " + (loader == getClass().getClassLoader()));
                }
            }
            """;

    @Override
    protected List<String> options() {
        String hello = GatewayFiles.application("hello").toString();
        List<String> options = new ArrayList<>(List.of("--app-path", path()));
        for (String app : List.of("/=" + hello, "/field=" + hello + ":FIELD", "/factory=" + hello + ":factory", "/method=" + hello
                + ":method", "/class/field=com.example.InDirectory::field", "/class/factory=com.example.InDirectory::factory",
                "/class/method=com.example.InDirectory::method", "/class=com.example.InDirectory", "/jar=com.example.InJar::field",
                "/lib=com.example.InLibrary::field", "/plain=com.example.Plain")) {
            options.addAll(List.of("--app", app));
        }
        return options;
    }

    @Test
    @Behaviour("gateway.loader")
    public void aSourceFileIsCompiledAndLoaded() {
        ask("GET", "/a").expect(200).expectBody("class  /a\n");
        ask("GET", "/field/a").expect(200).expectBody("field /field /a\n");
        ask("GET", "/factory").expect(200).expectBody("factory /factory \n");
        ask("GET", "/method/").expect(200).expectBody("method /method /\n");
    }

    @Test
    @Behaviour("gateway.loader")
    public void aClassIsLoadedFromADirectoryAJarAndJars() {
        ask("GET", "/class").expect(200).expectBody("method of InDirectory");
        ask("GET", "/class/field").expect(200).expectBody("field of InDirectory");
        ask("GET", "/class/factory").expect(200).expectBody("factory of InDirectory");
        ask("GET", "/class/method").expect(200).expectBody("method of InDirectory");
        ask("GET", "/jar").expect(200).expectBody("field of InJar");
        ask("GET", "/lib").expect(200).expectBody("field of InLibrary");
        ask("GET", "/plain").expect(200).expectBody("seen by its own loader: true");
    }

    @Test
    @Behaviour("gateway.mount")
    public void theLongestPrefixWinsAndEndsWithASegment() {
        ask("GET", "/class/fields").expect(200).expectBody("method of InDirectory");
        ask("GET", "/fields").expect(200).expectBody("class  /fields\n");
        ask("GET", "/field/class/field?x=/jar").expect(200).expectBody("field /field /class/field\n");
        ask("GET", "/%66ield/%2e").expect(200).expectBody("field /field /.\n"); // the path is decoded before it is compared
    }

    @Test
    @Behaviour("gateway.loader")
    public void whatIsNotThereIsMissedByName() {
        String hello = GatewayFiles.application("hello").toString();
        expectRefused("com.example.InDirectry", "com.example.InDirectry", "com.example.InDirectory");
        expectRefused("com.example.InDirectory::methd", "methd", "InDirectory", "method");
        expectRefused(hello + ":name", "name", "Hello");
        expectRefused(hello.replace("hello", "helo"), "helo.java", "hello.java");
        expectRefused("stie", "stie", "site");
        expectRefused("static:" + hello + ".d", hello + ".d");
    }

    @Test
    @Behaviour("gateway.loader")
    public void whatDoesNotCompileIsShown() {
        Path wrong = GatewayFiles.write(GatewayFiles.directory("wrong").resolve("wrong.java"), "class Wrong {\n    int a = \"text\";\n}\n");
        Run run = run(with("--app", wrong.toString()));
        boolean shown = run.err().stream().anyMatch(line -> line.contains("wrong.java:2:"))
                && run.err().stream().anyMatch(line -> line.contains("int a"));
        if (run.exit() != 2 || !run.out().isEmpty() || !shown) {
            throw new Violation("the compiler's message had to be shown, and exit code 2: " + run);
        }
    }

    /** As where Java was installed to run programs, and not to make them. */
    @Test
    @Behaviour("gateway.loader")
    public void withoutACompilerItSaysSo() {
        String hello = GatewayFiles.application("hello").toString();
        Run run = run(with("--app", hello).jvm("--limit-modules", "java.base,java.compiler,jdk.unsupported,java.logging"));
        if (run.exit() != 2 || run.err().size() != 1 || !run.err().get(0).contains("no compiler") || !run.err().get(0).contains(hello)) {
            throw new Violation("one line had to say that there is no compiler for " + hello + ", and exit code 2: " + run);
        }
    }

    /** One line, which has all of the words, and exit code 2. */
    private void expectRefused(String app, String... words) {
        Run run = run(with("--app-path", path(), "--app", app));
        boolean line = run.exit() == 2 && run.out().isEmpty() && run.err().size() == 1;
        if (!line || !List.of(words).stream().allMatch(run.err().get(0)::contains)) {
            throw new Violation("one line with " + List.of(words) + " had to say what is wrong with --app " + app + ", and exit code 2: "
                    + run);
        }
    }

    @Test
    @Behaviour("gateway.reload")
    public void aChangedSourceAnswersTheNextRequestOfTheSameConnection() throws IOException {
        Path file = GatewayFiles.directory("reload").resolve("changing.java");
        replace(file, "one");
        ServerUnderTest server = start(with("--app", file.toString(), "--reload"));
        Wire wire = connect(server);
        wire.send(get("/")).answer().expect(200).expectBody("one").expectKeepAlive();
        replace(file, "the second");
        wire.send(get("/")).answer().expect(200).expectBody("the second").expectKeepAlive();
        replace(file, "this does not \" compile");
        wire.send(get("/")).answer().expect(200).expectBody("the second").expectKeepAlive();
        replace(file, "another");
        wire.send(get("/")).answer().expect(200).expectBody("another").expectKeepAlive();
        if (!server.tail().toString().contains("changing.java:")) {
            throw new Violation("nobody was told what does not compile: " + server.tail());
        }
    }

    private static void replace(Path file, String text) throws IOException {
        String source = "class Changing {\n    static httpd.http.Response app(httpd.http.Request request) {\n"
                + "        return httpd.http.Response.text(200, \"" + text + "\");\n    }\n}\n";
        Path other = GatewayFiles.write(file.resolveSibling("next"), source);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A directory with classes, a jar, and all jars of a directory. */
    private String path() {
        expectItKnowsApplications(); // there is nothing to compile against in an earlier stage
        Path directory = GatewayFiles.directory("classes");
        Path jar = directory.resolveSibling("one.jar");
        Path library = GatewayFiles.directory("lib");
        if (!Files.exists(jar)) {
            compile(directory, "InDirectory", COMPILED.replace("NAME", "InDirectory").replace("TEXT", "InDirectory"));
            compile(directory, "Plain", PLAIN);
            jar(compile(GatewayFiles.directory("other"), "InLibrary", COMPILED.replace("NAME", "InLibrary").replace("TEXT", "InLibrary")),
                    library.resolve("two.jar"));
            jar(compile(GatewayFiles.directory("others"), "InJar", COMPILED.replace("NAME", "InJar").replace("TEXT", "InJar")), jar);
        }
        return String.join(File.pathSeparator, directory.toString(), jar.toString(), library + File.separator + "*");
    }

    /** Compiles against the server itself, as whoever writes such a class does. */
    private Path compile(Path directory, String name, String source) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        Assumptions.assumeTrue(javac != null, "this Java has no compiler");
        Path file = GatewayFiles.write(GatewayFiles.directory("source").resolve(name + ".java"), source);
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", directory.toString(), "-cp", classPath(), "-proc:none");
            if (!javac.getTask(said, files, null, options, null, files.getJavaFileObjects(file)).call()) {
                throw new IllegalStateException(said.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    /** The server's own, from the words that start it. */
    private String classPath() {
        List<String> words = target().command();
        return words.get(Math.max(words.indexOf("-cp"), words.indexOf("-jar")) + 1);
    }

    private static void jar(Path directory, Path jar) {
        try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(directory.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
