package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Figures;
import behaviours.ServerUnderTest;
import behaviours.Wire;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten thousand clients that have been answered and say nothing more: what each of them costs. */
class ManyConnectionsTest {
    private static final int CLIENTS = 10_000;
    private static final int MOST_KIB_EACH = 6; // of the process, kernel aside; the heap alone is measured in the chapter
    private static final byte[] GREETING = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final List<SocketChannel> clients = new ArrayList<>();

    @Test
    void tenThousandIdleConnectionsCostNoThreadAndLittleMemory() throws IOException {
        assumeTrue(Figures.available(), "threads and memory are read from /proc, which is not here");
        long most = descriptors();
        assumeTrue(most >= CLIENTS + 500, "this takes " + CLIENTS + " descriptors for one process, and the limit is " + most);
        try (ServerUnderTest server = ServerUnderTest.start(Stage5.TARGET.jvm("-Xmx64m").options("--deadlines.idle", "60s",
                "--limits.connections", Integer.toString(CLIENTS + 100), "--listener.backlog", "1024"))) {
            connect(server.address(), 500);
            Figures before = server.figures();
            connect(server.address(), CLIENTS);
            Figures after = server.figures();
            assertTrue(after.descriptors() >= CLIENTS, "of " + CLIENTS + " connections the server holds only " + after.descriptors());
            assertTrue(after.threads() <= before.threads() + 2, before.threads() + " threads have become " + after.threads());
            long each = (after.residentKiB() - before.residentKiB()) / (CLIENTS - 500);
            assertTrue(each < MOST_KIB_EACH, "each idle connection costs " + each + " KiB of memory");
            try (Wire wire = Wire.to(server)) {
                wire.within(Duration.ofSeconds(1)).send(GREETING).answer().expect(200);
            }
            for (int i = 0; i < CLIENTS; i += 100) ask(clients.get(i));
        } finally {
            for (SocketChannel client : clients) client.close();
        }
    }

    private void connect(InetSocketAddress address, int count) throws IOException {
        while (clients.size() < count) {
            SocketChannel client = SocketChannel.open(address);
            clients.add(client);
            ask(client);
        }
    }

    private static void ask(SocketChannel client) throws IOException {
        client.write(ByteBuffer.wrap(GREETING));
        ByteBuffer answer = ByteBuffer.allocate(500);
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\nHello, World!\n")) {
            assertTrue(client.read(answer.clear()) > 0, "closed after: " + text);
            text.append(StandardCharsets.US_ASCII.decode(answer.flip()));
        }
        assertEquals(0, text.indexOf("HTTP/1.1 200 OK\r\n"));
    }

    private static long descriptors() {
        Object system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : 0;
    }
}
