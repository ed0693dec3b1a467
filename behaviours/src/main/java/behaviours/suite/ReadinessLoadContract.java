package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Figures;
import behaviours.Hard;
import behaviours.Needs;
import behaviours.Route;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Wire;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What many connections and big answers cost: threads, memory, other people's time, and nothing at all while nothing happens. */
@Since(4)
public abstract class ReadinessLoadContract extends BusyContract {
    private static final long HUNDRED_MB = 100_000_000;

    @Test
    @Behaviour("readiness.idle-connections")
    @Needs(Route.OPTIONS)
    public void fiveThousandIdleConnectionsCostMemoryButNoThreads() {
        assumeFigures();
        assumeTrue(descriptors() >= 5_500, "this takes 5000 descriptors for one process, and the limit is " + descriptors());
        ServerUnderTest server = start(target().jvm("-Xmx64m").options("--deadlines.idle", "60s"));
        byte[] request = GREETING.getBytes(StandardCharsets.US_ASCII);
        Answer first = connect(server).send(request).answer().expect(200).expectKeepAlive();
        int length = first.head().length + first.body().length;
        try (Crowd crowd = new Crowd(server)) {
            crowd.growTo(24);
            promptly(server, "/");
            Figures before = server.figures();
            for (int size = 24; size < 5_000; size += 2) crowd.growTo(size + 2).exchange(1, request, length);
            promptly(server, "/");
            Figures after = server.figures();
            assertTrue(after.descriptors() >= 5_000, "of 5000 idle connections the server holds only " + after.descriptors());
            assertTrue(after.threads() <= before.threads() + 4,
                    "5000 idle connections took the server from " + before.threads() + " threads to " + after.threads());
            long grown = after.residentKiB() - before.residentKiB();
            assertTrue(grown < 100_000, "5000 idle connections cost " + grown + " KiB of memory");
            crowd.exchange(100, request, length);
        }
    }

    @Test
    @Behaviour("readiness.fair")
    @Needs({Route.BYTES, Route.HELLO})
    @Since(value = 4, early = "threads are fair to one another without being told")
    public void oneGreedyClientDoesNotDelaySmallRequests() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLong pulled = new AtomicLong();
        ServerUnderTest server = server();
        ask(server, "GET", "/hello").expect(200);
        Wire greedy = connect(server).within(Duration.ofSeconds(30));
        greedy.send(get("/bytes?n=" + 100 * HUNDRED_MB)).head("GET").expect(200).expectField("Content-Length", "" + 100 * HUNDRED_MB);
        CompletableFuture<Void> puller = CompletableFuture.runAsync(() -> {
            while (!enough.get()) greedy.readBody(HUNDRED_MB / 10, (buffer, offset, count) -> pulled.addAndGet(count));
        });
        List<Long> late = new ArrayList<>();
        try {
            int count = Hard.scale(40);
            for (int i = 0; i < count && late.size() <= count / 10; i++) {
                long start = System.nanoTime();
                promptly(server, "/hello");
                if (millisSince(start) > 100) late.add(millisSince(start));
                pause(10);
            }
            assertTrue(late.size() <= count / 10, "while one client pulled a big answer, small ones took more than 100 ms: " + late);
            assertTrue(pulled.get() > 0, "the big answer stood still meanwhile");
        } finally {
            enough.set(true);
            greedy.close();
            puller.handle((done, failure) -> done).get();
        }
    }

    @Test
    @Behaviour("readiness.quiet")
    @Needs(Route.BYTES)
    @Since(value = 4, early = "a thread that blocks does not spin")
    public void nothingToDoCostsNothing() {
        assumeFigures();
        ServerUnderTest server = start(target());
        Wire reader = connect(server).within(LATE).send(get("/bytes?n=50000000"));
        reader.head("GET").expect(200).expectField("Content-Length", "50000000");
        assertEquals(50_000_000, reader.readBody(50_000_000, (buffer, offset, count) -> { }));
        connect(server).send(GREETING);
        connect(server).send("GET / HT").halfClose();
        connect(server).send(GREETING).halfClose();
        expectQuiet(server, 500, 20);
    }

    @Test
    @Behaviour("readiness.quiet")
    @Needs({Route.BYTES, Route.SLEEP})
    @Since(value = 4, early = "a thread that blocks does not spin")
    public void waitingForOthersCostsNothing() {
        assumeFigures();
        ServerUnderTest server = start(target());
        Wire slow = connect(server).send(get("/sleep?ms=1500")).halfClose();
        connect(server, 4096).send(get("/bytes?n=50000000"));
        expectQuiet(server, 500, 20);
        slow.expectSilence(Duration.ofMillis(10)).answer().expect(200).expectBody("slept 1500 ms\n");
    }

    /** How many this process may have, and any that it starts. */
    static long descriptors() {
        Object system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : 0;
    }
}
