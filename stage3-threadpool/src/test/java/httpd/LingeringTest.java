package httpd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Figures;
import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has his last answer and stays is waited for, but there is a bound to how many are. */
class LingeringTest {
    private static final int MOST = 1024;
    private static final int SLACK = 30;
    private static final String GREETING = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void ofTooManyWhoStayTheFirstAreCut() {
        assumeTrue(Figures.available(), "descriptors are counted in /proc, which is not here");
        List<Wire> wires = new ArrayList<>();
        try (ServerUnderTest server = ServerUnderTest.start(Stage3.TARGET.options("--workers.kind", "pool", "--workers.count", "1",
                "--queue.length", "0", "--queue.timeout", "0ms", "--listener.backlog", "1024"))) {
            int base = server.figures().descriptors();
            for (int i = 0; i < MOST + 10 * SLACK; i++) {
                wires.add(Wire.to(server).send(GREETING));
            }
            for (Wire wire : wires.subList(1, wires.size())) wire.answer().expect(503);
            server.awaitFigures("of those who have their 503 and stay, too many are waited for", Duration.ofSeconds(1),
                    now -> now.descriptors() <= base + MOST + SLACK);
        } finally {
            wires.forEach(Wire::close);
        }
    }
}
