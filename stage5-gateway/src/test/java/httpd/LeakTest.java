package httpd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Figures;
import behaviours.Hard;
import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients who leave with a reset, whatever the server is doing for them, leave nothing behind: no thread and no descriptor. */
class LeakTest {
    private static final int CLIENTS = 200;
    private static final int WORKERS = 4;
    private static final int CROWD = 25;
    /** Compiler, collector and carriers of virtual threads come and go; a leak of one for each client is 200. */
    private static final int SLACK = 12;
    private static final String GREETING = request("/hello");
    private static final String TOUCH = request("/sleep?ms=1");
    private static final String CONTINUED = "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n";

    private final List<Wire> wires = new ArrayList<>();
    private ServerUnderTest server;

    @AfterEach
    void end() {
        leave();
        if (server != null) server.close();
    }

    @Test
    void idle() {
        eachLeaves(wire -> wire.send(GREETING).answer().expect(200));
    }

    @Test
    void beforeTheFirstByte() {
        eachLeaves(wire -> { });
    }

    /** The answer to the request before it says that the server has half a head. */
    @Test
    void inMidHead() {
        eachLeaves(wire -> wire.send(GREETING + "GET /hello HTTP/1.1\r\nHos").answer().expect(200));
    }

    @Test
    void inMidBody() {
        eachLeaves(wire -> {
            wire.send(CONTINUED).answer().expect(100);
            wire.send("half");
        });
    }

    @Test
    void whileTheRequestIsHandled() {
        for (String kind : Runtime.version().feature() < 21 ? List.of("pool", "thread") : List.of("pool", "thread", "virtual")) {
            start(kind, "--queue.timeout", "10s");
            eachLeavesIt(wire -> wire.send(GREETING + request("/sleep?ms=10")).answer().expect(200));
            server.close();
        }
    }

    @Test
    void inMidAnswer() {
        eachLeaves(wire -> wire.send(request("/bytes?n=50000000")).head("GET").expect(200));
    }

    @Test
    void afterARefusal() {
        eachLeaves(wire -> wire.send("GET / HTTP/1.1\r\n\r\n").answer().expect(400));
    }

    @Test
    void afterTheLastAnswer() {
        eachLeaves(wire -> wire.send("GET /hello HTTP/1.0\r\n\r\n").answer().expect(200));
    }

    /** Requests wait in the server while the first is handled, and others on their way to it. */
    @Test
    void withRequestsThatNobodyHasReadYet() {
        eachLeaves(wire -> wire.send(GREETING + request("/sleep?ms=10") + GREETING.repeat(5_000)).answer().expect(200));
    }

    @Test
    void inMidPipelineOfBigAnswers() {
        eachLeaves(wire -> wire.send(request("/bytes?n=10000000").repeat(10)).head("GET").expect(200));
    }

    @Test
    void inTheQueue() {
        start("pool", "--queue.length", "1000");
        Figures base = base();
        occupied();
        for (int i = 0; i < Hard.scale(CLIENTS) / CROWD; i++) {
            for (int j = 0; j < CROWD; j++) connect().send(TOUCH);
            int held = base.descriptors() + (i + 1) * CROWD; // who has left is not missed before a worker has answered
            server.awaitFigures("they are not in the queue", Duration.ofSeconds(5), now -> now.descriptors() >= held);
            for (Wire wire : wires.subList(WORKERS, wires.size())) wire.reset();
            wires.subList(WORKERS, wires.size()).clear();
        }
        leave();
        awaitBase(base);
    }

    @Test
    void inLineForTheQueue() {
        start("pool", "--queue.length", "0", "--queue.timeout", "100ms");
        crowds(wire -> { });
    }

    @Test
    void afterTheyWereTurnedAway() {
        start("pool", "--queue.length", "0", "--queue.timeout", "50ms");
        crowds(wire -> wire.answer().expect(503));
    }

    /** Crowds that find all workers busy, and do something before they leave. */
    private void crowds(Consumer<Wire> client) {
        Figures base = base();
        occupied();
        for (int i = 0; i < Hard.scale(CLIENTS) / CROWD; i++) {
            for (int j = 0; j < CROWD; j++) connect().send(TOUCH);
            for (Wire wire : wires.subList(WORKERS, wires.size())) {
                client.accept(wire);
                wire.reset();
            }
            wires.subList(WORKERS, wires.size()).clear();
        }
        server.awaitFigures("who is turned away is held", Duration.ofSeconds(5), // while the workers have no time to look after it
                now -> now.descriptors() <= base.descriptors() + WORKERS + SLACK);
        leave();
        awaitBase(base);
    }

    private void eachLeaves(Consumer<Wire> client) {
        start("pool", "--queue.timeout", "10s", "--loops", "2");
        eachLeavesIt(client);
    }

    private void eachLeavesIt(Consumer<Wire> client) {
        Figures base = base();
        for (int i = 0; i < Hard.scale(CLIENTS); i++) {
            Wire wire = Wire.to(server);
            client.accept(wire);
            wire.reset();
        }
        awaitBase(base);
    }

    private void start(String kind, String... options) {
        assumeTrue(Figures.available(), "threads and descriptors are counted in /proc, which is not here");
        Target target = Stage5.TARGET.options("--workers.kind", kind, "--workers.count", Integer.toString(WORKERS));
        server = ServerUnderTest.start(target.options(options));
    }

    /** What it needs by itself, once it has answered somebody. */
    private Figures base() {
        try (Wire wire = Wire.to(server)) {
            wire.send("GET /hello HTTP/1.0\r\n\r\n").answer().expect(200);
        }
        return server.figures();
    }

    /** Every worker waits for the application for a while. */
    private void occupied() {
        for (int i = 0; i < WORKERS; i++) connect().send(GREETING + request("/sleep?ms=2000")).answer().expect(200);
    }

    private Wire connect() {
        Wire wire = Wire.to(server);
        wires.add(wire);
        return wire;
    }

    private void leave() {
        wires.forEach(Wire::reset);
        wires.clear();
    }

    /** All workers are free again, too: as many requests as there are workers are answered at once. */
    private void awaitBase(Figures base) {
        server.awaitFigures("not everything comes back to " + base, Duration.ofSeconds(10),
                now -> now.descriptors() <= base.descriptors() + SLACK && now.threads() <= base.threads() + SLACK);
        server.awaitFigures("the workers are still busy", Duration.ofSeconds(5), now -> isServed());
        for (int i = 0; i < WORKERS; i++) connect().send(request("/sleep?ms=200"));
        for (Wire wire : wires) wire.answer().expect(200);
        leave();
    }

    private boolean isServed() {
        try (Wire wire = Wire.to(server)) {
            return wire.send(TOUCH).answer().status() == 200;
        }
    }

    private static String request(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }
}
