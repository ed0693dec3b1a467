package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lab as a process that starts stages: all of them, or one in the foreground. The stages are tiny ones in a work tree of their own. */
@Timeout(60)
class FleetTest {
    @TempDir
    Path root;
    private Process lab;

    @BeforeEach
    void plant() throws IOException {
        new Tree(root).manifest("# no steps").stage("stage1-first").stage("stage2-second")
                .jar("stage1-first/target/stage1.jar", "lab.TinyServer").jar("stage2-second/target/stage2.jar", "lab.TinyServer");
    }

    @AfterEach
    void uproot() {
        if (lab == null) return;
        lab.descendants().forEach(ProcessHandle::destroyForcibly);
        lab.destroyForcibly();
    }

    private BufferedReader start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dstages.root=" + root,
                "-cp", System.getProperty("java.class.path"), "lab.Lab"));
        command.addAll(List.of(words));
        lab = new ProcessBuilder(command).redirectErrorStream(true).start();
        return lab.inputReader(StandardCharsets.UTF_8);
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void startsAllStagesAndStopsThem() throws Exception {
        BufferedReader lines = start("--free-ports");
        for (String start : List.of("Stage 1  first          http://", "Stage 2  second         http://")) {
            String line = lines.readLine();
            assertTrue(line.startsWith(start), line);
            assertEquals("Hello, World!\n", get(line.substring(line.indexOf("http://"))));
        }
        assertEquals("Ctrl-C stops them all.", lines.readLine());
        List<ProcessHandle> stages = lab.children().toList();
        assertEquals(2, stages.size());

        lab.toHandle().destroy();
        assertTrue(lab.waitFor(20, TimeUnit.SECONDS));
        assertEquals(List.of(), stages.stream().filter(ProcessHandle::isAlive).toList());
        assertEquals(null, lines.readLine());
    }

    @Test
    void oneStageThatDoesNotStartStopsAll() throws Exception {
        new Tree(root).jar("stage2-second/target/stage2.jar", "no.such.Main");
        BufferedReader lines = start("--free-ports");
        String line = lines.readLine();
        assertTrue(line.startsWith("stages: stage 2 second did not start: "), line);
        assertEquals(null, lines.readLine());
        assertEquals(1, lab.waitFor());
    }

    @Test
    void sayingSoWhenAStageEndsByItself() throws Exception {
        BufferedReader lines = start("--free-ports");
        for (int i = 0; i < 3; i++) lines.readLine();
        lab.children().forEach(ProcessHandle::destroyForcibly);
        List<String> ends = new ArrayList<>(List.of(lines.readLine(), lines.readLine()));
        ends.sort(null);
        assertTrue(ends.get(0).matches("stage 1 \\| has ended with exit code \\d+"), ends::toString);
        assertTrue(ends.get(1).matches("stage 2 \\| has ended with exit code \\d+"), ends::toString);
        assertEquals(1, lab.waitFor());
    }

    @Test
    void runPassesOptionsOnAndTheExitCodeBack() throws Exception {
        BufferedReader lines = start("run", "1", "--", "--exit", "7");
        assertEquals("told to end", lines.readLine());
        assertEquals(7, lab.waitFor());
        start("run", "1", "--exit", "8");
        assertEquals(8, lab.waitFor());
    }

    @Test
    void runStopsItsStage() throws Exception {
        BufferedReader lines = start("run", "2", "--port", "0");
        String ready = lines.readLine();
        assertTrue(ready.startsWith("Stage 1 (tiny) listening on "), ready);
        ProcessHandle stage = lab.children().findFirst().orElseThrow();
        lab.toHandle().destroy();
        assertTrue(lab.waitFor(20, TimeUnit.SECONDS));
        assertFalse(stage.isAlive());
    }

    @Test
    void aStageThatIsNotBuiltIsSaidInOneLine() throws Exception {
        Path jar = root.resolve("stage1-first/target/stage1.jar");
        Files.delete(jar);
        assertEquals("stages: " + jar + " is missing; ./stages builds it", start("run", "1").readLine());
        assertEquals(1, lab.waitFor());
    }
}
