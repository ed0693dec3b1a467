package httpd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of the command line, alone and together with a file. */
class CommandLineTest {
    @TempDir
    private Path directory;

    @Test
    void everyKeyIsAnOption() {
        for (Key key : Key.values()) {
            if (!key.isFlag()) {
                assertEquals(Reading.options(), Reading.options(key.option(), key.byDefault()));
            }
        }
        assertEquals(Reading.options("--listener.host", "::1", "--listener.port", "0"), Reading.options("--host", "::1", "--port", "0"));
        assertEquals("[::1]", Reading.options("--host", "[::1]").listener().host());
    }

    /** Numbers of every size, so that no two keys can be mixed up without being seen. */
    @Test
    void everyKeyReachesItsPlace() {
        Config config = Reading.options("--app", "a", "--app", "/b=c", "--app-path", "d", "--middleware", "gzip", "--lint",
                "--host", "h", "--port", "1", "--listener.backlog", "2",
                "--workers.kind", "thread", "--workers.count", "3", "--queue.length", "4", "--queue.timeout", "5ms",
                "--deadlines.idle", "6s", "--deadlines.head", "7ms", "--deadlines.body", "8s", "--deadlines.write", "9ms",
                "--deadlines.application", "10ms",
                "--limits.requestLine", "90", "--limits.fieldLine", "100", "--limits.fields", "11", "--limits.head", "120",
                "--limits.body", "13", "--limits.memory", "130", "--limits.extras", "14", "--limits.connections", "15",
                "--shutdown.grace", "16s", "--loops", "17", "--log", "wire");
        assertEquals("Config[apps=Apps[mounted={/=a, /b=c}, path=d, middleware=[gzip], lint=true, reload=false, deadline=10], "
                + "listener=Listener[host=h, port=1, backlog=2], workers=Workers[kind=THREAD, count=3], "
                + "queue=Queue[length=4, timeout=5], deadlines=Deadlines[idle=6000, head=7, body=8000, write=9], "
                + "limits=Limits[requestLine=90, fieldLine=100, fields=11, head=120, body=13, memory=130, extras=14], "
                + "connections=15, shutdown=Shutdown[grace=16000], loops=17, log=wire]", config.toString());
    }

    @Test
    void aFlagHasNoValue() {
        assertFalse(Reading.options().apps().lint() || Reading.options().apps().reload());
        Config config = Reading.options("--reload", "--port", "7");
        assertTrue(config.apps().reload() && !config.apps().lint());
        assertEquals(7, config.listener().port());
        assertEquals(7, Reading.options("--port", "7", "--reload").listener().port());
        assertEquals("unknown option 'true'", Reading.problemOf("--lint", "true").substring(0, 21));
        String file = file("lint: true\nreload: false\n");
        assertEquals(Reading.options("--lint"), Reading.options("-c", file));
        assertEquals(Reading.options("--lint", "--reload"), Reading.options("--reload", "-c", file));
    }

    @Test
    void middlewaresAreAList() {
        assertEquals(List.of(), Reading.options().apps().middleware());
        assertEquals(List.of(), Reading.options("--middleware", "none").apps().middleware());
        assertEquals(List.of("gzip", "access-log"), Reading.options("--middleware", "gzip,access-log").apps().middleware());
        String file = file("middleware: error-page, gzip\n");
        assertEquals(List.of("error-page", "gzip"), Reading.options("-c", file).apps().middleware());
        for (String wrong : List.of("zip", "gzip,gzip", "gzip,", "none,gzip", "")) {
            assertEquals("--middleware takes none, or a list of access-log, gzip, error-page, not '" + wrong + "'",
                    Reading.problemOf("--middleware", wrong));
        }
    }

    @Test
    void theLastOneWins() {
        assertEquals(4, Reading.options("--workers.count", "2", "--workers.count", "4").workers().count());
        assertEquals(4, Reading.options("--listener.port", "2", "--port", "4").listener().port());
        assertEquals(2, Reading.options("--port", "4", "--listener.port", "2").listener().port());
    }

    @Test
    void optionsWinOverTheFileWhereverItIsNamed() {
        String file = file("workers: {count: 2, kind: thread}\n");
        String[][] orders = {{"-c", file, "--workers.count", "4", "--log", "wire"}, {"--workers.count", "4", "-c", file, "--log", "wire"},
                {"--workers.count", "4", "--log", "wire", "-c", file}};
        for (String[] options : orders) {
            Config config = Reading.options(options);
            assertEquals(new Config.Workers(Config.Kind.THREAD, 4), config.workers());
            assertEquals("wire", config.log());
        }
    }

