package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the server prints of its work. */
class LogTest {
    private static List<String> printed(String log, String request) {
        ServerUnderTest server = ServerUnderTest.start(Stage2.TARGET.options("--log", log));
        try {
            try (Wire wire = Wire.to(server)) {
                wire.send(request).answer();
            }
            try (Wire wire = Wire.to(server)) { // the answer to the second client comes when the first is done with
                wire.send("HEAD /last HTTP/1.0\r\n\r\n").answer("HEAD");
            }
        } finally {
            server.close();
        }
        return server.tail();
    }

    @Test
    void accessIsALineForEachRequest() {
        assertEquals(List.of("#1 main \"GET /hello HTTP/1.1\" 200 14", "#2 main \"HEAD /last HTTP/1.0\" 404 0"),
                printed("access", "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").subList(1, 3));
        assertEquals("#1 main \"(refused)\" 400 18", printed("access", "\u0016\u0003\u0001").get(1));
        assertEquals("#1 main \"GET / HTTP/1.1\" 400 44", printed("access", "GET / HTTP/1.1\r\n\r\n").get(1));
    }

    @Test
    void wireShowsWhatComesAndWhatGoes() {
        List<String> lines = printed("wire", "GET /hello HTTP/1.1\r\nHost: a\r\nX: \u009B2J\u00E9\r\n\r\n");
        assertEquals(List.of("#1 main < GET /hello HTTP/1.1", "#1 main < Host: a"), lines.subList(1, 3));
        assertTrue(lines.contains("#1 main > HTTP/1.1 200 OK"), lines.toString());
        assertTrue(lines.stream().noneMatch(line -> line.chars().anyMatch(c -> c < ' ' || c > '~')), "no control characters");
    }

    @Test
    void wireShowsHowLongABodyIsAndNotAllOfIt() {
        List<String> lines = printed("wire", "GET /bytes?n=100000 HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("bytes more)")), lines.toString());
        assertTrue(lines.stream().mapToInt(String::length).sum() < 100_000);
    }

    @Test
    void noneIsTheReadyLineAndNothingElse() {
        assertEquals(1, printed("none", "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").size());
    }
}
