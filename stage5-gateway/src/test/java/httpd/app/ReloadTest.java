package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With --reload an application follows its source file, request by request, and nothing of an old version is left. */
class ReloadTest {
    private static final Request REQUEST = Request.of("GET", "/");

    @TempDir
    private Path directory;

    @Test
    void aChangeIsInTheNextAnswer() throws Exception {
        Path file = version("one");
        Application application = loader().load(file.toString());
        assertEquals("one", LoadFixture.said(application));
        assertSame(loaderOf(application), loaderOf(application), "as long as nothing changes, nothing is loaded");
        version("three");
        assertEquals("three", LoadFixture.said(application));
    }

    /** Of the same length, so that only the time tells; and of the same time, so that only the length does. */
    @Test
    void timeOrSizeTellsAChange() throws Exception {
        Path file = version("one");
        Application application = loader().load(file.toString());
        Files.setLastModifiedTime(version("two"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        assertEquals("two", LoadFixture.said(application), "an older file is another one as well");
        Files.setLastModifiedTime(version("longer"), FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        assertEquals("longer", LoadFixture.said(application));
        Path other = Files.writeString(directory.resolve("other.txt"), Files.readString(file).replace("longer", "larger"));
        Files.setLastModifiedTime(other, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        if (Files.readAttributes(file, "fileKey").get("fileKey") != null) {
            assertEquals("larger", LoadFixture.said(application), "editors write another file, and give it the old name");
        }
    }

    @Test
    void whatDoesNotCompileIsSaidOnceAndTheOldOneServes() throws Exception {
        Path file = version("one");
        Application application = loader().load(file.toString());
        String printed = printed(() -> {
            Files.writeString(file, "class Hello { nonsense }");
            assertEquals("one", LoadFixture.said(application));
            assertEquals("one", LoadFixture.said(application));
        });
        List<String> lines = printed.lines().toList();
        assertEquals(file + ": this does not compile", lines.get(0), printed);
        assertTrue(lines.get(1).startsWith(file + ":1: "), printed);
        assertEquals("the version before it goes on serving", lines.get(lines.size() - 1), printed);
        assertEquals(1, lines.stream().filter(lines.get(0)::equals).count(), printed);
        version("mended");
        assertEquals("mended", LoadFixture.said(application));
    }

    @Test
    void whatIsNoApplicationIsSaidOnceAndTheOldOneServes() throws Exception {
        Path file = version("one");
        Application application = loader().load(file.toString());
        String failing = "class Hello { static httpd.gateway.Application app() { throw new Error(\"no\"); } }";
        for (String wrong : List.of("class Hello { }", failing)) {
            String printed = printed(() -> {
                Files.writeString(file, wrong);
                assertEquals("one", LoadFixture.said(application));
                assertEquals("one", LoadFixture.said(application));
            });
            assertEquals(2, printed.lines().count(), printed);
            assertTrue(printed.startsWith(file + ": "), printed);
        }
    }

    @Test
    void aFileThatIsAwayForAMomentIsNoChange() throws Exception {
        Path file = version("one");
        Application application = loader().load(file.toString());
        Path away = Files.move(file, directory.resolve("away.txt"));
        assertEquals("", printed(() -> assertEquals("one", LoadFixture.said(application))));
        assertEquals("", printed(() -> {
            Files.move(away, file);
            assertEquals("one", LoadFixture.said(application));
        }), "the same file has come back");
    }

    @Test
    void theFirstVersionMustBeOne() throws Exception {
        Path file = Files.writeString(directory.resolve("hello.java"), "class Hello { nonsense }");
        String problem = LoadFixture.problem(loader(), file);
        assertTrue(problem.startsWith(file + ": this does not compile\n" + file + ":1: "), problem);
    }

    /** To look at a file may take a while, so it is nothing for an event loop. */
    @Test
    void aWorkerLooksAtTheFile() throws Exception {
        Path file = new LoadFixture(directory).source("hello.java", """
                class Hello implements Application {
                    public Response handle(Request request) { return null; }
                    public boolean mayBlock(Request request) { return false; }
                    public boolean streams(Request request) { return true; }
                }""");
        assertTrue(loader().load(file.toString()).mayBlock(REQUEST) && loader().load(file.toString()).streams(REQUEST));
    }

    @Test
    @Timeout(30)
    void aChangeIsCompiledOnceForAllWhoWait() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        Path file = Files.writeString(directory.resolve("any.java"), "1");
        Application application = new Reload(file, () -> {
            String version = "version " + loads.incrementAndGet();
            return request -> Response.text(200, version);
        });
        Files.writeString(file, "22");
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(clients.submit(() -> LoadFixture.said(application)));
            }
            for (Future<String> answer : answers) {
                assertEquals("version 2", answer.get(), "nobody who comes after the change gets the old one");
            }
        } finally {
            clients.shutdownNow();
        }
        assertEquals(2, loads.get());
    }

    /** What one class of it holds, a thread or a field, would hold all of them, version by version. */
    @Test
    @Timeout(60)
    void aReplacedVersionIsGarbage() throws Exception {
        Path file = version("one");
        Application application = loader().load(file.toString());
        WeakReference<ClassLoader> old = new WeakReference<>(loaderOf(application));
        version("three");
        assertNotSame(old.get(), loaderOf(application));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (old.get() != null && System.nanoTime() < end) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertNull(old.get(), "somebody still holds the class loader of the old version");
        assertEquals("three", LoadFixture.said(application));
    }

    /** A body that is pulled is handed on as it is, so its source shows who has made it. */
    private static ClassLoader loaderOf(Application application) throws Exception {
        Body body = application.handle(Request.of("GET", "/source")).body();
        return ((Body.Stream) body).source().getClass().getClassLoader();
    }

    private Path version(String text) throws IOException {
        return new LoadFixture(directory).source("hello.java", """
                class Hello {
                    static Response app(Request request) {
                        if (request.path().equals("/source")) {
                            return Response.of(200, "text/plain", new httpd.http.Body.Stream(new java.io.InputStream() {
                                public int read() { return -1; }
                            }, 0));
                        }
                        return Response.text(200, "TEXT");
                    }
                }""".replace("TEXT", text));
    }

    private static AppLoader loader() throws LoadException {
        return new AppLoader(AppPath.of("."), SourceCompiler::ofThisJava, true);
    }

    private interface Work {
        void run() throws Exception;
    }

    /** What is printed on standard error meanwhile. */
    private static String printed(Work work) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
