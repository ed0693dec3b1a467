package behaviours;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Base of all contract classes: a server to ask, connections that are closed after each test, and the two-way rule.
 * The tag tells both engines' contracts from a module's unit tests.
 */
@Tag("behaviour")
@net.jqwik.api.Tag("behaviour")
@ExtendWith(TwoWayExtension.class)
@AddLifecycleHook(value = TwoWayHook.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public abstract class Contract {
    private final List<Wire> wires = new ArrayList<>();
    private final List<ServerUnderTest> servers = new ArrayList<>();
    private ServerUnderTest shared;
    private Exchange last;

    /** The server whose promises are checked. */
    protected abstract Target target();

    /** How the server that all tests share is started: as the target says, and with what this contract needs besides. */
    protected Target started() {
        return target();
    }

    /**
     * The server that all tests which start it in the same way share. That it does not start is no broken promise but a broken
     * build: it fails every test, those of later stages too.
     */
    protected final synchronized ServerUnderTest server() {
        if (shared != null) return shared; // the same one throughout a test: a server that dies in it must be missed
        Target target = started();
        try {
            shared = Servers.of(target);
            return shared;
        } catch (Violation e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** A server of this test's own; a target that does not start is a violation. */
    protected final ServerUnderTest start(Target target) {
        return own(ServerUnderTest.start(target));
    }

    protected final ServerUnderTest start(Target target, int port) {
        return own(ServerUnderTest.start(target, port));
    }

    private synchronized ServerUnderTest own(ServerUnderTest server) {
        servers.add(server);
        return server;
    }

    protected final Run run(Target target) {
        return ServerUnderTest.run(target, Duration.ofSeconds(10));
    }

    protected final Wire connect() {
        return connect(server());
    }

    protected final Wire connect(ServerUnderTest server) {
        return own(Wire.to(server));
    }

    protected final Wire connect(ServerUnderTest server, int receiveBufferBytes) {
        return own(Wire.to(server, receiveBufferBytes));
    }

    private synchronized Wire own(Wire wire) {
        wires.add(wire);
        last = wire.exchange();
        return wire;
    }

    /** One well-formed request on a new connection, and its one answer. */
    protected final Answer ask(String method, String requestTarget) {
        return ask(server(), method, requestTarget);
    }

    protected final Answer ask(ServerUnderTest server, String method, String requestTarget) {
        try (Wire wire = Wire.to(server)) {
            synchronized (this) {
                last = wire.exchange();
            }
            return wire.send(request(server, method, requestTarget)).answer(method);
        }
    }

    /** A well-formed request with Host and {@code Connection: close}. */
    protected static String request(ServerUnderTest server, String method, String requestTarget) {
        return method + " " + requestTarget + " HTTP/1.1\r\nHost: " + server.authority() + "\r\nConnection: close\r\n\r\n";
    }

    /** Whether the server that all tests share was asked in this one and has not survived it. */
    synchronized boolean serverDied() {
        return shared != null && !shared.process().isAlive();
    }

    /** The server that all tests share, as far as this one has asked for it; or null. */
    synchronized Target shared() {
        return shared == null ? null : shared.target();
    }

    synchronized Exchange lastExchange() {
        return last;
    }

    /** For a test that opens hundreds; after each test, and after each try of a property, it happens by itself. */
    protected final synchronized void closeConnections() {
        wires.forEach(Wire::close);
        wires.clear();
    }

    synchronized void release() {
        closeConnections();
        servers.forEach(ServerUnderTest::close);
        servers.clear();
        shared = null;
    }
}
