package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Needs;
import behaviours.Route;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Target;
import behaviours.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key of the configuration file does something. */
@Since(3)
@Needs({Route.OPTIONS, Route.PROCESS})
public abstract class ConfigContract extends BusyContract {
    @TempDir
    protected Path directory;

    @Test
    @Behaviour("waiting.config")
    public void listenerHost() throws IOException {
        assumeTrue(canListenOn("127.0.0.2"), "this machine has no address 127.0.0.2");
        ServerUnderTest server = start(configured("listener:", "  host: 127.0.0.2"));
        assertEquals("127.0.0.2", server.address().getAddress().getHostAddress(), "the address in the ready line");
        promptly(server, "/");
    }

    /** As a server that prints no ready line, because only so it is not told its port on the command line. */
    @Test
    @Behaviour("waiting.config")
    public void listenerPort() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        promptly(start(configured("listener:", "  port: " + port).silent(), port), "/");
    }

    /** A process that is stopped accepts nothing, so what connects to it stands in the backlog. */
    @Test
    @Behaviour("waiting.config")
    public void listenerBacklog() throws IOException {
        ServerUnderTest server = start(configured("listener:", "  backlog: 2"));
        server.signal("STOP");
        int connected = 0;
        List<Socket> clients = new ArrayList<>();
        try {
            for (boolean full = false; !full && clients.size() < 20; ) {
                Socket client = new Socket();
                clients.add(client);
                full = !connects(client, server.address());
                if (!full) connected++;
            }
        } finally {
            server.signal("CONT");
            for (Socket client : clients) client.close();
        }
        assertTrue(connected < 20, "a backlog of 2 took " + connected + " connections of a server that did not accept");
    }

    /** Wherever the file is named: here behind the option. */
    @Test
    @Behaviour("waiting.config")
    public void theCommandLineOverridesTheFile() throws IOException {
        ServerUnderTest server = start(configured(target().options("--limits.body", "20"), "limits:", "  body: 10", "  requestLine: 100"));
        post(server, 15).expect(405);
        post(server, 25).expect(413);
        ask(server, "GET", "/" + "a".repeat(200)).expect(414);
    }

    @Test
    @Behaviour("waiting.config")
    @Needs(Route.SLEEP)
    public void workersKind() throws IOException {
        ServerUnderTest server = start(configured("workers:", "  kind: thread", "  count: 1",
                "queue:", "  length: 1", "  timeout: 100ms"));
        List<Wire> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) clients.add(connect(server).send(lastGet("/sleep?ms=500")));
        for (Wire client : clients) client.answer().expect(200);
    }

    @Test
    @Behaviour("waiting.config")
    @Needs(Route.SLEEP)
    public void workersCountQueueLengthAndTimeout() throws IOException {
        ServerUnderTest server = start(configured("workers:", "  count: 2", "queue:", "  length: 1", "  timeout: 1s")
                .options("--workers.kind", "pool"));
        List<Wire> held = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) held.add(connect(server).send(lastGet("/sleep?ms=2000")).expectSilence(Duration.ofMillis(40)));
        long came = System.nanoTime();
        connect(server).send(lastGet("/sleep?ms=1")).answer().expect(503);
        long refused = millisSince(came);
        assertTrue(refused >= 800, "with a queue timeout of 1 s the client was refused after " + refused + " ms");
        for (int i = 0; i < 2; i++) held.get(i).answer().expect(200);
        assertTrue(millisSince(start) < 3600, "two workers did not work side by side: " + millisSince(start) + " ms");
        held.get(2).within(LATE).answer().expect(200);
        assertTrue(millisSince(start) >= 3800, "the third client should have waited for one of two workers");
    }

    @Test
    @Behaviour("waiting.config")
    public void deadlines() throws IOException {
        ServerUnderTest server = start(configured("deadlines:", "  idle: 300ms", "  head: 400ms", "  body: 500ms"));
        Wire idle = connect(server).send(GREETING);
        idle.answer().expect(200).expectKeepAlive();
        Wire head = connect(server).send("GET / HTTP/1.1\r\n");
        Wire body = connect(server).send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n1");
        idle.expectClosed();
        head.answer().expect(408);
        body.answer().expect(408);
    }

    @Test
    @Behaviour("waiting.config")
    public void limits() throws IOException {
        ServerUnderTest server = start(configured("limits:", "  requestLine: 100", "  fieldLine: 200", "  fields: 5",
                "  head: 500", "  body: 10", "  extras: 50"));
        ask(server, "GET", "/").expect(200);
        ask(server, "GET", "/" + "a".repeat(100)).expect(414);
        sent(server, "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(200) + "\r\n\r\n").expect(431);
        sent(server, "GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: 1\r\n".repeat(5) + "\r\n").expect(431);
        sent(server, "GET / HTTP/1.1\r\nHost: localhost\r\n" + ("X: " + "a".repeat(180) + "\r\n").repeat(3) + "\r\n").expect(431);
        post(server, 11).expect(413);
        String chunked = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        sent(server, chunked + "1;" + "a".repeat(60) + "\r\na\r\n0\r\n\r\n").expect(413);
        sent(server, chunked + "0\r\nX: " + "a".repeat(60) + "\r\n\r\n").expect(431);
    }

    @Test
    @Behaviour("waiting.config")
    @Needs(Route.SLEEP)
    public void shutdownGrace() throws IOException {
        ServerUnderTest server = start(configured("shutdown:", "  grace: 500ms"));
        connect(server).send(get("/sleep?ms=20000")).expectSilence(Duration.ofMillis(300));
        server.signal("TERM");
        server.waitForExit(Duration.ofSeconds(5));
    }

    @Test
    @Behaviour("waiting.config")
    public void log() throws IOException {
        ServerUnderTest server = start(configured("log: access"));
        ask(server, "GET", "/?logged");
        eventually("a line of the access log names the request", Duration.ofSeconds(3),
                () -> server.tail().stream().anyMatch(line -> line.contains("GET") && line.contains("/?logged")));
    }

    @Test
    @Behaviour("readiness.write-deadline")
    @Needs(Route.BYTES)
    @Since(4)
    public void deadlinesWrite() throws IOException {
        assumeFigures();
        ServerUnderTest server = start(configured("deadlines:", "  write: 700ms"));
        promptly(server, "/");
        int before = restingDescriptors(server);
        connect(server, 4096).send(get("/bytes?n=50000000")).head("GET").expect(200);
        assertTrue(server.figures().descriptors() > before, "the server did not even wait for its client to read");
        eventually("the server gives up a client that does not read", Duration.ofSeconds(4),
                () -> server.figures().descriptors() <= before);
    }

    @Test
    @Behaviour("readiness.limit")
    @Since(4)
    public void limitsConnections() throws IOException {
        ServerUnderTest server = start(configured("limits:", "  connections: 2"));
        List<Wire> inside = new ArrayList<>();
        for (int i = 0; i < 2; i++) inside.add(connect(server).send(GREETING));
        for (Wire wire : inside) wire.answer().expect(200).expectKeepAlive();
        Wire outside = connect(server).send(GREETING).expectSilence(Duration.ofMillis(300));
        inside.get(1).close();
        outside.within(SOON).answer().expect(200);
    }

    private Target configured(String... lines) throws IOException {
        return configured(target(), lines);
    }

    private Target configured(Target server, String... lines) throws IOException {
        Path file = directory.resolve("server.yaml");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return server.options("-c", file.toString());
    }

    private Answer post(ServerUnderTest server, int length) {
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n";
        return sent(server, head + "a".repeat(length));
    }

    private Answer sent(ServerUnderTest server, String request) {
        return connect(server).send(request).answer("POST");
    }

    private static boolean canListenOn(String address) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean connects(Socket client, InetSocketAddress address) {
        try {
            client.connect(address, 300);
            return true;
        } catch (IOException e) {
            return false; // the kernel drops what does not fit, and the client waits in vain
        }
    }
}
