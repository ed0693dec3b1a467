package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Behaviour;
import behaviours.Needs;
import behaviours.Route;
import behaviours.Run;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One client that takes its time delays nobody else. */
@Since(3)
public abstract class WaitingContract extends BusyContract {
    @Test
    @Behaviour("waiting.one-silent-client")
    public void clientsThatSayNothingMoreDelayNobody() {
        connect();
        connect().send("GET / HTTP/1.1\r\nHost: loc");
        connect().send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345");
        promptly(server(), "/");
    }

    @Test
    @Behaviour("waiting.one-silent-client")
    @Needs(Route.OPTIONS)
    public void whoHasTheLastAnswerAndStaysHoldsNoWorker() {
        ServerUnderTest server = start(target().options("--workers.count", "1"));
        connect(server).send(lastGet("/")).answer().expect(200).expectClose();
        promptly(server, "/");
    }

    @Test
    @Behaviour("waiting.one-slow-application")
    @Needs({Route.SLEEP, Route.HELLO})
    public void aSlowApplicationDelaysNobody() {
        Wire slow = connect().send(lastGet("/sleep?ms=2000")).expectSilence(Duration.ofMillis(50));
        promptly(server(), "/hello");
        slow.expectSilence(Duration.ofMillis(50));
        slow.answer().expect(200).expectBody("slept 2000 ms\n");
    }

    @Test
    @Behaviour("waiting.one-stalled-reader")
    @Needs(Route.BYTES)
    public void aClientThatDoesNotReadDelaysNobody() {
        Wire stalled = connect(server(), 4096).send(lastGet("/bytes?n=50000000"));
        stalled.head("GET").expect(200).expectField("Content-Length", "50000000");
        pause(200); // until the buffers on the way are full
        promptly(server(), "/");
    }

    /** The connection that came first asks last: a server that takes one after the other cannot look as if it did not. */
    @Test
    @Behaviour("waiting.concurrent")
    @Needs(Route.SLEEP)
    public void slowRequestsRunSideBySide() {
        int count = 6;
        ServerUnderTest server = server();
        List<Wire> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) clients.add(0, connect(server));
        long start = System.nanoTime();
        for (Wire client : clients) client.send(lastGet("/sleep?ms=500"));
        for (Wire client : clients) {
            client.within(Duration.ofMillis(Math.max(1, 1200 - millisSince(start))));
            client.answer().expect(200).expectBody("slept 500 ms\n");
        }
        long elapsed = millisSince(start);
        assertTrue(elapsed >= 500, count + " requests that sleep 500 ms were answered after " + elapsed + " ms: they did not sleep");
    }

    /** A server that was stopped finds all who came meanwhile at once when it goes on. */
    @Test
    @Behaviour("waiting.concurrent")
    @Needs({Route.SLEEP, Route.PROCESS})
    public void whoComeTogetherAreServedTogether() {
        ServerUnderTest server = start(target());
        promptly(server, "/");
        server.signal("STOP");
        List<Wire> burst = new ArrayList<>();
        for (int i = 0; i < 8; i++) burst.add(connect(server).send(lastGet("/sleep?ms=1000")));
        server.signal("CONT");
        long start = System.nanoTime();
        for (Wire client : burst) {
            client.within(Duration.ofMillis(Math.max(1, 1900 - millisSince(start))));
            client.answer().expect(200).expectBody("slept 1000 ms\n");
        }
    }

    @Test
    @Behaviour("waiting.workers")
    @Needs(Route.OPTIONS)
    public void aPoolServes() {
        serves("pool");
    }

    @Test
    @Behaviour("waiting.workers")
    @Needs(Route.OPTIONS)
    public void aThreadForEachConnectionServes() {
        serves("thread");
    }

    @Test
    @Behaviour("waiting.workers")
    @Needs({Route.OPTIONS, Route.PROCESS})
    public void aVirtualThreadForEachConnectionServesOrIsRefusedInOneLine() {
        boolean available = Runtime.version().feature() >= 21;
        serves(available ? "virtual" : "pool");
        if (available) return;
        Run run = run(target().options("--workers.kind", "virtual"));
        assertTrue(run.exit() == 2 && run.out().isEmpty() && run.err().size() == 1 && run.err().get(0).contains("21"),
                "without virtual threads there should be one line that names JDK 21, and exit code 2: " + run);
    }

    @Test
    @Behaviour("waiting.workers")
    @Needs(Route.OPTIONS)
    public void aWorkerOutlivesAClientThatBreaksOff() {
        ServerUnderTest server = start(target().options("--workers.kind", "pool", "--workers.count", "1"));
        Wire leaver = connect(server).send("GET / HTTP/1.1\r\nHost: loc");
        leaver.expectSilence(Duration.ofMillis(50)).reset();
        promptly(server, "/");
    }

    private void serves(String kind) {
        ServerUnderTest server = start(target().options("--workers.kind", kind));
        connect(server);
        promptly(server, "/").expectBody("Hello, World!\n");
    }
}
