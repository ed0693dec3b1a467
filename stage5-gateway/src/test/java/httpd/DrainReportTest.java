package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that was told to stop says on standard error what it waits for, what it cuts off, and what it has done in its life. */
class DrainReportTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<Wire> wires = new ArrayList<>();
    private ServerUnderTest server;

    @AfterEach
    void end() {
        wires.forEach(Wire::close);
        server.close();
    }

    @Test
    void itNamesWhatItWaitsFor() {
        start();
        answered(1); // idle, which nobody waits for
        Wire busy = under("/sleep?ms=1500");
        server.signal("TERM");
        busy.answer().expect(200);
        busy.close(); // or it would be waited for as one who has his last answer and stays
        List<String> lines = ended();
        String waiting = "stopping: at most [0-9]+ ms more for #2 GET /sleep\\?ms=1500";
        assertTrue(lines.stream().filter(line -> line.matches(waiting)).count() >= 2, "it says so again after a second: " + lines);
        assertTrue(lines.size() <= 8, "and not much more often: " + lines);
        assertEquals("stopped: 2 connections accepted, 0 requests refused", last(lines));
    }

    @Test
    void itNamesAFewOfMany() {
        start("--shutdown.grace", "300ms");
        for (int i = 0; i < 8; i++) under("/sleep?ms=20000");
        List<String> lines = stopped();
        String some = "#1 GET /sleep\\?ms=20000, (#[2-5] GET /sleep\\?ms=20000(, | )){4}and 3 more";
        assertTrue(lines.get(0).matches("stopping: at most [0-9]+ ms more for " + some), lines.toString());
        assertTrue(lines.get(lines.size() - 2).matches("giving up after 300 ms: cutting off " + some), lines.toString());
        assertEquals("stopped: 8 connections accepted, 0 requests refused", last(lines));
    }

    @Test
    void itSaysWhatItCutsOff() {
        start("--shutdown.grace", "300ms");
        Wire busy = under("/sleep?ms=20000");
        List<String> lines = stopped();
        assertTrue(lines.get(0).matches("stopping: at most [0-9]+ ms more for #1 GET /sleep\\?ms=20000"), lines.toString());
        assertEquals(List.of("giving up after 300 ms: cutting off #1 GET /sleep?ms=20000",
                "stopped: 1 connections accepted, 0 requests refused"), lines.subList(lines.size() - 2, lines.size()));
        busy.expectGone();
    }

    @Test
    void withNothingUnderWayItSaysThatItHasStopped() {
        start();
        connect(); // one that never speaks, and is accepted before the others
        answered(3);
        List<String> lines = stopped();
        assertEquals("stopped: 4 connections accepted, 0 requests refused", last(lines));
        assertTrue(lines.size() <= 2, "that takes no time that anybody should read of: " + lines);
    }

    /** Each of them is closed by itself, which nobody wants to read of. */
    @Test
    void manyIdleConnectionsAreNoNews() {
        start();
        answered(1000);
        List<String> lines = stopped();
        assertEquals("stopped: 1000 connections accepted, 0 requests refused", last(lines));
        assertTrue(lines.size() <= 4, lines.size() + " lines, the first of them: " + lines.get(0));
    }

    @Test
    void itCountsWhomItHasRefused() {
        start("--workers.count", "1", "--queue.length", "0", "--queue.timeout", "200ms");
        Wire busy = under("/sleep?ms=1200");
        for (int i = 0; i < 2; i++) connect().send(request("/sleep?ms=1")).answer().expect(503);
        busy.answer().expect(200);
        wires.forEach(Wire::close);
        assertEquals("stopped: 3 connections accepted, 2 requests refused", last(stopped()));
    }

    private void start(String... options) {
        Target target = Stage5.TARGET.options("--workers.kind", "pool");
        server = ServerUnderTest.start(target.options(options));
    }

    private Wire connect() {
        Wire wire = Wire.to(server);
        wires.add(wire);
        return wire;
    }

    private void answered(int clients) {
        for (int i = 0; i < clients; i++) connect().send(request("/hello")).answer().expect(200);
    }

    /** A request that the server has begun to answer, since it has answered the one that came with it. */
    private Wire under(String target) {
        Wire wire = connect().send(request("/hello") + request(target));
        wire.answer().expect(200);
        return wire;
    }

    /** What it has printed on standard error by the time it has ended. */
    private List<String> stopped() {
        server.signal("TERM");
        return ended();
    }

    private List<String> ended() {
        assertEquals(128 + 15, server.waitForExit(SOON), "exit code after SIGTERM");
        List<String> lines = new ArrayList<>(Printed.before("stopped: ", server));
        lines.add(server.tail().get(server.tail().size() - 1));
        return lines;
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }

    private static String request(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }
}
