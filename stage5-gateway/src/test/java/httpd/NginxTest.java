package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Wire;
import httpd.gateway.Application;
import httpd.http.Request;
import httpd.http.Response;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes behind the real nginx, with the configuration of the examples: what it keeps, passes on and sends once more. */
class NginxTest {
    private static final Path EXAMPLE = Path.of("examples/nginx.conf");
    private static final int MUCH = 64; // MiB: more than the buffers of both connections
    private static final int CLIENTS = 4;
    private static final int REQUESTS = 400; // of each client, of which some meet a process that is being killed

    @TempDir
    Path folder;
    private final List<ServerUnderTest> behind = new ArrayList<>();
    private ServerUnderTest nginx;

    @BeforeEach
    void start() throws IOException {
        String program = program();
        assumeTrue(program != null, "nginx is not installed");
        Target target = Stage5.TARGET.options("--app", Behind.class.getName(), "--app-path", "target/test-classes");
        for (int i = 0; i < 2; i++) behind.add(ServerUnderTest.start(target));
        nginx = nginx(program);
    }

    /** Debian keeps it where not everybody's path leads. */
    private static String program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "nginx")).filter(Files::isExecutable).findFirst().map(Path::toString).orElse(null);
    }

    private ServerUnderTest nginx(String program) throws IOException {
        int port = freePort();
        String text = Files.readString(EXAMPLE);
        String ours = text.replace("127.0.0.1:8000", "127.0.0.1:" + port)
                .replace("127.0.0.1:8005", behind.get(0).authority()).replace("127.0.0.1:8015", behind.get(1).authority());
        assertTrue(Stream.of("8000", "8005", "8015").noneMatch(old -> ours.contains("127.0.0.1:" + old + ";")), ours);
        Path file = Files.writeString(folder.resolve("nginx.conf"), ours);
        List<String> command = List.of(program, "-e", "stderr", "-p", folder.toString(), "-c", file.toString());
        return ServerUnderTest.start(new Target("nginx", 5, command, List.of(), true), port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void end() {
        if (nginx != null) {
            nginx.signal("TERM"); // killed, it would leave the process behind that does its work
            nginx.waitForExit(Duration.ofSeconds(5));
            nginx.close();
        }
        behind.forEach(ServerUnderTest::close);
    }

    @Test
    void connectionsToTheServersAreKept() {
        for (int i = 0; i < 100; i++) assertEquals("here", get(nginx, "/hello").expect(200).text());
        int connections = 0;
        for (ServerUnderTest server : behind) {
            int seen = number(server, "/connections");
            assertTrue(seen > 0, "one of the two was never asked");
            connections += seen;
        }
        assertTrue(connections <= 4, "100 requests came on " + connections + " connections");
    }

    @Test
    void whatIsPushedPassesAtOnce() {
        try (Wire wire = Wire.to(nginx)) {
            wire.send("GET /ticks HTTP/1.0\r\nHost: a\r\n\r\n").head("GET");
            for (int tick = 0; tick < 3; tick++) {
                StringBuilder text = new StringBuilder();
                wire.readBody(7, (bytes, from, count) -> text.append(new String(bytes, from, count, StandardCharsets.ISO_8859_1)));
                assertEquals("tick " + tick + "\n", text.toString());
                behind.forEach(server -> get(server, "/go")); // the next one is made when this one has been seen
            }
            wire.expectClosed();
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsTheApplicationBack() throws InterruptedException {
        try (Wire wire = Wire.to(nginx, 64 << 10)) {
            wire.send("GET /much HTTP/1.0\r\nHost: a\r\n\r\n").head("GET");
            ServerUnderTest asked = asked("/written");
            int before = -1;
            for (int now = 0; now != before; now = number(asked, "/written")) {
                before = now;
                Thread.sleep(300);
            }
            assertTrue(before < MUCH, "nobody reads, and all " + before + " MiB are written");
            wire.within(Duration.ofSeconds(20)).readBody((long) MUCH << 20, (bytes, from, count) -> { });
            wire.expectClosed();
        }
    }

    @Test
    void anUploadPassesWhileItComes() throws InterruptedException {
        for (String framing : List.of("Content-Length: 100010\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n")) {
            boolean chunked = framing.startsWith("T");
            try (Wire wire = Wire.to(nginx)) {
                wire.send("POST /upload HTTP/1.1\r\nHost: a\r\n" + framing).send(chunked ? "a\r\n0123456789\r\n" : "0123456789");
                asked("/arrived");
                wire.send(chunked ? "186a0\r\n" + "x".repeat(100_000) + "\r\n0\r\n\r\n" : "x".repeat(100_000));
                assertEquals("100010", wire.answer().expect(200).text());
            }
        }
    }

    @Test
    void whatHadNoEffectIsAskedAgainWhenAProcessIsKilled() throws InterruptedException {
        try (Wire wire = Wire.to(nginx)) {
            wire.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
            kill(asked("/held"));
            get(asked("/held"), "/go");
            assertEquals("held", wire.answer().expect(200).text());
        }
    }

    @Test
    void whatMayHaveHadAnEffectIsNot() throws InterruptedException {
        try (Wire wire = Wire.to(nginx)) {
            wire.send("POST /hold HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            kill(asked("/held"));
            wire.answer("POST").expect(502);
            assertEquals("0", get(behind.get(0), "/held").text());
        }
    }

    @Test
    void nobodyNoticesThatAProcessIsKilledUnderLoad() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        CountDownLatch some = new CountDownLatch(REQUESTS);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<Void> client = () -> {
                try (Wire wire = Wire.to(nginx)) {
                    for (int i = 0; i < REQUESTS; i++) {
                        assertEquals("here", wire.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").answer().expect(200).text());
                        answered.incrementAndGet();
                        some.countDown();
                    }
                }
                return null;
            };
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) all.add(clients.submit(client));
            assertTrue(some.await(20, TimeUnit.SECONDS), "only " + answered + " answers");
            behind.forEach(server -> assertTrue(number(server, "/connections") > 0, "one of the two was never asked"));
            kill(behind.get(1));
            for (Future<Void> one : all) one.get(30, TimeUnit.SECONDS);
            assertEquals(CLIENTS * REQUESTS, answered.get());
        } finally {
            clients.shutdownNow();
        }
    }

    private void kill(ServerUnderTest server) {
        server.signal("KILL");
        assertEquals(128 + 9, server.waitForExit(Duration.ofSeconds(5)));
        behind.remove(server);
    }

    /** Returns the process that counts something at this path, as soon as there is one. */
    private ServerUnderTest asked(String path) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() < end) {
            for (ServerUnderTest server : behind) {
                if (number(server, path) > 0) return server;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("nginx has passed nothing on: " + path + " is 0 in every process");
    }

    private static int number(ServerUnderTest server, String path) {
        return Integer.parseInt(get(server, path).text());
    }

    private static Answer get(ServerUnderTest server, String path) {
        try (Wire wire = Wire.to(server)) {
            return wire.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").answer().expect(200);
        }
    }

    /** The application of each process: it counts, and waits where it is told to. */
    static final class Behind implements Application {
        private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
        private final AtomicInteger arrived = new AtomicInteger();
        private final AtomicInteger written = new AtomicInteger();
        private final AtomicInteger held = new AtomicInteger();
        private final Semaphore go = new Semaphore(0);

        @Override
        public Response handle(Request request) throws Exception {
            return switch (request.path()) {
                case "/hello", "/slow" -> here(request);
                case "/connections" -> text(connections.size());
                case "/arrived" -> text(arrived.get());
                case "/held" -> text(held.get());
                case "/upload" -> upload(request);
                case "/written" -> text(written.get());
                case "/much" -> Response.of(200, "application/octet-stream", this::much);
                case "/ticks" -> Response.of(200, "text/plain", this::ticks);
                case "/go" -> go();
                default -> hold();
            };
        }

        private static Response text(Object text) {
            return Response.text(200, text.toString());
        }

        private Response go() {
            go.release();
            return text("gone");
        }

        private Response hold() throws InterruptedException {
            held.incrementAndGet();
            go.acquire();
            return text("held");
        }

        private Response here(Request request) throws InterruptedException {
            connections.add(request.endpoints().remote().getPort());
            Thread.sleep(request.path().equals("/slow") ? 2 : 0);
            return text("here");
        }

        private void ticks(OutputStream out) throws IOException {
            for (int i = 0; i < 3; i++) {
                out.write(("tick " + i + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                go.acquireUninterruptibly();
            }
        }

        private void much(OutputStream out) throws IOException {
            while (written.get() < MUCH) {
                out.write(new byte[1 << 20]);
                written.incrementAndGet();
            }
        }

        private Response upload(Request request) throws IOException {
            while (request.body().read() >= 0) arrived.incrementAndGet();
            return text(arrived.getAndSet(0));
        }

        @Override
        public boolean streams(Request request) {
            return request.path().equals("/upload");
        }
    }
}
