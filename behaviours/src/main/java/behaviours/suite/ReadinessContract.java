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
        for (String how : List.of("exception", "overflow", "null")) {
            connect().within(SOON).send(lastGet("/fail?how=" + how)).answer().expect(500);
        }
        promptly(server(), "/");
    }

    /** What is there already must not wait for what is not. */
    @Test
    @Behaviour("waiting.pipelining")
    @Needs({Route.HELLO, Route.SLEEP})
    @Since(3)
    public void theAnswerBeforeASlowOneComesAtOnce() {
        Wire wire = connect().within(SOON).send(get("/hello") + get("/sleep?ms=2500") + get("/hello"));
        wire.answer().expect(200).expectBody("Hello, World!\n").expectKeepAlive();
        wire.expectSilence(Duration.ofMillis(50));
        wire.within(LATE).answer().expect(200).expectBody("slept 2500 ms\n");
        wire.answer().expect(200).expectBody("Hello, World!\n");
    }

    @Test
    @Behaviour("waiting.pipelining")
    @Needs({Route.SLEEP, Route.REQUEST})
    @Since(3)
    public void aClientThatHasSaidAllHearsWhatIsSlowToo() {
        Wire wire = connect().send(get("/sleep?ms=300") + get("/request?second") + get("/sleep?ms=100")).halfClose();
        wire.answer().expect(200).expectBody("slept 300 ms\n").expectKeepAlive();
        assertTrue(wire.answer().expect(200).text().contains("query: second\n"), "the second answer is not that of the second request");
        wire.answer().expect(200).expectBody("slept 100 ms\n");
        wire.expectClosed();
    }

    /** Requests of the same shape, so that bytes of one that were kept in the place of another would be taken for its fields. */
    @Test
    @Behaviour("waiting.no-leak-between-requests")
    @Needs({Route.SLEEP, Route.HELLO})
    @Since(3)
    public void othersLeaveNothingInARequestThatIsUnderWay() {
        Wire last = connect().send("GET /sleep?ms=800 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Wire more = connect().send("GET /sleep?ms=800 HTTP/1.1\r\nHost: localhost\r\nConnect-on: close\r\n\r\n");
        last.expectSilence(Duration.ofMillis(150));
        Wire other = connect().within(SOON);
        other.send("GET /hello?ms=800 HTTP/1.1\r\nHost: localhost\r\nConnect-on: close\r\n\r\n").answer().expect(200).expectKeepAlive();
        connect().send("GET /hello?ms=800 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").answer().expect(200).expectClose();
        other.send("GET /hello?ms=800 HTTP/1.1\r\nHost: localhost\r\nConnect-on: close\r\n\r\n").answer().expect(200);
        last.answer().expect(200).expectBody("slept 800 ms\n").expectClose();
        more.answer().expect(200).expectBody("slept 800 ms\n").expectKeepAlive();
    }

    @Test
    @Behaviour("waiting.idle-deadline")
    @Needs({Route.SLEEP, Route.OPTIONS})
    @Since(3)
    public void aConnectionIsIdleAgainAfterASlowAnswer() {
        Wire wire = connect(start(target().options("--deadlines.idle", "500ms")));
        wire.send(get("/sleep?ms=900")).answer().expect(200).expectBody("slept 900 ms\n").expectKeepAlive();
        long start = System.nanoTime();
        wire.within(Duration.ofSeconds(3)).expectClosed();
        assertTrue(millisSince(start) >= 300, "the idle deadline was 500 ms, but the client was cut after " + millisSince(start) + " ms");
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

    /** They take turns, a line or half of one each: whoever keeps all that comes in one place mixes them up. */
    @Test
    @Behaviour("waiting.no-leak-between-requests")
    @Needs(Route.REQUEST)
    @Since(3)
    public void halfRequestsOfManyClientsDoNotMix() {
        List<Wire> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(connect());
            clients.get(i).send(GREETING).answer().expect(200).expectKeepAlive();
        }
        for (int piece = 0; piece < 5; piece++) {
            for (int i = 0; i < clients.size(); i++) {
                String body = "a".repeat(20 + i);
                clients.get(i).send(switch (piece) {
                    case 0 -> "POST /request?" + i + " HTTP/1.1\r\n";
                    case 1 -> "Host: localhost\r\nX-Cli";
                    case 2 -> "ent: " + i + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
                    case 3 -> body.substring(10);
                    default -> body.substring(0, 10);
                });
            }
            if (piece < 4) clients.get(0).expectSilence(Duration.ofMillis(30)); // until the server has read this piece
        }
        for (int i = 0; i < clients.size(); i++) {
            String seen = clients.get(i).answer("POST").expect(200).text();
            assertTrue(seen.contains("query: " + i + "\n") && seen.contains("field: X-Client: " + i + "\n")
                    && seen.contains("body: " + (20 + i) + " bytes\n"), "the request of client " + i + " was understood as " + seen);
        }
    }
}
