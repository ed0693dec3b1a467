package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Deadline;
import behaviours.Figures;
import behaviours.Needs;
import behaviours.Route;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Target;
import behaviours.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More clients than the server can serve: it says so, stays small, and is back when they have left. */
@Since(3)
public abstract class OverloadContract extends BusyContract {
    @Test
    @Behaviour("waiting.overload")
    @Needs({Route.OPTIONS, Route.SLEEP})
    public void aFullQueueIsAnsweredWith503() {
        ServerUnderTest server = start(pool(2, 2));
        List<Wire> held = fill(server);
        Wire tooMany = connect(server).within(SOON);
        refused(tooMany.send(get("/sleep?ms=1")).answer());
        tooMany.expectClosed();
        for (Wire wire : held) wire.within(LATE).answer().expect(200).expectBody("slept 1500 ms\n");
        promptly(server, "/sleep?ms=1");
    }

    /** Closing a socket with bytes unread resets it, and on many systems the reset takes the answer with it. */
    @Test
    @Behaviour("waiting.overload")
    @Needs({Route.OPTIONS, Route.SLEEP})
    public void aClientThatIsStillSendingCanReadThe503() {
        ServerUnderTest server = start(pool(2, 2));
        fill(server);
        Wire tooMany = connect(server).send(lastGet("/sleep?ms=1").replace("\r\n\r\n", "\r\nContent-Length: 3000000\r\n\r\n"));
        tooMany.send(new byte[1_000_000]);
        awaitAnswer(tooMany, Duration.ofMillis(600));
        for (int i = 0; i < 20; i++) tooMany.send(new byte[100_000]);
        refused(tooMany.answer());
        tooMany.expectClosed();
    }

    @Test
    @Behaviour("waiting.overload")
    @Needs({Route.OPTIONS, Route.SLEEP})
    public void aRefusedClientThatStaysDoesNotHoldUpTheNext() {
        ServerUnderTest server = start(pool(2, 2));
        fill(server);
        List<Wire> crowd = new ArrayList<>();
        for (int i = 0; i < 20; i++) crowd.add(connect(server).send(get("/sleep?ms=1")));
        long start = System.nanoTime();
        for (int i = 0; i < crowd.size(); i++) {
            long left = 1200 - millisSince(start);
            assertTrue(left > 0, "20 clients too many were refused one after another: in 1200 ms only " + i + " of them");
            refused(crowd.get(i).within(Duration.ofMillis(left)).answer());
        }
    }

    @Test
    @Behaviour("waiting.overload")
    @Needs({Route.OPTIONS, Route.SLEEP})
    public void theRefusalOfAHeadRequestHasNoBody() {
        ServerUnderTest server = start(pool(2, 2));
        fill(server);
        refused(connect(server).send(get("/sleep?ms=1").replace("GET", "HEAD")).answer("HEAD"));
    }

    @Test
    @Behaviour("waiting.overload")
    @Needs({Route.OPTIONS, Route.SLEEP})
    public void withoutAQueueWhoFindsAWorkerIsServed() {
        ServerUnderTest server = start(pool(1, 0));
        promptly(server, "/sleep?ms=1");
        Wire busy = connect(server).send(lastGet("/sleep?ms=600")).expectSilence(Duration.ofMillis(40));
        refused(connect(server).within(SOON).send(get("/sleep?ms=1")).answer());
        busy.answer().expect(200).expectBody("slept 600 ms\n");
        promptly(server, "/sleep?ms=1");
    }

    @Test
    @Behaviour("waiting.overload")
    @Needs({Route.OPTIONS, Route.SLEEP})
    public void whoCameFirstIsServedFirst() {
        ServerUnderTest server = start(pool(1, 2));
        List<Wire> inLine = new ArrayList<>();
        for (int millis : new int[] {300, 300, 800}) {
            inLine.add(connect(server).send(lastGet("/sleep?ms=" + millis)).expectSilence(Duration.ofMillis(40)));
        }
        for (int i = 0; i < 2; i++) inLine.get(i).answer().expect(200).expectBody("slept 300 ms\n");
        inLine.get(2).expectSilence(Duration.ofMillis(10));
    }

