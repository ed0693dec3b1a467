package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Wire;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the server prints of its work: which connection, which thread, what was asked and what was answered. */
class LogTest {
    private static final Target POOL = Stage5.TARGET.options("--workers.kind", "pool", "--workers.count", "1");
    private static final Target BUSY = POOL.options("--queue.length", "0", "--queue.timeout", "200ms");
    private static final String GREETING = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

    /** What is printed for one client; another one comes after it, so that the end of it can be seen. */
    private static List<String> printed(Target target, Consumer<Wire> client) {
        return printed(target, (server, wire) -> client.accept(wire));
    }

    private static List<String> printed(Target target, BiConsumer<ServerUnderTest, Wire> client) {
        try (ServerUnderTest server = ServerUnderTest.start(target)) {
            try (Wire wire = Wire.to(server)) {
                client.accept(server, wire);
            }
            try (Wire wire = Wire.to(server)) {
                wire.send("GET /last-of-all HTTP/1.0\r\n\r\n").answer();
            }
            return Printed.before("/last-of-all", server);
        }
    }

    private static String sleep(int millis) {
        return GREETING.replace("/hello", "/sleep?ms=" + millis);
    }

    @Test
    void accessIsALineForEachRequest() {
        List<String> lines = printed(POOL.options("--log", "access"), wire -> {
            wire.send(GREETING).answer().expect(200);
            wire.send("HEAD /hello?again HTTP/1.1\r\nHost: a\r\n\r\n").answer("HEAD").expect(200);
            wire.send("HEAD /last HTTP/1.0\r\n\r\n").answer("HEAD").expect(404);
        });
        assertEquals(List.of("#1 loop-1 \"GET /hello HTTP/1.1\" 200 14", "#1 loop-1 \"HEAD /hello?again HTTP/1.1\" 200 0",
                "#1 loop-1 \"HEAD /last HTTP/1.0\" 404 0"), lines);
    }

    /** A worker makes the answer, and the loop sends it. */
    @Test
    void theLoopSaysWhatAWorkerHasAnswered() {
        assertEquals(List.of("#1 loop-1 \"GET /sleep?ms=1 HTTP/1.1\" 200 11"),
                printed(POOL.options("--log", "access"), wire -> wire.send(sleep(1)).answer().expect(200)));
    }

    @Test
    void whatIsRefusedIsLoggedToo() {
        assertEquals(List.of("#1 loop-1 \"(refused)\" 400 18"),
                printed(POOL.options("--log", "access"), wire -> wire.send("\u0016\u0003\u0001").answer().expect(400)));
        assertEquals(List.of("#1 loop-1 \"GET / HTTP/1.1\" 400 44"),
                printed(POOL.options("--log", "access"), wire -> wire.send("GET / HTTP/1.1\r\n\r\n").answer().expect(400)));
        assertEquals(List.of("#1 loop-1 \"GET / HTTP/1.1\" 408 34"), printed(POOL.options("--log", "access", "--deadlines.head", "50ms"),
                wire -> wire.send("GET / HTTP/1.1\r\n").answer().expect(408)));
    }

    @Test
    void whoIsTurnedAwayIsCounted() {
        List<String> lines = printed(BUSY.options("--log", "access"), (server, first) -> {
            first.send(GREETING + sleep(3000)).answer().expect(200);
            for (int i = 0; i < 2; i++) {
                try (Wire wire = Wire.to(server)) {
                    wire.send(sleep(1)).answer().expect(503);
                }
            }
        });
        assertEquals(List.of("#1 loop-1 \"GET /hello HTTP/1.1\" 200 14",
                "#2 overload turned away, no worker had time; 1 so far", "#2 loop-1 \"GET /sleep?ms=1 HTTP/1.1\" 503 22",
                "#3 overload turned away, no worker had time; 2 so far", "#3 loop-1 \"GET /sleep?ms=1 HTTP/1.1\" 503 22"), lines);
    }

    @Test
    void wireShowsWhatComesAndWhatGoes() {
        List<String> lines = printed(POOL.options("--log", "wire"),
                wire -> wire.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: \u009B2J\u00E9\r\n\r\n").answer());
        assertEquals(List.of("#1 loop-1 < GET /hello HTTP/1.1", "#1 loop-1 < Host: a", "#1 loop-1 < X: \\x9b2J\\xe9",
                "#1 loop-1 < ", "#1 loop-1 \"GET /hello HTTP/1.1\" 200 14", "#1 loop-1 > HTTP/1.1 200 OK"), lines.subList(0, 6));
        assertEquals(List.of("#1 loop-1 > ", "#1 loop-1 > Hello, World!\\x0a"), lines.subList(lines.size() - 2, lines.size()));
    }

    /** What is sent in pieces is shown in pieces, and all of it once. */
    @Test
    void wireShowsHowLongABodyIsAndNotAllOfIt() {
        List<String> lines = printed(POOL.options("--log", "wire"), wire -> wire.send("GET /bytes?n=100000 HTTP/1.0\r\n\r\n").answer());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("bytes more)")), lines.toString());
        assertTrue(lines.stream().mapToInt(String::length).sum() < 100_000);
    }

    @Test
    void noneIsTheReadyLineAndNothingElse() {
        try (ServerUnderTest server = ServerUnderTest.start(POOL)) {
            try (Wire wire = Wire.to(server)) {
                wire.send(GREETING).answer();
            }
            server.signal("TERM");
            server.waitForExit(Duration.ofSeconds(10));
            assertTrue(server.tail().stream().skip(1).allMatch(line -> line.startsWith("stopp")), server.tail().toString());
        }
    }
}
