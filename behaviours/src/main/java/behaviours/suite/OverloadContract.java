package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Answer;
import behaviours.Behaviour;
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
        Wire tooMany = connect(server).within(Duration.ofSeconds(2));
        refused(tooMany.send(lastGet("/sleep?ms=1")).answer());
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
        for (Wire wire : crowd) refused(wire.answer());
        assertTrue(millisSince(start) < 1200, "20 clients too many were refused one after another, in " + millisSince(start) + " ms");
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
            crowd.growTo(50);
            expectQuiet(server, 500, 50);
        }
        for (int i = 0; i < 2; i++) ask(server, "GET", "/").expect(200);
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
        String retry = answer.expect(503).field("Retry-After");
        assertTrue(retry != null && retry.matches("[0-9]{1,4}"),
                "a 503 must say in seconds when to come back (Retry-After, RFC 9110 section 10.2.3), but it says " + retry);
    }
}
