package behaviours;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.List;

/** What a failure message needs to know of one connection: where it went, what was sent on it, and whose it was. */
public final class Exchange {
    private static final int KEPT = 64 * 1024;
    private static final int LINES = 12;

    private final ServerUnderTest server;
    private final InetSocketAddress address;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private long total;
    private int pieces;

    /** @param server null if nobody knows the process behind the address */
    Exchange(ServerUnderTest server, InetSocketAddress address) {
        this.server = server;
        this.address = address;
    }

    synchronized void sent(byte[] bytes, int offset, int length) {
        sent.write(bytes, offset, Math.min(length, KEPT - Math.min(KEPT, sent.size())));
        total += length;
        pieces++;
    }

    /** A foreign server may still speak HTTP/1.0; ours must not. */
    boolean foreign() {
        return server == null || server.target().foreign();
    }

    synchronized String reproduction() {
        String host = address.getHostString();
        String line = Reproduction.of(sent.toByteArray(), host.contains(":") ? "[" + host + "]" : host, address.getPort());
        String more = total > sent.size() ? ", " + (total - sent.size()) + " bytes more were sent" : "";
        return line + (pieces > 1 || !more.isEmpty() ? "   # sent in " + pieces + " pieces" + more : "");
    }

    String explanation(Symptom symptom) {
        StringBuilder text = new StringBuilder();
        if (!symptom.likelyCause().isEmpty()) text.append("  likely cause: ").append(symptom.likelyCause()).append('\n');
        text.append("  reproduce:    ").append(reproduction()).append('\n');
        if (server != null) text.append(lastLines(server));
        return text.toString();
    }

    static String lastLines(ServerUnderTest server) {
        List<String> tail = server.tail();
        StringBuilder text = new StringBuilder("  server:       ").append(String.join(" ", server.words())).append('\n');
        if (!server.process().isAlive()) text.append("  it has ended with exit code ").append(server.process().exitValue()).append('\n');
        text.append(tail.isEmpty() ? "  it has printed nothing\n" : "  its last lines:\n");
        for (String line : tail.subList(Math.max(0, tail.size() - LINES), tail.size())) text.append("    | ").append(line).append('\n');
        return text.toString();
    }
}