    @Test
    void ofTwoFilesTheLastOneWins() {
        String more = Reading.write(directory.resolve("more.yaml"), "workers: {count: 3}\n").toString();
        String file = file("workers: {count: 2, kind: thread}\n");
        assertEquals(new Config.Workers(Config.Kind.THREAD, 3), Reading.options("-c", file, "-c", more).workers());
    }

    @Test
    void anUnknownOptionIsRefusedAndTheNearestNamed() {
        unknown("--workers.cuont", "--workers.count", "4");
        unknown("--workers", "--workers.kind", "4");
        unknown("--worker", "--workers.kind", "4");
        unknown("--count", "--workers.count", "4");
        unknown("--ap", "--app", "site");
        unknown("--lnit", "--lint");
        unknown("--prot", "--port", "4");
        unknown("-p", "-c", "4");
        unknown("--hepl", "--help");
        unknown("--workers.count=4", "--workers.count");
    }

    @Test
    void anOptionNeedsAValue() {
        assertEquals("--port needs a value", Reading.problemOf("--port"));
        assertEquals("--port needs a value", Reading.problemOf("--log", "none", "--port"));
        assertEquals("-c needs a value", Reading.problemOf("--log", "none", "-c"));
        assertEquals("--port takes a number from 0 to 65535, not '--log'", Reading.problemOf("--port", "--log", "none"));
    }

    @Test
    void aWrongValueIsReportedAsItWasTyped() {
        assertEquals("--port takes a number from 0 to 65535, not '65536'", Reading.problemOf("--port", "65536"));
        assertEquals("--listener.port takes a number from 0 to 65535, not ''", Reading.problemOf("--listener.port", ""));
        assertEquals("--host takes a name or an address, not 'a\\u000ab'", Reading.problemOf("--host", "a\nb"));
        assertEquals("--queue.timeout takes a duration such as 500ms or 2s, from 0ms to 3600s, not '1'",
                Reading.problemOf("--queue.timeout", "1"));
        assertEquals("unknown option '\\u001b[2J'", Reading.problemOf("\u001B[2J", "1").substring(0, 26));
    }

    @Test
    void theFileIsReadBeforeTheOptions() {
        String file = file("log: none\nworkers: {count: 0}\n");
        for (String[] options : new String[][] {{"--port", "x", "-c", file}, {"--unknown", "1", "-c", file}, {"-c", file, "--port"}}) {
            assertEquals(file + ":2: workers.count takes a number from 1 to 10000, not '0'", Reading.problemOf(options));
        }
    }

    @Test
    void virtualThreadsNeedAJdkThatHasThem() {
        int running = Runtime.version().feature();
        String file = file("log: none\nworkers: {kind: virtual}\n");
        if (running >= 21) {
            assertEquals(Config.Kind.VIRTUAL, Reading.options("--workers.kind", "virtual").workers().kind());
            assertEquals(Config.Kind.VIRTUAL, Reading.options("-c", file).workers().kind());
        } else {
            String problem = "workers.kind virtual needs JDK 21 or later; this is JDK " + running;
            assertEquals("--" + problem, Reading.problemOf("--workers.kind", "virtual"));
            assertEquals(file + ":2: " + problem, Reading.problemOf("-c", file));
        }
    }

    @Test
    void theHelpNamesEveryOptionWithItsDefault() {
        String usage = CommandLine.usage();
        for (Key key : Key.values()) {
            String line = "  \\Q" + key.option() + "\\E\\b.* \\(\\Q" + key.byDefault() + "\\E\\)";
            assertTrue(usage.lines().anyMatch(each -> each.matches(line)), key.option() + " is missing in:\n" + usage);
        }
        assertTrue(usage.contains("  --app [/PATH=]NAME ") && usage.contains("--appPath, --app-path "), usage);
        assertTrue(usage.contains("--listener.port, --port ") && usage.contains("  -c FILE ") && usage.contains("  --help "), usage);
    }

    private String file(String text) {
        return Reading.write(directory.resolve("server.yaml"), text).toString();
    }

    private static void unknown(String option, String nearest, String... rest) {
        String[] options = new String[1 + rest.length];
        options[0] = option;
        System.arraycopy(rest, 0, options, 1, rest.length);
        assertEquals("unknown option '" + option + "'; the nearest one is " + nearest + ", and --help lists them all",
                Reading.problemOf(options));
    }
}
