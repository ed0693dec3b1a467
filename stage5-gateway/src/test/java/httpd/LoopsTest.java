package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several loops share the clients among them, each client stays with one, and all of them are told when the server stops. */
class LoopsTest {
    private static final int CLIENTS = 30;
    private static final int REQUESTS = 3;
    private static final Target THREE = Stage5.TARGET.options("--log", "access", "--loops", "3");

    private final List<Wire> wires = new ArrayList<>();
    private ServerUnderTest server;

    @AfterEach
    void end() {
        wires.forEach(Wire::close);
        if (server != null) server.close();
    }

    @Test
    void eachOfThemHasItsShare() {
        server = ServerUnderTest.start(THREE);
        Map<String, Long> clients = served().values().stream().collect(Collectors.groupingBy(Function.identity(), TreeMap::new,
                Collectors.counting()));
        assertEquals(Map.of("loop-1", 10L, "loop-2", 10L, "loop-3", 10L), clients);
    }

    @Test
    void oneIsTheDefault() {
        server = ServerUnderTest.start(Stage5.TARGET.options("--log", "access"));
        assertEquals(List.of("loop-1"), served().values().stream().distinct().toList());
    }

    @Test
    void theFileSaysHowManyToo(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("server.yaml"), "loops: 2\nlog: access\n");
        server = ServerUnderTest.start(Stage5.TARGET.options("-c", file.toString()));
        assertEquals(List.of("loop-1", "loop-2"), served().values().stream().distinct().sorted().toList());
    }

    /** A worker's answer goes back to the loop that the client belongs to. */
    @Test
    void anAnswerFromAWorkerReturnsToItsLoop() {
        server = ServerUnderTest.start(THREE);
        Map<Integer, String> loops = served();
        for (int i = 0; i < 3; i++) wires.get(i).send(request("/sleep?ms=20")).answer().expect(200);
        List<String> lines = lines("sleep", 3);
        for (String line : lines) assertEquals(loops.get(number(line)), line.split(" ")[1], line);
    }

    /** Clients of the other loops leave, and the first loop accepts again. */
    @Test
    void theLimitCountsForAllOfThem() {
        server = ServerUnderTest.start(THREE.options("--limits.connections", Integer.toString(CLIENTS)));
        served();
        Wire outside = connect().send(request("/outside")).expectSilence(Duration.ofMillis(300));
        for (int i = 0; i < CLIENTS; i++) {
            wires.get(i).close();
            outside.answer().expect(404);
            outside = connect().send(request("/outside"));
        }
        outside.expectSilence(Duration.ofMillis(100));
    }

    @Test
    void allOfThemDrain() {
        server = ServerUnderTest.start(THREE);
        served();
        List<Wire> busy = wires.subList(0, 6);
        for (Wire wire : busy) wire.send(request("/sleep?ms=900")).expectSilence(Duration.ofMillis(20));
        server.signal("TERM");
        for (Wire wire : wires.subList(6, CLIENTS)) wire.within(Duration.ofSeconds(1)).expectClosed();
        for (Wire wire : busy) {
            wire.answer().expect(200).expectBody("slept 900 ms\n").expectClose();
            wire.close();
        }
        assertEquals(128 + 15, server.waitForExit(Duration.ofSeconds(3)), "exit code after SIGTERM");
    }

    /** Lets clients ask, and returns the one loop of each, by the number of its connection. */
    private Map<Integer, String> served() {
        for (int i = 0; i < CLIENTS; i++) connect();
        for (int i = 0; i < REQUESTS; i++) {
            for (Wire wire : wires) wire.send(request("/hello")).answer().expect(200);
        }
        Map<Integer, String> loops = new TreeMap<>();
        for (String line : lines("/hello", CLIENTS * REQUESTS)) {
            String loop = line.split(" ")[1];
            String before = loops.put(number(line), loop);
            assertTrue(before == null || before.equals(loop), "a client was first with " + before + " and then with " + loop);
        }
        assertEquals(CLIENTS, loops.size());
        return loops;
    }

    private List<String> lines(String text, int count) {
        wires.get(0).send(request("/marker?" + text)).answer().expect(404);
        List<String> lines = Printed.before("/marker?" + text, server).stream().filter(line -> line.contains(text)).toList();
        assertEquals(count, lines.size(), () -> "lines of the log with " + text + ": " + lines);
        return lines;
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(1, line.indexOf(' ')));
    }

    private Wire connect() {
        Wire wire = Wire.to(server);
        wires.add(wire);
        return wire;
    }

    private static String request(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }
}
