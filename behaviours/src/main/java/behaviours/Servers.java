package behaviours;

import java.util.HashMap;
import java.util.Map;

/** The servers that tests share: one for each target, started on demand. */
final class Servers {
    private static final Map<Target, ServerUnderTest> SHARED = new HashMap<>();

    private Servers() {
    }

    static synchronized ServerUnderTest of(Target target) {
        ServerUnderTest server = SHARED.get(target);
        if (server != null && server.process().isAlive()) return server;
        SHARED.put(target, server = ServerUnderTest.start(target));
        return server;
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
