package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Hard;
import behaviours.Target;
import behaviours.Violation;
import behaviours.Wire;
import behaviours.corpus.BytePattern;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Bodies that are larger than the memory, or not there yet, in both directions; and who waits for whom. */
public abstract class GatewayStreamContract extends GatewayContract {
    private static final int LARGE = 100_000_000;
    /** What two kernels may hold between client and application, and much less than what is sent. */
    private static final long HELD = 25_000_000;
    private static final int SMALL_BUFFER = 8 << 10;
    private static final Duration LONG = Duration.ofSeconds(60);

    @Override
    protected List<String> options() {
        return List.of("--app", GatewayFiles.application("bodies").toString(), "--deadlines.body", "2s", "--limits.memory", "300");
    }

    /** With less memory than a body needs, and with a place of its own for what does not fit there. */
    @Override
    protected Target started() {
        return super.started().jvm("-Xmx40m", "-Djava.io.tmpdir=" + GatewayFiles.directory("spool"));
    }

    @Test
    @Behaviour("gateway.streaming")
    public void whatIsFlushedArrivesAtOnceInChunks() {
        Wire wire = connect().send(get("/ticks") + get("/text"));
        Answer head = wire.head("GET").expect(200).expectField("Transfer-Encoding", "chunked").expectKeepAlive();
        if (head.field("Content-Length") != null) throw wrong(head, "nobody can know the length yet");
        for (int i = 1; i <= 3; i++) {
            until(wire, "tick " + i + "\n");
            told("/go");
        }
        until(wire, "\r\n0\r\n\r\n");
        wire.answer().expect(200).expectBody("well\n");
    }

