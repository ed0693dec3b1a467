package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Wire;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the server prints of its work: which connection, which thread, what was asked and what was answered. */
class LogTest {
    private static final Target POOL = Stage3.TARGET.options("--workers.kind", "pool", "--workers.count", "1");
    private static final Target THREAD = Stage3.TARGET.options("--workers.kind", "thread");
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

    @Test
    void accessIsALineForEachRequest() {
        List<String> lines = printed(POOL.options("--log", "access"), wire -> {
            wire.send(GREETING).answer().expect(200);
            wire.send("HEAD /hello?again HTTP/1.1\r\nHost: a\r\n\r\n").answer("HEAD").expect(200);
            wire.send("HEAD /last HTTP/1.0\r\n\r\n").answer("HEAD").expect(404);
        });
        assertEquals(List.of("#1 worker-1 \"GET /hello HTTP/1.1\" 200 14", "#1 worker-1 \"HEAD /hello?again HTTP/1.1\" 200 0",
                "#1 worker-1 \"HEAD /last HTTP/1.0\" 404 0"), lines);
    }

    @Test
    void whatIsRefusedIsLoggedToo() {
        assertEquals(List.of("#1 worker-1 \"(refused)\" 400 18"),
                printed(POOL.options("--log", "access"), wire -> wire.send("\u0016\u0003\u0001").answer().expect(400)));
        assertEquals(List.of("#1 worker-1 \"GET / HTTP/1.1\" 400 44"),
                printed(POOL.options("--log", "access"), wire -> wire.send("GET / HTTP/1.1\r\n\r\n").answer().expect(400)));
        assertEquals(List.of("#1 worker-1 \"GET / HTTP/1.1\" 408 34"), printed(POOL.options("--log", "access", "--deadlines.head", "50ms"),
                wire -> wire.send("GET / HTTP/1.1\r\n").answer().expect(408)));
    }

    @Test
    void aThreadIsNamedAfterItsConnection() {
        List<String> lines = printed(THREAD.options("--log", "access"), (server, first) -> {
            try (Wire second = Wire.to(server)) {
                second.send(GREETING).answer();
            }
            first.send(GREETING).answer();
        });
        assertEquals(List.of("#2 connection-2 \"GET /hello HTTP/1.1\" 200 14", "#1 connection-1 \"GET /hello HTTP/1.1\" 200 14"), lines);
    }

    @Test
    void aVirtualThreadIsNamedAfterItsConnectionToo() {
        assumeTrue(Runtime.version().feature() >= 21, "there are no virtual threads in this JDK");
        Target virtual = Stage3.TARGET.options("--workers.kind", "virtual", "--log", "access");
        assertEquals(List.of("#1 connection-1 \"GET /hello HTTP/1.1\" 200 14"), printed(virtual, wire -> wire.send(GREETING).answer()));
    }

    @Test
    void whoIsTurnedAwayIsCounted() {
        Target busy = POOL.options("--log", "access", "--queue.length", "0", "--queue.timeout", "200ms");
        List<String> lines = printed(busy, (server, silent) -> {
            for (int i = 0; i < 2; i++) {
                try (Wire wire = Wire.to(server)) {
                    wire.send(GREETING).answer().expect(503);
                }
            }
            awaitLine(server, "2 so far"); // it is printed when the answer is out
        });
        assertEquals(List.of("#2 overload \"GET /hello HTTP/1.1\" 503 22", "#2 overload turned away, no worker had time; 1 so far",
                "#3 overload \"GET /hello HTTP/1.1\" 503 22", "#3 overload turned away, no worker had time; 2 so far"), lines);
    }

    private static void awaitLine(ServerUnderTest server, String end) {
        for (long late = System.nanoTime() + 5_000_000_000L; System.nanoTime() < late; Thread.onSpinWait()) {
            if (server.tail().stream().anyMatch(line -> line.endsWith(end))) return;
        }
    }

    @Test
    void wireShowsWhatComesAndWhatGoes() {
        List<String> lines = printed(POOL.options("--log", "wire"),
                wire -> wire.send("GET /hello HTTP/1.1\r\nHost: a\r\nX: \u009B2J\u00E9\r\n\r\n").answer());
        assertEquals(List.of("#1 worker-1 < GET /hello HTTP/1.1", "#1 worker-1 < Host: a", "#1 worker-1 < X: \\x9b2J\\xe9",
                "#1 worker-1 < ", "#1 worker-1 \"GET /hello HTTP/1.1\" 200 14", "#1 worker-1 > HTTP/1.1 200 OK"), lines.subList(0, 6));
        assertEquals(List.of("#1 worker-1 > ", "#1 worker-1 > Hello, World!\\x0a"), lines.subList(lines.size() - 2, lines.size()));
    }

    @Test
    void wireShowsWhatTheOneSaysWhoTurnsAway() {
        Target busy = POOL.options("--log", "wire", "--queue.length", "0", "--queue.timeout", "200ms");
        List<String> lines = printed(busy, (server, silent) -> {
            try (Wire wire = Wire.to(server)) {
                wire.send(GREETING).answer().expect(503);
            }
        });
        assertEquals("#2 overload < GET /hello HTTP/1.1", lines.get(0));
        assertTrue(lines.contains("#2 overload > HTTP/1.1 503 Service Unavailable"), lines.toString());
        assertTrue(lines.contains("#2 overload > Retry-After: 1"), lines.toString());
    }

    @Test
    void wireShowsHowLongABodyIsAndNotAllOfIt() {
        List<String> lines = printed(POOL.options("--log", "wire"), wire -> wire.send("GET /bytes?n=100000 HTTP/1.0\r\n\r\n").answer());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("bytes more)")), lines.toString());
        assertTrue(lines.stream().mapToInt(String::length).sum() < 100_000);
    }

    @Test
    void noneIsTheReadyLineAndNothingElse() {
        try (ServerUnderTest server = ServerUnderTest.start(POOL); Wire wire = Wire.to(server)) {
            wire.send(GREETING).answer();
            server.signal("TERM");
            assertEquals(List.of(), Printed.before("stopped: ", server));
        }
    }
}
