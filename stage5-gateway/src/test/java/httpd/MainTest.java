package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Run;
import behaviours.ServerUnderTest;
import behaviours.Wire;
import httpd.config.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process does with its command line: exit code, standard output, standard error. */
class MainTest {
    @TempDir
    private Path directory;

    @Test
    void helpIsPrintedWhateverElseIsAskedFor() {
        for (String[] options : new String[][] {{"--help"}, {"--log", "none", "--help"}, {"--help", "--unknown"}, {"-c", "--help"}}) {
            Run run = run(options);
            assertEquals(0, run.exit(), run.toString());
            assertEquals(CommandLine.usage().lines().toList(), run.out());
            assertEquals(List.of(), run.err());
        }
    }

    @Test
    void aMistakeIsOneLineOnStandardErrorAndExitCode2() throws IOException {
        Path file = Files.writeString(directory.resolve("server.yaml"), "log: none\nworkers: {count: \"a\\nb\\e[2J\"}\n");
        mistake(file + ":2: workers.count takes a number from 1 to 10000, not 'a\\u000ab\\u001b[2J'", "-c", file.toString());
        mistake(directory + ": this is a directory, not a file", "-c", directory.toString());
        mistake("-c needs a value", "-c");
        mistake("--port takes a number from 0 to 65535, not 'http'", "--port", "http");
        mistake("unknown option '--worker.count'; the nearest one is --workers.count, and --help lists them all", "--worker.count", "4");
        mistake("--loops takes a number from 1 to 64, not '0'", "--loops", "0");
        mistake("unknown option '--loop'; the nearest one is --loops, and --help lists them all", "--loop", "2");
        Files.writeString(file, "[".repeat(60_000));
        mistake(file + ":1: a configuration is made of keys, such as 'log: access'", "-c", file.toString());
    }

    @Test
    void anApplicationThatCannotBeHadIsOneLineAndExitCode2() throws IOException {
        Path absent = directory.resolve("absent.java");
        mistake(absent + ": there is no file " + absent, "--app", absent.toString());
        mistake("com.example.App: looked for the class com.example.App in '" + directory + "' (--app-path); there is none",
                "--app-path", directory.toString(), "--app", "/shop=com.example.App");
        Path failing = source("failing.java", "class Failing { static Application app() { throw new Error(\"no\\nway\"); } }");
        mistake(failing + ": the method app of the class Failing has thrown java.lang.Error: no\\u000away at failing.java:4",
                "--app", failing.toString());
        Path file = Files.writeString(directory.resolve("server.yaml"), "apps:\n  /: site\n  shop: site\n");
        mistake(file + ":3: a key of apps takes a path such as / or /shop, of plain characters, not 'shop'", "-c", file.toString());
    }

    @Test
    void whatTheCompilerSaysComesAfterTheLine() throws IOException {
        Path file = source("wrong.java", "class Wrong { nonsense }");
        Run run = run("--app", file.toString());
        assertEquals(2, run.exit(), run.toString());
        assertEquals(List.of(), run.out());
        assertEquals(file + ": this does not compile", run.err().get(0));
        assertTrue(run.err().get(1).startsWith(file + ":4: ") && run.err().size() <= 5, run.toString());
    }

    @Test
    void applicationsAreServedWhereTheyAreMounted() throws IOException {
        Path file = source("hello.java", "class Hello { static Response app(Request r) { "
                + "return Response.text(200, r.script() + r.path()); } }");
        try (ServerUnderTest server = ServerUnderTest.start(Stage5.TARGET.options("--app", "/shop=" + file, "--app", "site", "--lint",
                "--middleware", "error-page,gzip")); Wire wire = Wire.to(server)) {
            wire.send("GET /shop/cart HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200).expectBody("/shop/cart").expectKeepAlive();
            wire.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").answer().expect(200).expectBody("Hello, World!\n");
        }
    }

    @Test
    void virtualThreadsAreRefusedWhereThereAreNone() {
        int running = Runtime.version().feature();
        if (running < 21) {
            mistake("--workers.kind virtual needs JDK 21 or later; this is JDK " + running, "--workers.kind", "virtual");
        } else {
            ServerUnderTest.start(Stage5.TARGET.options("--workers.kind", "virtual")).close();
        }
    }

    private Path source(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), "import httpd.gateway.Application;\nimport httpd.http.Request;\n"
                + "import httpd.http.Response;\n" + text);
    }

    private static void mistake(String line, String... options) {
        Run run = run(options);
        assertEquals(2, run.exit(), run.toString());
        assertEquals(List.of(line), run.err());
        assertEquals(List.of(), run.out());
    }

    /** The port comes first, or it would be added behind the last option. */
    private static Run run(String... options) {
        return ServerUnderTest.run(Stage5.TARGET.options("--port", "0").options(options), Duration.ofSeconds(20));
    }
}
