package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Behaviour;
import behaviours.Figures;
import behaviours.Needs;
import behaviours.Route;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However many clients make the server wait, it is ready for the next one. */
@Since(4)
public abstract class ReadinessContract extends BusyContract {
    /** More than any pool of workers has by default: enough to see it starve without waiting for hundreds. */
    private static final int FEW = 24;

    @Test
    @Behaviour("readiness.silent-clients")
    public void fiveHundredSilentClientsDelayNobody() {
        ServerUnderTest server = server();
        try (Crowd crowd = new Crowd(server)) {
            for (int size : new int[] {FEW, 100, 200, 300, 400, 500}) {
                crowd.growTo(size);
                promptly(server, "/");
            }
        }
    }

    @Test
    @Behaviour("readiness.dribbling-clients")
    public void twoHundredDribblingClientsDelayNobody() {
        ServerUnderTest server = server();
        try (Crowd crowd = new Crowd(server)) {
            for (int size : new int[] {FEW, 100, 200, 200}) {
                crowd.growTo(size).send(new byte[] {'A'});
                promptly(server, "/");
                pause(1000);
            }
        }
    }

    @Test
    @Behaviour("readiness.loop-not-blocked")
    @Needs({Route.SLEEP, Route.HELLO})
    public void whatCannotBlockIsAnsweredWhileAllWorkersSleep() {
        ServerUnderTest server = start(target());
        List<Wire> sleepers = new ArrayList<>();
        for (int i = 0; i < FEW; i++) sleepers.add(connect(server).send(get("/sleep?ms=5000")));
        sleepers.get(0).expectSilence(Duration.ofMillis(100));
        promptly(server, "/hello");
    }

    /** The median, because one late answer in ten may be the machine's doing; and a bound for each, because a lost wake-up is rare. */
    @Test
    @Behaviour("readiness.wakeup")
    @Needs(Route.SLEEP)
    @Since(value = 4, early = "where the thread that waits is the thread that answers nobody needs to be woken")
    public void anAnswerFromAWorkerLeavesAtOnce() {
        Wire wire = connect();
        long[] late = new long[11];
        for (int i = 0; i < late.length; i++) {
            long start = System.nanoTime();
            wire.send(get("/sleep?ms=100")).answer().expect(200).expectBody("slept 100 ms\n").expectKeepAlive();
            late[i] = millisSince(start) - 100;
        }
        Arrays.sort(late);
        assertTrue(late[late.length / 2] <= 50 && late[late.length - 1] <= 500,
                "milliseconds between the end of the work and the answer: " + Arrays.toString(late));
    }

    @Test
    @Behaviour("readiness.loop-survives")
    @Since(value = 4, early = "where each connection has a thread, an exception ends no more than that")
    public void aMalformedSecondRequestEndsOnlyItsConnection() {
        Wire other = connect().send(GREETING);
        other.answer().expect(200).expectKeepAlive();
        Wire wire = connect().send(GREETING + "\u0001\u0002 nonsense\r\n\r\n" + GREETING);
        wire.answer().expect(200);
        wire.answer().expect(400);
        wire.expectClosed();
        other.send(GREETING).answer().expect(200);
        promptly(server(), "/");
    }

    @Test
    @Behaviour("readiness.loop-survives")
    @Needs({Route.SLEEP, Route.BYTES})
    @Since(value = 4, early = "where each connection has a thread, an exception ends no more than that")
    public void clientsThatResetInAnyStateEndOnlyTheirConnections() {
        ServerUnderTest server = server();
        for (int i = 0; i < 20; i++) {
            connect(server).send("GET / HT").reset();
            connect(server).send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1").reset();
            connect(server).send(get("/sleep?ms=10")).reset();
            Wire reader = connect(server, 4096).send(get("/bytes?n=50000000"));
            reader.head("GET").expect(200).expectField("Content-Length", "50000000");
            reader.reset();
        }
        for (int i = 0; i < 3; i++) {
            ask(server, "GET", "/sleep?ms=100").expect(200);
            promptly(server, "/");
        }
    }

    @Test
    @Behaviour("readiness.loop-survives")
    @Needs(Route.FAIL)
    @Since(value = 4, early = "where each connection has a thread, an exception ends no more than that")
    public void aHandlerThatFailsEndsOnlyItsRequest() {
        for (String how : List.of("exception", "overflow", "null")) ask("GET", "/fail?how=" + how).expect(500);
        promptly(server(), "/");
    }

    @Test
    @Behaviour("readiness.limit")
    @Needs(Route.OPTIONS)
    public void pastTheLimitClientsWaitUntilOthersLeave() {
        ServerUnderTest server = start(target().options("--limits.connections", "20"));
        List<Wire> inside = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Wire wire = connect(server).send(GREETING);
            wire.answer().expect(200).expectKeepAlive();
            inside.add(wire);
        }
        List<Wire> outside = new ArrayList<>();
        for (int i = 0; i < 5; i++) outside.add(connect(server).send(GREETING));
        for (Wire wire : outside) wire.expectSilence(Duration.ofMillis(100));
        if (Figures.available()) expectQuiet(server, 500, 50);
        inside.get(19).send(GREETING).answer().expect(200);
        for (int i = 0; i < 5; i++) {
            inside.get(i).close();
            outside.get(i).answer().expect(200);
        }
    }
}
