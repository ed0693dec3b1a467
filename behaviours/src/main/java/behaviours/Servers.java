package behaviours;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The servers that tests share: one for each target, started on demand. */
final class Servers {
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Map<Target, ServerUnderTest> SHARED = new HashMap<>();

    private Servers() {
    }

    static synchronized ServerUnderTest of(Target target) {
        ServerUnderTest server = SHARED.get(target);
        if (server != null && server.process().isAlive()) return server;
        SHARED.put(target, server = ServerUnderTest.start(target));
        return server;
    }

    /** After a test that failed as it must, the server stays if it answers the next client: most have only given a wrong answer. */
    static synchronized void discardUnlessWell(Target target) {
        ServerUnderTest server = SHARED.get(target);
        if (server == null) return;
        try (Wire wire = Wire.to(server).within(PATIENCE)) {
            wire.send("GET / HTTP/1.1\r\nHost: " + server.authority() + "\r\nConnection: close\r\n\r\n").answer("GET");
        } catch (Violation e) {
            discard(target);
        }
    }

    /** After a test that went wrong nothing of it may reach the next one. */
    static synchronized void discard(Target target) {
        ServerUnderTest server = SHARED.remove(target);
        if (server != null) server.close();
    }

    static synchronized void discardAll() {
        SHARED.values().forEach(ServerUnderTest::close);
        SHARED.clear();
    }
}
