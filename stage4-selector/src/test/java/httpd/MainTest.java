package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import behaviours.Run;
import behaviours.ServerUnderTest;
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
    void virtualThreadsAreRefusedWhereThereAreNone() {
        int running = Runtime.version().feature();
        if (running < 21) {
            mistake("--workers.kind virtual needs JDK 21 or later; this is JDK " + running, "--workers.kind", "virtual");
        } else {
            ServerUnderTest.start(Stage4.TARGET.options("--workers.kind", "virtual")).close();
        }
    }

    private static void mistake(String line, String... options) {
        Run run = run(options);
        assertEquals(2, run.exit(), run.toString());
        assertEquals(List.of(line), run.err());
        assertEquals(List.of(), run.out());
    }

    /** The port comes first, or it would be added behind the last option. */
    private static Run run(String... options) {
        return ServerUnderTest.run(Stage4.TARGET.options("--port", "0").options(options), Duration.ofSeconds(20));
    }
}