    /** RFC 9112 section 6.3: to HTTP/1.0 the end of the connection is the end of the body. */
    @Test
    @Behaviour("gateway.streaming")
    public void toHttp10ItArrivesAtOnceUntilTheClose() {
        Wire wire = connect().send("GET /ticks HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        wire.head("GET").expect(200).expectNoField("Transfer-Encoding").expectNoField("Content-Length").expectClose();
        for (int i = 1; i <= 3; i++) {
            String come = until(wire, "tick " + i + "\n");
            if (come.length() != 7) throw Violation.differs("what comes in tick " + i, "tick " + i + "\n", come);
            told("/go");
        }
        wire.expectClosed();
    }

    @Test
    @Behaviour("gateway.streaming")
    public void aLargeBodyIsPushedThroughASmallMemory() {
        int length = Hard.scale(LARGE);
        Wire wire = connect(server(), SMALL_BUFFER).within(LONG).send(get("/pattern?length=" + length + "&n=" + length) + get("/text"));
        wire.head("GET").expect(200).expectField("Content-Length", Integer.toString(length)).expectKeepAlive();
        BytePattern pattern = new BytePattern();
        for (int i = 0; i < 10; i++) {
            wire.readBody(length / 10, pattern);
            pause(Duration.ofMillis(20));
        }
        wire.answer().expect(200).expectBody("well\n");
    }

    @Test
    @Behaviour("gateway.back-pressure")
    public void whoPushesWaitsForAClientThatDoesNotRead() {
        Wire wire = connect(server(), SMALL_BUFFER).send(get("/endless?name=endless"));
        wire.head("GET").expect(200);
        long held = settled(() -> Long.parseLong(told("/pushed")));
        if (held > HELD) throw new Violation("a client that does not read was pushed " + held + " bytes");
        wire.readBody(HELD, (bytes, from, length) -> { });
        if (!comes(() -> Long.parseLong(told("/pushed")) > held)) throw new Violation("it does not go on when the client does");
        wire.reset();
        if (!comes(() -> told("/closes").contains("endless=1"))) throw new Violation("nobody tells it that the client has left");
    }

    /** And it is not the client who is late: past the deadline for its body it is still served. */
    @Test
    @Behaviour("gateway.back-pressure")
    public void whoSendsWaitsForAnApplicationThatDoesNotRead() throws InterruptedException {
        int length = Hard.scale(LARGE);
        byte[] piece = BytePattern.of(1_000_000);
        Wire wire = connect().within(LONG).send(request("POST", "/reading/slow", "Content-Length: " + length));
        AtomicLong sent = new AtomicLong();
        Thread sender = new Thread(() -> {
            while (sent.get() < length && wire.trySend(piece)) sent.addAndGet(piece.length);
        }, "sender");
        sender.start();
        long held = settled(sent::get);
        if (held > HELD) throw new Violation("an application that does not read was sent " + held + " bytes");
        pause(Duration.ofMillis(2200));
        told("/go");
        CRC32 sum = new CRC32();
        for (int i = 0; i < length; i += piece.length) sum.update(piece);
        wire.answer("POST").expect(200).expectBody(length + " " + sum.getValue()).expectKeepAlive();
        sender.join();
    }

    @Test
    @Behaviour("gateway.reading")
    public void anApplicationAnswersWhatHasComeBeforeTheRestComes() {
        Wire wire = connect().send(request("POST", "/reading/upper", "Transfer-Encoding: chunked"));
        wire.send("6\r\nfirst\n\r\n").head("POST").expect(200).expectClose(); // the rest of the body would be taken for a request
        until(wire, "FIRST\n");
        wire.send("7\r\nsecond\n\r\n");
        until(wire, "SECOND\n");
        wire.send("0\r\n\r\n");
        until(wire, "\r\n0\r\n\r\n");
        wire.expectClosed();
    }

    @Test
    @Behaviour("gateway.reading")
    public void aBodyThatBreaksOffIsNoEndToTheApplication() {
        int broken = Integer.parseInt(told("/broken"));
        for (String page : List.of("/reading/begun", "/reading/upper")) {
            for (String bad : List.of("Zz\r\n", "4\r\nabcdX")) {
                Wire wire = reading(page, "Transfer-Encoding: chunked", "3\r\nabc\r\n");
                wire.send(bad + get("/text")).answer("POST").expect(400).expectClose();
            }
            reading(page, "Content-Length: 10", "abc").reset();
            reading(page, "Content-Length: 10", "abc").close();
        }
        await("/broken", Integer.toString(broken + 8));
    }

    /** A request whose body has begun, in the hands of the application. */
    private Wire reading(String page, String length, String begin) {
        String asked = told("/asked");
        Wire wire = connect().send(request("POST", page, length) + begin);
        await("/asked", Integer.toString(Integer.parseInt(asked) + 1));
        return wire;
    }

    @Test
    @Behaviour("gateway.reading")
    public void aBodyThatBreaksOffAfterTheAnswerHasBegunCutsIt() {
        for (String bad : List.of("wrong\r\n", "4\r\nabcdX")) {
            Wire wire = connect().send(request("POST", "/reading/upper", "Transfer-Encoding: chunked") + "6\r\nfirst\n\r\n");
            expectCut(until(wire, "FIRST\n") + everything(wire.send(bad + get("/text"))), 200);
        }
    }

    @Test
    @Behaviour("gateway.reading")
    public void aClientThatStopsInItsBodyIsLate() {
        Wire wire = connect().send(request("POST", "/reading/begun", "Content-Length: 10") + "abc");
        wire.answer("POST").expect(408).expectClose();
    }

    @Test
    @Behaviour("gateway.spool")
    public void anApplicationIsAskedWhenTheBodyIsWhole() {
        int asked = Integer.parseInt(told("/asked"));
        for (int length : new int[] {300, 200_000}) { // in memory, and in a file
            Wire wire = connect().send(request("POST", "/whole", "Content-Length: " + length)).send(new byte[200]);
            wire.expectSilence(Duration.ofMillis(50));
            wire.send(new byte[length - 201]).expectSilence(Duration.ofMillis(50));
            await("/asked", Integer.toString(asked));
            if (length > 100_000 && spooled() != 1) throw new Violation("files for one large body: " + spooled());
            wire.send(new byte[1]).answer("POST").expect(200).expectBody(Integer.toString(length)).expectKeepAlive();
            await("/asked", Integer.toString(++asked));
        }
        if (!comes(() -> spooled() == 0)) throw new Violation("files that are left when nobody needs them: " + spooled());
    }

    @Test
    @Behaviour("gateway.spool")
    public void aBodyThatDoesNotBecomeWholeLeavesNothing() {
        String asked = told("/asked");
        Wire late = connect().send(request("POST", "/whole", "Content-Length: 400")).send(new byte[350]);
        Wire gone = connect().send(request("POST", "/whole", "Transfer-Encoding: chunked") + "20000\r\n").send(new byte[90_000]);
        if (!comes(() -> spooled() == 2)) throw new Violation("files for two large bodies: " + spooled());
        gone.reset();
        late.answer("POST").expect(408).expectClose();
        if (!comes(() -> spooled() == 0)) throw new Violation("files that are left when nobody needs them: " + spooled());
        await("/asked", asked);
    }

    private static int spooled() {
        return GatewayFiles.list(GatewayFiles.directory("spool")).size();
    }
}