    /** The third client's time is up when the second is still being served; by then it has the place that the second one had. */
    @Test
    @Behaviour("waiting.overload")
    @Needs({Route.OPTIONS, Route.SLEEP})
    public void aPlaceThatBecomesFreeInTimeIsTaken() {
        ServerUnderTest server = start(pool(1, 1).options("--queue.timeout", "900ms"));
        List<Wire> clients = new ArrayList<>();
        for (int millis : new int[] {400, 1000, 1}) {
            clients.add(connect(server).send(lastGet("/sleep?ms=" + millis)).expectSilence(Duration.ofMillis(40)));
        }
        for (Wire wire : clients) wire.answer().expect(200);
    }

    @Test
    @Behaviour("waiting.overload")
    @Needs({Route.OPTIONS, Route.SLEEP})
    public void aThousandClientsGetAnAnswerEach() {
        assumeFigures();
        ServerUnderTest server = start(pool(4, 8).options("--listener.backlog", "1024"));
        promptly(server, "/sleep?ms=1");
        Figures before = server.figures();
        List<Wire> crowd = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < 1000; i++) crowd.add(connect(server).send(lastGet("/sleep?ms=50")));
        int threads = server.figures().threads();
        int served = 0;
        for (Wire wire : crowd) {
            Answer answer = wire.within(LATE).answer().expectOneOf(200, 503);
            wire.expectClosed();
            wire.close();
            if (answer.status() == 200) served++;
        }
        long took = millisSince(start);
        assertTrue(took < LATE.toMillis(), "it took " + took + " ms until each of 1000 clients had an answer");
        assertTrue(served > 0 && served < 1000, served + " of 1000 clients were served by 4 workers; some should be, but not all");
        assertTrue(threads <= before.threads() + 8,
                "1000 clients at once took the server from " + before.threads() + " threads to " + threads);
        promptly(server, "/sleep?ms=1");
    }

    /** An accept that fails for want of descriptors leaves the client in the backlog, so asking again at once fails at once. */
    @Test
    @Behaviour("waiting.descriptors")
    @Needs(Route.PROCESS)
    @Since(value = 3, early = "a server that holds one connection at a time does not run out of descriptors")
    public void withoutDescriptorsTheServerWaitsInsteadOfSpinning() {
        assumeFigures();
        ServerUnderTest server = start(target().shell("ulimit -n 40"));
        promptly(server, "/");
        try (Crowd crowd = new Crowd(server)) {
            useUp(server, crowd);
            expectQuiet(server, 1000, 30);
        }
        servesAgain(server);
    }

    /** JDK 17 prepares the closing of sockets when it closes its first one; without descriptors that fails once and for all. */
    @Test
    @Behaviour("waiting.descriptors")
    @Needs(Route.PROCESS)
    @Since(value = 3, early = "a server that holds one connection at a time does not run out of descriptors")
    public void descriptorsMayRunOutBeforeTheFirstConnectionIsClosed() {
        assumeFigures();
        ServerUnderTest server = start(target().shell("ulimit -n 40"));
        try (Crowd crowd = new Crowd(server)) {
            useUp(server, crowd);
        }
        servesAgain(server);
    }

    private static void useUp(ServerUnderTest server, Crowd crowd) {
        crowd.growTo(50);
        Deadline deadline = Deadline.in(SOON); // it may as well keep a few for itself
        while (server.figures().descriptors() < 40 && !deadline.passed()) pause(20);
    }

    /** The server may just have begun a pause, and it may be a long one. */
    private void servesAgain(ServerUnderTest server) {
        for (int i = 0; i < 2; i++) connect(server).within(Duration.ofSeconds(3)).send(lastGet("/")).answer().expect(200);
    }

    private Target pool(int workers, int queue) {
        return target().options("--workers.kind", "pool", "--workers.count", Integer.toString(workers),
                "--queue.length", Integer.toString(queue), "--queue.timeout", "200ms");
    }

    /** Two clients for the workers and two for the queue. */
    private List<Wire> fill(ServerUnderTest server) {
        List<Wire> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) held.add(connect(server).send(lastGet("/sleep?ms=1500")).expectSilence(Duration.ofMillis(40)));
        return held;
    }

    private static void refused(Answer answer) {
        String retry = answer.expect(503).expectClose().field("Retry-After");
        assertTrue(retry != null && retry.matches("[0-9]{1,4}"),
                "a 503 must say in seconds when to come back (Retry-After, RFC 9110 section 10.2.3), but it says " + retry);
    }
}
