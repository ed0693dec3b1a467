package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stage 1 does beyond the common behaviours. */
class HelloSocketTest {
    private static final Path SOURCE = Path.of("src/main/java/httpd/HelloSocket.java");
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void onceAnswersOneClientAndExits() {
        try (ServerUnderTest server = ServerUnderTest.start(Stage1.TARGET.options("--once"))) {
            greet(server);
            assertEquals(0, server.waitForExit(SOON));
        }
    }

    @Test
    void itRunsFromItsSourceWithoutABuild() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Target source = new Target("HelloSocket.java", 1, List.of(java, SOURCE.toString()), List.of(), false);
        try (ServerUnderTest server = ServerUnderTest.start(source)) {
            greet(server);
        }
    }

    @Test
    void itPrintsTheRequestItRead() {
        assertEquals(List.of("< GET / HTTP/1.1", "< Host: a", "< "), printed("wire").subList(1, 4));
    }

    @Test
    void itPrintsAsMuchAsItIsAsked() {
        assertEquals(1, printed("none").size());
        assertEquals(List.of("< GET / HTTP/1.1"), printed("access").subList(1, 2));
    }

    private static List<String> printed(String log) {
        ServerUnderTest server = ServerUnderTest.start(Stage1.TARGET.options("--once", "--log", log));
        try {
            greet(server);
            server.waitForExit(SOON);
        } finally {
            server.close();
        }
        return server.tail();
    }

    @Test
    void itIsTheFirstPageOfTheCourseAndStaysShort() throws IOException {
        assertTrue(Files.readAllLines(SOURCE).size() < 70);
    }

    private static void greet(ServerUnderTest server) {
        try (Wire wire = Wire.to(server)) {
            wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().expect(200);
        }
    }
}
