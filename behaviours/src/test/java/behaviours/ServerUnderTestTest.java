package behaviours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Starting, watching and ending real processes. */
class ServerUnderTestTest {
    private static final Path CLASSES = Cheat.classes();
    private static final Target HONEST = Target.stage(3, "honest", CLASSES, Cheat.class.getName()).options("HONEST", "3");

    private static String greeting(ServerUnderTest server) {
        try (Wire wire = Wire.to(server)) {
            return wire.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").answer().expect(200).text();
        }
    }

    @Test
    void startsWatchesAndEnds() {
        ServerUnderTest server = ServerUnderTest.start(HONEST);
        try (server) {
            assertEquals("Hello, World!\n", greeting(server));
            assertTrue(server.port() > 0);
            assertEquals(List.of(server.readyLine()), server.tail());
            assertEquals(1, server.linesPrinted());
            if (Figures.available()) {
                Figures figures = server.figures();
                assertTrue(figures.threads() > 3 && figures.descriptors() > 3, figures::toString);
                assertTrue(figures.residentKiB() > 5_000 && figures.cpuMillis() > 0, figures::toString);
            }
        }
        assertFalse(server.process().isAlive());
        server.close();
    }

    @Test
    void startsOnTheSamePortAgain() {
        int port;
        try (ServerUnderTest server = ServerUnderTest.start(HONEST)) {
            port = server.port();
        }
        try (ServerUnderTest server = ServerUnderTest.start(HONEST, port)) {
            assertEquals(port, server.port());
        }
    }

    @Test
    void endsBySignal() {
        try (ServerUnderTest server = ServerUnderTest.start(HONEST)) {
            assertTrue(assertThrows(Violation.class, () -> server.waitForExit(Duration.ofMillis(50))).getMessage()
                    .startsWith("the process did not end within 50 ms\n  server:       "));
            server.signal("TERM");
            assertEquals(143, server.waitForExit(Duration.ofSeconds(5)));
        }
    }

    @Test
    void saysWhyAServerDidNotStart() {
        String ended = notStarted(Target.stage(3, "none", CLASSES, "no.such.Main"));
        assertTrue(ended.startsWith("the server did not start: it ended without a ready line"), ended);
        assertTrue(ended.contains("it has ended with exit code 1") && ended.contains("    | ") && ended.contains("no.such.Main"), ended);

        String other = notStarted(Target.stage(3, "other", CLASSES, Chatty.class.getName()));
        assertTrue(other.contains("its first line is no ready line: good morning"), other);

        assertTrue(notStarted(Target.foreign("no-such-command-at-all {port}", 2)).startsWith("the command cannot be started"));
    }

    private static String notStarted(Target target) {
        return assertThrows(Violation.class, () -> ServerUnderTest.start(target)).getMessage();
    }

    /** A program that says something else first. */
    static class Chatty {
        public static void main(String[] args) {
            System.out.println("good morning");
        }
    }

    @Test
    void runsWhatEndsByItself() {
        Run run = ServerUnderTest.run(Target.stage(3, "chatty", CLASSES, Chatty.class.getName()), Duration.ofSeconds(10));
        assertEquals(new Run(0, List.of("good morning"), List.of()), run);
    }

    @Test
    void jvmOptionsAndAShellCanBePutInFront() {
        assumeTrue(Figures.available());
        Target small = HONEST.jvm("-Dsmall=yes").shell("ulimit -n 64");
        try (ServerUnderTest server = ServerUnderTest.start(small)) {
            assertEquals("Hello, World!\n", greeting(server));
            assertTrue(server.words().indexOf("-Dsmall=yes") < server.words().indexOf("-cp"), server.words()::toString);
            List<Wire> wires = new ArrayList<>();
            try {
                for (int i = 0; i < 100; i++) wires.add(Wire.to(server));
                assertTrue(server.figures().descriptors() <= 64);
            } finally {
                wires.forEach(Wire::close);
            }
        }
    }

    @Test
    void aForeignServerIsToldItsPort() {
        String java = "'" + HONEST.command().get(0) + "' -cp ";
        Target foreign = Target.foreign(java + '"' + CLASSES + "\" behaviours.Cheat HONEST 3 --port {port}", 2).jvm("-Dmine=1");
        try (ServerUnderTest server = ServerUnderTest.start(foreign)) {
            assertEquals("Hello, World!\n", greeting(server));
            assertTrue(server.tail().toString().contains("-Dmine=1"), "JDK_JAVA_OPTIONS are announced by the Java machine");
        }
        assertTrue(notStarted(Target.foreign(java + "nowhere No {port}", 2)).contains("it ended before it accepted a connection"));
    }

    @Test
    void aCommandIsSplitIntoWords() {
        assertEquals(List.of("a", "b c", "", "d'e", "fg"), Target.words("  a 'b c' \"\" \"d'e\"  f'g'"));
        assertThrows(IllegalArgumentException.class, () -> Target.words("a 'b"));
        String message = assertThrows(IllegalArgumentException.class, () -> Target.foreign("python3 my.py", 2)).getMessage();
        assertTrue(message.contains("{port}") && message.contains("python3 my.py"), message);
    }

    @Test
    void targetsAreValues() {
        assertEquals(HONEST.options("a"), HONEST.options("a"));
        assertNotEquals(HONEST, HONEST.options("a"));
        assertEquals("other", HONEST.named("other").name());
        assertTrue(HONEST.words(0).containsAll(List.of("--port", "0")));
        assertFalse(HONEST.options("--port", "5").words(0).contains("0"));
    }

    @Test
    void aVariantIsTheSameServerWithMoreOptions() {
        assertFalse(HONEST.isVariant());
        Target variant = HONEST.variant("honest in threads", "--kind", "thread");
        assertTrue(variant.isVariant());
        assertEquals("--kind thread", variant.variant());
        assertEquals("honest in threads", variant.name());
        assertEquals(HONEST.options("--kind", "thread").command(), variant.command());
        assertEquals("--kind thread --twice", variant.variant("other", "--twice").variant());
        for (Target same : List.of(variant.options("a"), variant.jvm("b"), variant.named("c"), variant.shell("d"), variant.silent())) {
            assertEquals("--kind thread", same.variant());
        }
    }

    @Test
    void classesMayNeedLibraries() {
        Target target = Target.stage(3, "honest", List.of(Path.of("nowhere.jar"), CLASSES), Cheat.class.getName());
        try (ServerUnderTest server = ServerUnderTest.start(target.options("HONEST", "3"))) {
            assertEquals("Hello, World!\n", greeting(server));
        }
    }

    /** Its port is on its command line here; in a contract it is in a file that only this server reads. */
    @Test
    void aSilentServerIsAskedWhetherItListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Target silent = HONEST.options("--port", Integer.toString(port)).silent();
        try (ServerUnderTest server = ServerUnderTest.start(silent, port)) {
            assertEquals("", server.readyLine());
            assertEquals("Hello, World!\n", greeting(server));
        }
    }
}
