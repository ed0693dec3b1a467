package behaviours;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The wire against peers that misbehave: every symptom has its words, and no wait passes its deadline. */
class WireTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    private static String violation(Runnable step, Symptom symptom) {
        long start = System.nanoTime();
        String message = assertThrows(Violation.class, step::run).getMessage();
        assertTrue(System.nanoTime() - start < 4_000_000_000L, "the wait went past its deadline");
        assertTrue(message.contains("likely cause: " + symptom.likelyCause()), message);
        return message;
    }

    @Test
    void nobodyListens() throws IOException {
        InetSocketAddress free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        violation(() -> Wire.to(free), Symptom.REFUSED);
    }

    @Test
    void nothingComes() throws IOException {
        try (Canned canned = Canned.holding(""); Wire wire = canned.connect().within(SHORT)) {
            assertTrue(violation(() -> wire.send("GET / HTTP/1.1\r\n").answer(), Symptom.TIME_OUT)
                    .startsWith("nothing came within 100 ms while waiting for the status line"));
            violation(wire::expectClosed, Symptom.TIME_OUT);
            violation(wire::expectGone, Symptom.TIME_OUT);
            wire.expectSilence(SHORT);
        }
    }

    @Test
    void aDribbleDoesNotMoveTheDeadline() throws IOException {
        Canned.Script dribble = socket -> {
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write('x');
                Wire.pause(Duration.ofMillis(20));
            }
        };
        try (Canned canned = Canned.playing(dribble); Wire wire = canned.connect().within(Duration.ofMillis(300))) {
            violation(wire::answer, Symptom.TIME_OUT);
        }
    }

    @Test
    void thePeerTakesNothing() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Wire wire = Wire.to((InetSocketAddress) deaf.getLocalSocketAddress()).within(Duration.ofMillis(300))) {
            byte[] much = new byte[64 << 20];
            String message = violation(() -> wire.send(much), Symptom.TIME_OUT);
            assertTrue(message.startsWith("the server did not take 67108864 bytes within 300 ms"), message);
        }
    }

    @Test
    void thePeerResets() throws IOException {
        Canned.Script reset = socket -> {
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
        };
        try (Canned canned = Canned.playing(reset); Wire wire = canned.connect()) {
            violation(() -> wire.send("GET").expectClosed(), Symptom.RESET);
        }
        try (Canned canned = Canned.playing(reset); Wire wire = canned.connect()) {
            wire.send("GET").expectGone();
        }
        try (Canned canned = Canned.playing(reset); Wire wire = canned.connect()) {
            violation(() -> wire.send("GET").expectSilence(Duration.ofSeconds(3)), Symptom.RESET);
        }
        try (Canned canned = Canned.playing(reset); Wire wire = canned.connect()) {
            Deadline deadline = Deadline.in(Duration.ofSeconds(4));
            boolean there = true;
            while (there && !deadline.passed()) there = wire.trySend(new byte[1000]);
            assertFalse(there);
        }
    }

    @Test
    void thePeerCloses() throws IOException {
        try (Canned canned = Canned.sending(""); Wire wire = canned.connect()) {
            violation(() -> wire.expectSilence(Duration.ofSeconds(3)), Symptom.EOF);
            wire.expectClosed().expectGone().expectClosed();
        }
    }

    @Test
    void bytesComeWhereNoneMay() throws IOException {
        try (Canned canned = Canned.sending("surprise\n"); Wire wire = canned.connect()) {
            String message = violation(wire::expectClosed, Symptom.EXTRA_BYTES);
            assertTrue(message.contains("received: surprise\\n\n            ^ byte 0: 's' (0x73)"), message);
            violation(wire::expectGone, Symptom.EXTRA_BYTES);
            violation(() -> wire.expectSilence(SHORT), Symptom.EXTRA_BYTES);
        }
    }

    @Test
    void aWireThatTheTestHasClosedIsAMistakeOfTheTest() throws IOException {
        try (Canned canned = Canned.holding(""); Wire wire = canned.connect()) {
            wire.reset();
            assertThrows(IllegalStateException.class, () -> wire.send("GET"));
            assertThrows(IllegalStateException.class, wire::answer);
            assertThrows(IllegalStateException.class, wire::expectGone);
        }
    }

    @Test
    void sendsInPiecesAndSaysSo() throws IOException {
        try (Canned canned = Canned.sending("nonsense\r\n"); Wire wire = canned.connect()) {
            wire.send(List.of(new byte[] {'G'}, new byte[] {'E'})).sendSlowly(new byte[] {'T', ' '}, Duration.ofMillis(1)).halfClose();
            assertTrue(violation(wire::answer, Symptom.SYNTAX).contains("reproduce:    printf 'GET ' | nc localhost"));
        }
    }
}
