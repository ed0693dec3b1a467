package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Behaviour;
import behaviours.Needs;
import behaviours.Route;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Told to stop, the server ends what it has begun, begins nothing more, and does not wait for ever. */
@Since(3)
@Needs(Route.PROCESS)
public abstract class DrainContract extends BusyContract {
    private static final int IDLE = 5_000;
    private static final int BIG = 50_000_000;

    @Test
    @Behaviour("waiting.drain")
    @Needs(Route.SLEEP)
    public void sigtermLetsTheRequestUnderWayFinish() {
        drains("TERM", 15);
    }

    @Test
    @Behaviour("waiting.drain")
    @Needs(Route.SLEEP)
    public void sigintLetsTheRequestUnderWayFinish() {
        drains("INT", 2);
    }

    @Test
    @Behaviour("waiting.drain")
    @Needs(Route.SLEEP)
    public void sighupLetsTheRequestUnderWayFinish() {
        drains("HUP", 1);
    }

    @Test
    @Behaviour("waiting.drain")
    @Needs(Route.SLEEP)
    public void idleConnectionsDoNotWaitForTheBusyOne() {
        ServerUnderTest server = start(target());
        Wire idle = connect(server).send(GREETING);
        idle.answer().expect(200).expectKeepAlive();
        Wire busy = connect(server).send(get("/sleep?ms=1200"));
        busy.expectSilence(Duration.ofMillis(300));
        server.signal("TERM");
        idle.within(SOON).expectClosed();
        busy.expectSilence(Duration.ofMillis(50));
        busy.answer().expect(200).expectBody("slept 1200 ms\n");
    }

    @Test
    @Behaviour("waiting.drain")
    @Needs({Route.SLEEP, Route.OPTIONS})
    public void whoWaitsForAWorkerIsAnsweredToo() {
        ServerUnderTest server = start(target().options("--workers.kind", "pool", "--workers.count", "1"));
        Wire busy = connect(server).send(get("/sleep?ms=700"));
        busy.expectSilence(Duration.ofMillis(100));
        Wire waiting = connect(server).send(get("/sleep?ms=1"));
        waiting.expectSilence(Duration.ofMillis(100));
        server.signal("TERM");
        busy.answer().expect(200).expectClose();
        waiting.answer().expect(200).expectClose();
    }

    @Test
    @Behaviour("waiting.drain")
    public void idleConnectionsAloneDelayNothing() {
        ServerUnderTest server = start(target());
        Wire idle = connect(server).send(GREETING);
        idle.answer().expect(200).expectKeepAlive();
        Wire silent = connect(server);
        server.signal("TERM");
        idle.expectClosed();
        silent.expectGone();
        assertEquals(128 + 15, server.waitForExit(Duration.ofSeconds(2)), "exit code after SIGTERM");
    }

    @Test
    @Behaviour("waiting.drain")
    @Needs({Route.SLEEP, Route.OPTIONS})
    public void pastTheGraceTimeItEndsAllTheSame() {
        ServerUnderTest server = start(target().options("--shutdown.grace", "1s"));
        Wire endless = connect(server).send(get("/sleep?ms=30000"));
        endless.expectSilence(Duration.ofMillis(300));
        server.signal("TERM");
        endless.expectSilence(Duration.ofMillis(500));
        assertEquals(128 + 15, server.waitForExit(Duration.ofSeconds(3)), "exit code after SIGTERM");
        endless.expectGone();
    }

    /** Its head has promised that the connection stays open; what counts is that all of it arrives, and that nobody waits for more. */
    @Test
    @Behaviour("waiting.drain")
    @Needs(Route.BYTES)
    public void aBigAnswerUnderWayIsSentToItsEnd() {
        ServerUnderTest server = start(target());
        Wire reader = connect(server, 4096).within(LATE).send(get("/bytes?n=" + BIG));
        reader.head("GET").expect(200).expectKeepAlive().expectField("Content-Length", Integer.toString(BIG));
        server.signal("TERM");
        eventually("new connections are refused", SOON, () -> refuses(server.address()));
        assertEquals(BIG, reader.readBody(BIG, (buffer, offset, count) -> { }));
        reader.within(Duration.ofSeconds(2)).expectClosed();
        reader.close();
        assertEquals(128 + 15, server.waitForExit(Duration.ofSeconds(3)), "exit code after SIGTERM");
    }

    @Test
    @Behaviour("readiness.idle-connections")
    @Needs({Route.SLEEP, Route.OPTIONS})
    @Since(4)
    public void fiveThousandIdleConnectionsDelayNoDrain() {
        long most = ReadinessLoadContract.descriptors();
        assumeTrue(most >= IDLE + 500, "this takes " + IDLE + " descriptors for one process, and the limit is " + most);
        ServerUnderTest server = start(target().options("--deadlines.idle", "60s", "--listener.backlog", "1024"));
        try (Crowd crowd = new Crowd(server)) {
            crowd.growTo(24);
            promptly(server, "/");
            for (int size = 24; size < IDLE; size += 4) crowd.growTo(size + 4); // few at a time, which it does not pause for
            Wire idle = connect(server).send(GREETING);
            idle.answer().expect(200).expectKeepAlive();
            Wire busy = connect(server).send(get("/sleep?ms=1500")).expectSilence(Duration.ofMillis(200));
            server.signal("TERM");
            idle.within(SOON).expectClosed();
            busy.expectSilence(Duration.ofMillis(50)).answer().expect(200).expectBody("slept 1500 ms\n").expectClose();
            busy.close();
            assertEquals(128 + 15, server.waitForExit(Duration.ofSeconds(3)), "exit code after SIGTERM");
        }
    }

    @Test
    @Behaviour("waiting.drain")
    public void aRequestThatHasBegunIsTakenToItsEnd() {
        ServerUnderTest server = start(target());
        Wire wire = connect(server).send("GET / HTTP/1.1\r\nHost: loc").expectSilence(Duration.ofMillis(100));
        server.signal("TERM");
        eventually("new connections are refused", SOON, () -> refuses(server.address()));
        wire.expectSilence(Duration.ofMillis(100)).send("alhost\r\n\r\n").answer().expect(200).expectClose();
        wire.expectClosed();
        wire.close();
        assertEquals(128 + 15, server.waitForExit(Duration.ofSeconds(3)), "exit code after SIGTERM");
    }

    private void drains(String signal, int number) {
        ServerUnderTest server = start(target());
        assumeFalse(ignores(server, number), "this process was started with SIG" + signal + " ignored, and so is the server");
        Wire busy = connect(server).send(get("/sleep?ms=1200"));
        busy.expectSilence(Duration.ofMillis(300));
        server.signal(signal);
        eventually("new connections are refused", SOON, () -> refuses(server.address()));
        busy.expectSilence(Duration.ofMillis(50));
        busy.answer().expect(200).expectBody("slept 1200 ms\n").expectClose();
        busy.expectClosed();
        busy.close();
        assertEquals(128 + number, server.waitForExit(Duration.ofSeconds(5)), "exit code after SIG" + signal);
    }

    private static boolean refuses(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, 500);
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a parent ignores its children ignore too, the Java machine included: shells do that to programs in the background. */
    private static boolean ignores(ServerUnderTest server, int signal) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(server.process().pid()), "status"))) {
                if (line.startsWith("SigIgn:")) return (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> (signal - 1) & 1) == 1;
            }
        } catch (IOException e) {
            return false; // no /proc here: try
        }
        return false;
    }
}
