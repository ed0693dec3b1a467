package lab.twins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import behaviours.Target;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite is worth what it notices: each twin has a bug, and the behaviour that it names must fail. A bug that was put in is the
 * same on every JDK, so where the tests run on two of them the second does not look for it again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
abstract class TwinsTest {
    /** A property that is set on the second JDK. */
    static final String SECOND = "second";
    static final String ELSEWHERE = "they are looked for with another JDK";
    private static final Path ROOT = root();
    static final Path TWINS = ROOT.resolve("behaviours/twins");

    /** Some bugs show only when the server is at the right place in the right moment, and on a busy machine it may not be. */
    private static final int HUNTS = 3;

    private final Set<Integer> stages;
    private final Map<String, Twin> twins = new TreeMap<>();
    private final Map<String, CompletableFuture<Target>> made = new TreeMap<>();
    private final ExecutorService maker = Executors.newSingleThreadExecutor();
    private Workbench workbench;
    private Path scratch;

    /** @param stages the numbers of those whose twins these are */
    TwinsTest(Integer... stages) {
        this.stages = Set.of(stages);
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("behaviours/twins"))) return folder;
        }
        throw new IllegalStateException("there is no folder behaviours/twins around " + Path.of("").toAbsolutePath());
    }

    /** While one twin is tested the next ones are made. */
    @BeforeAll
    void make(@TempDir Path folder) {
        scratch = folder;
        workbench = new Workbench(ROOT, scratch);
        for (Twin twin : Twin.all(TWINS)) {
            if (!stages.contains(twin.stageNumber())) continue;
            twins.put(twin.name(), twin);
            made.put(twin.name(), CompletableFuture.supplyAsync(() -> workbench.make(twin), maker));
        }
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        maker.shutdownNow();
        maker.awaitTermination(10, TimeUnit.SECONDS);
        workbench.close();
    }

    final void isNoticed(String name) {
        Twin twin = twins.get(name);
        if (twin == null) fail("there is no " + TWINS.resolve(name + ".patch") + " of stage " + stages);
        for (int hunt = 0; hunt < HUNTS; hunt++) {
            Hunt.Outcome outcome = Hunt.after(twin, made(name), scratch);
            if (outcome.seen() != null) return;
            Assumptions.assumeTrue(outcome.excuse() == null, outcome.excuse());
        }
        fail("no test of " + twin.behaviour() + " notices the twin " + name + ": " + twin.says());
    }

    private Target made(String name) {
        try {
            return made.get(name).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AssertionError failure) throw failure;
            throw e;
        }
    }

    /** A method each, since reports know tests by the names of their methods. */
    @Test
    void everyTwinHasATest() {
        TreeSet<String> tests = Arrays.stream(getClass().getDeclaredMethods()).filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(twins.keySet().stream().map(TwinsTest::method).collect(Collectors.toCollection(TreeSet::new)), tests);
    }

    /** {@code bare-lf} is tested by {@code bareLf}. */
    private static String method(String twin) {
        return Arrays.stream(twin.split("-")).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining()).replaceFirst("^.", twin.substring(0, 1));
    }
}
