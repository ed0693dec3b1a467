package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A dump of the threads tells the story of this stage: who waits for clients, who waits for the application, and who turns away. */
class ThreadNamesTest {
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    private static final Pattern THREAD = Pattern.compile("(?m)^\"([^\"]+)\".*(?:\n(?!\").+)*");

    @Test
    void thePool() throws Exception {
        Map<String, String> threads = threads("pool", "--workers.count", "3");
        List<String> workers = threads.keySet().stream().filter(name -> name.startsWith("worker")).toList();
        assertEquals(List.of("worker-1", "worker-2", "worker-3"), workers);
        assertTrue(threads.get("loop-1").contains("httpd.EventLoop.run"), threads.get("loop-1"));
        assertFalse(threads.get("loop-1").contains("httpd.site.Site"), "the loop must not wait for the application");
        assertTrue(threads.get("overload").contains("httpd.ConnectionQueue.expired"), threads.get("overload"));
        assertEquals(1, workers.stream().filter(name -> threads.get(name).contains("httpd.site.Site")).count(), threads.toString());
        assertEquals(2, workers.stream().filter(name -> threads.get(name).contains("ConnectionQueue.take")).count(), threads.toString());
    }

    @Test
    void aThreadForEachRequestThatMayBlock() throws Exception {
        Map<String, String> threads = threads("thread");
        assertTrue(threads.get("connection-1").contains("httpd.site.Site"), threads.get("connection-1"));
        assertTrue(threads.keySet().containsAll(List.of("loop-1", "overload")), threads.keySet().toString());
        assertTrue(threads.keySet().stream().noneMatch(name -> name.matches("worker.*|connection-[^1].*")),
                "nobody waits in vain: " + threads.keySet());
    }

    @Test
    void severalLoops() throws Exception {
        Map<String, String> threads = threads("pool", "--workers.count", "1", "--loops", "3");
        List<String> loops = threads.keySet().stream().filter(name -> name.startsWith("loop-")).toList();
        assertEquals(List.of("loop-1", "loop-2", "loop-3"), loops);
        for (String loop : loops) assertTrue(threads.get(loop).contains("httpd.EventLoop.run"), threads.get(loop));
    }

    /** The threads of a server that is busy with one {@code /sleep} and has a silent client, by name, each with its stack. */
    private static Map<String, String> threads(String kind, String... options) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(JCMD), "this Java has no jcmd");
        List<Wire> wires = new ArrayList<>();
        try (ServerUnderTest server = ServerUnderTest.start(Stage5.TARGET.options("--workers.kind", kind).options(options))) {
            for (int i = 0; i < 2; i++) {
                wires.add(Wire.to(server).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
                wires.get(i).answer().expect(200);
            }
            wires.get(0).send("GET /sleep?ms=30000 HTTP/1.1\r\nHost: a\r\n\r\n");
            Map<String, String> threads = Map.of();
            for (int i = 0; i < 20 && threads.values().stream().noneMatch(stack -> stack.contains("httpd.site.Site")); i++) {
                threads = dump(server);
            }
            return threads;
        } finally {
            wires.forEach(Wire::close);
        }
    }

    private static Map<String, String> dump(ServerUnderTest server) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JCMD.toString(), Long.toString(server.process().pid()), "Thread.print")
                .redirectErrorStream(true).start();
        String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(jcmd.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, jcmd.exitValue(), printed);
        Map<String, String> threads = new TreeMap<>();
        for (Matcher thread = THREAD.matcher(printed); thread.find(); ) {
            threads.put(thread.group(1), thread.group());
        }
        return threads;
    }
}
