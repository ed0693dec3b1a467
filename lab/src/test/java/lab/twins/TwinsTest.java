package lab.twins;

import static org.junit.jupiter.api.Assertions.fail;

import behaviours.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite is worth what it notices: each twin has a bug, and the behaviour that it names must fail. */
class TwinsTest {
    private static final Path ROOT = root();
    static final Path TWINS = ROOT.resolve("behaviours/twins");

    @TempDir
    static Path scratch;

    /** While one twin is tested the next ones are made. */
    private static final Map<String, Future<Target>> MADE = new HashMap<>();
    private static final ExecutorService MAKER = Executors.newSingleThreadExecutor();

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("behaviours/twins"))) return folder;
        }
        throw new IllegalStateException("there is no folder behaviours/twins around " + Path.of("").toAbsolutePath());
    }

    static Stream<Arguments> twins() {
        return Twin.all(TWINS).stream().map(twin -> Arguments.argumentSet(twin.name(), twin));
    }

    @BeforeAll
    static void make() {
        Workbench workbench = new Workbench(ROOT, scratch);
        for (Twin twin : Twin.all(TWINS)) MADE.put(twin.name(), MAKER.submit((Callable<Target>) () -> workbench.make(twin)));
    }

    @AfterAll
    static void stop() {
        MAKER.shutdownNow();
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("twins")
    void isNoticed(Twin twin, TestReporter reporter) throws InterruptedException, IOException {
        Hunt.Outcome outcome = Hunt.after(twin, made(twin), scratch);
        if (outcome.seen() != null) {
            reporter.publishEntry(twin.name(), outcome.seen());
            return;
        }
        Assumptions.assumeTrue(outcome.excuse() == null, outcome.excuse());
        fail("no test of " + twin.behaviour() + " notices the twin " + twin + ": " + twin.says());
    }

    private static Target made(Twin twin) throws InterruptedException, IOException {
        try {
            return MADE.get(twin.name()).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failure) throw failure;
            throw new IOException("the twin " + twin + " cannot be made: " + e.getCause(), e);
        }
    }
}
