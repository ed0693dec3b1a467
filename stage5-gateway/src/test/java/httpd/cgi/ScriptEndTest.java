package httpd.cgi;

import static httpd.cgi.Scripts.get;
import static httpd.cgi.Scripts.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How scripts end: by themselves, too late, or because nobody wants their answer; and that nothing is left of them. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = Scripts.NOT_HERE)
class ScriptEndTest {
    private static final String PLAIN = "printf 'Content-Type: text/plain\\n\\n'";
    private static final Duration SHORT = Duration.ofMillis(1500);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ENDLESS = "sleep 60";

    @TempDir
    Path directory;

    private Response run(Duration deadline, String... lines) throws Exception {
        Scripts.write(directory, "it.sh", lines);
        return new Cgi(directory, deadline).handle(get("/it.sh"));
    }

    /** Asserts that the processes have ended whose numbers the script wrote to a file. */
    private void assertEnded(int count) throws Exception {
        List<String> pids = Files.readAllLines(directory.resolve("pids"));
        assertEquals(count, pids.size());
        for (String pid : pids) assertTrue(Scripts.await(() -> !Scripts.isRunning(pid)), "process " + pid + " is still running");
    }

    @Test
    void aScriptThatHangsIsKilledWithAllItHasStarted() throws Exception {
        long began = System.nanoTime();
        HttpError error = assertThrows(HttpError.class, () -> run(SHORT, ENDLESS + " & echo $! > pids",
                "sh -c 'echo $$ >> pids; " + ENDLESS + "; echo x'", "echo too late >> pids"));
        assertEquals(504, error.status());
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(20), "it waited for the processes of the script");
        assertEnded(2);
    }

    @Test
    void aHeadThatDribblesIsNoProgress() {
        Duration deadline = Duration.ofMillis(500);
        assertEquals(504, assertThrows(HttpError.class, () -> run(deadline, "while :; do printf x; sleep 0.05; done")).status());
    }

    @Test
    void aScriptThatHangsAfterItsHeadIsCut() throws Exception {
        Response response = run(SHORT, "echo $$ > pids", PLAIN, "printf x", ENDLESS);
        assertThrows(IOException.class, () -> text(response));
        assertEnded(1);
    }

    @Test
    void aScriptMayTakeLongAsAWholeIfItKeepsWriting() throws Exception {
        String text = text(run(SHORT, PLAIN, "for i in 1 2 3 4 5 6; do sleep 0.3; printf $i; done"));
        assertEquals("123456", text);
    }

    @Test
    void noDeadlineIsNoDeadline() throws Exception {
        assertEquals("x", text(run(Duration.ZERO, "sleep 0.2", PLAIN, "sleep 0.2", "printf x")));
    }

    @Test
    void aProcessLeftBehindMakesNobodyWait() throws Exception {
        long began = System.nanoTime();
        assertEquals("x", text(run(LONG, PLAIN, "sleep 25 & echo $! > pids", "printf x")));
        assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(15), "it waited for a process that holds the output");
        ProcessHandle.of(Long.parseLong(Files.readString(directory.resolve("pids")).strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void aBodyThatIsClosedUnreadEndsTheScript() throws Exception {
        Response response = run(LONG, "echo $$ > pids", PLAIN, "while :; do echo x; done");
        response.body().close();
        assertEnded(1);
    }

    @Test
    void aClientThatLeavesEndsTheScript() throws Exception {
        Response response = run(LONG, "echo $$ > pids", PLAIN, "while :; do echo x; done");
        assertThrows(IOException.class, () -> ((Body.Push) response.body()).writeTo(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("the client has left");
            }
        }));
        response.body().close();
        assertEnded(1);
    }

    @Test
    void aThreadThatIsInterruptedEndsTheScript() throws Exception {
        Scripts.write(directory, "it.sh", "echo $$ > pids", ENDLESS);
        Future<?> asked;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            asked = thread.submit(() -> new Cgi(directory, LONG).handle(get("/it.sh")));
            assertTrue(Scripts.await(() -> Files.exists(directory.resolve("pids")) && Files.size(directory.resolve("pids")) > 0));
            asked.cancel(true);
        } finally {
            thread.shutdown();
        }
        assertTrue(thread.awaitTermination(10, TimeUnit.SECONDS), "it is still waiting");
        assertEnded(1);
    }

    @Test
    void nothingIsLeftOfAThousandRuns() throws Exception {
        Scripts.write(directory, "it.sh", PLAIN, "cat");
        Cgi cgi = new Cgi(directory, LONG);
        text(cgi.handle(get("/it.sh").with(new byte[] {'x'}))); // the JDK opens a few files of its own the first time
        Set<Long> before = children();
        long descriptors = descriptors();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(6);
        AtomicInteger runs = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> done : threads.invokeAll(Stream.generate(() -> (Callable<Void>) () -> {
                while (System.nanoTime() - end < 0 && runs.incrementAndGet() <= 1000) {
                    assertEquals("x", text(cgi.handle(get("/it.sh").with(new byte[] {'x'}))));
                }
                return null;
            }).limit(4).toList())) done.get();
        } finally {
            threads.shutdown();
        }
        System.out.println(Math.min(runs.get(), 1000) + " runs");
        assertTrue(Scripts.await(() -> children().equals(before)), "children before: " + before + ", after: " + children());
        assertEquals(0, zombies());
        assumeTrue(descriptors >= 0, "descriptors are counted in /proc, which is not there");
        assertTrue(Scripts.await(() -> descriptors() <= descriptors), "descriptors before: " + descriptors + ", after: " + descriptors());
        assertFalse(runs.get() < 50, "too few runs to say anything: " + runs);
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static long descriptors() throws IOException {
        Path own = Path.of("/proc/self/fd");
        if (!Files.isDirectory(own)) return -1;
        try (Stream<Path> open = Files.list(own)) {
            return open.count();
        }
    }

    private static long zombies() throws IOException {
        if (!Files.isDirectory(Path.of("/proc/self"))) return 0;
        String parent = " Z " + ProcessHandle.current().pid() + " ";
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> process.getFileName().toString().matches("[0-9]+")).filter(process -> {
                try {
                    return Files.readString(process.resolve("stat")).contains(parent);
                } catch (IOException e) {
                    return false; // it has ended meanwhile
                }
            }).count();
        }
    }
}
