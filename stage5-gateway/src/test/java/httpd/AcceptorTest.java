package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Figures;
import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever cannot accept rests, longer each time, and says so; whoever is served again is not made to wait for what is over. */
class AcceptorTest {
    private static final int DESCRIPTORS = 60;
    private static final Pattern PAUSE = Pattern.compile("cannot accept: .*; trying again in (\\d+) ms");
    private static final String GREETING = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

    private final List<Wire> wires = new ArrayList<>();
    private ServerUnderTest server;

    @AfterEach
    void end() {
        wires.forEach(Wire::close);
        if (server != null) server.close();
    }

    @Test
    void withoutDescriptorsEachPauseIsTwiceAsLong() {
        startWithFewDescriptors();
        connect(DESCRIPTORS);
        awaitPauses(5);
        assertEquals(List.of(5, 10, 20, 40, 80), pauses().subList(0, 5));
    }

    @Test
    void afterTheShortageThePausesBeginAnew() {
        startWithFewDescriptors();
        connect(DESCRIPTORS);
        awaitPauses(4);
        leave();
        connect(1);
        wires.get(0).send(GREETING).answer().expect(200);
        int before = pauses().size();
        connect(DESCRIPTORS);
        awaitPauses(before + 3);
        assertEquals(List.of(5, 10, 20), pauses().subList(before, before + 3));
    }

    /** In the order in which they came, and at once: nothing but a connection that is closed has to be waited for. */
    @Test
    void pastTheLimitNobodyIsRefusedAndNobodyIsPassedOver() {
        server = ServerUnderTest.start(Stage5.TARGET.options("--limits.connections", "3"));
        connect(3);
        for (Wire wire : wires) wire.send(GREETING).answer().expect(200);
        connect(5);
        for (Wire wire : wires.subList(3, 8)) wire.send(GREETING);
        for (int i = 0; i < 5; i++) {
            for (Wire wire : wires.subList(3 + i, 8)) wire.expectSilence(Duration.ofMillis(30));
            wires.get(i).close();
            wires.get(3 + i).within(Duration.ofSeconds(1)).answer().expect(200);
        }
        assertEquals(List.of(), pauses(), "a limit that is reached is no failure");
    }

    /** A connection that is being closed counts until it is: the client who stays after his last answer has his place. */
    @Test
    void whoLingersHasHisPlace() {
        server = ServerUnderTest.start(Stage5.TARGET.options("--limits.connections", "1"));
        connect(2);
        wires.get(0).send("GET /hello HTTP/1.0\r\n\r\n").answer().expect(200);
        wires.get(1).send(GREETING).expectSilence(Duration.ofMillis(300));
        wires.get(0).close();
        wires.get(1).answer().expect(200);
    }

    private void startWithFewDescriptors() {
        assumeTrue(Figures.available(), "without /proc this is no system whose shell is known to have ulimit -n");
        server = ServerUnderTest.start(Stage5.TARGET.shell("ulimit -n " + DESCRIPTORS));
    }

    private void connect(int count) {
        for (int i = 0; i < count; i++) wires.add(Wire.to(server));
    }

    private void leave() {
        wires.forEach(Wire::close);
        wires.clear();
    }

    private List<Integer> pauses() {
        return server.tail().stream().map(PAUSE::matcher).filter(Matcher::matches).map(pause -> Integer.valueOf(pause.group(1))).toList();
    }

    private void awaitPauses(int count) {
        server.awaitFigures("it should have rested " + count + " times", Duration.ofSeconds(5), figures -> pauses().size() >= count);
        assertTrue(pauses().stream().allMatch(pause -> pause <= 1000), pauses().toString());
    }
}
