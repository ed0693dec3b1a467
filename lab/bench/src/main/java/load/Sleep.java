package load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An application that waits, as one does that asks a database: how many requests can wait at the same time? */
final class Sleep {
    private static final int[] POOLS = {16, 200};
    private static final int MANY = 1000;

    private final Options options;
    private final int ms;
    private final int requests;
    private final int connections;
    private final int[] pools;
    private final List<String> servers;
    private final Table table = new Table("server", "connections", "seconds", "at best", "requests/s", "OS threads", "resident MiB",
            "errors");

    Sleep(Options options) {
        this.options = options;
        ms = options.number("--sleep", 0);
        requests = options.number("--requests", 10_000);
        connections = options.number("--connections", MANY);
        pools = options.has("--workers") ? new int[]{options.number("--workers", 0)} : POOLS;
        servers = options.servers("pool,thread,virtual");
    }

    void run() throws IOException {
        double all = 0;
        for (String server : servers) {
            for (int workers : workersOf(server)) {
                all += 2 + atBest(server, workers);
            }
        }
        System.err.printf(Locale.ROOT, "%s: about %.0f seconds%n", String.join(", ", servers), all);
        for (String server : servers) {
            for (int workers : workersOf(server)) {
                System.err.print("\r" + server + " " + (isPool(server) ? workers : "") + "       ");
                measure(server, workers);
            }
        }
        System.err.println();
        System.out.printf("%n%d requests of %d ms each%n%s%n%n", requests, ms, options.where());
        table.print();
    }

    private static boolean isPool(String server) {
        return server.equals("pool") || server.equals("jdk");
    }

    private int[] workersOf(String server) {
        return isPool(server) ? pools : new int[]{1};
    }

    /** As many connections as the server can have requests under way. */
    private int connections(String server, int workers) {
        int most = Math.min(connections, requests);
        return isPool(server) ? Math.min(workers, most) : most;
    }

    private double atBest(String server, int workers) {
        return Math.ceil((double) requests / connections(server, workers)) * ms / 1000;
    }

    private void measure(String name, int workers) throws IOException {
        byte[] request = ("GET /sleep?ms=" + ms + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        int count = connections(name, workers);
        try (ServerProcess server = new ServerProcess(options.command(name, workers));
             Client client = new Client(server.port(), request, requests);
             Peak peak = new Peak(server)) {
            client.openGently(count);
            Client.Sample sample = client.run((long) (3 * atBest(name, workers) + 20) * 1_000_000_000L);
            double seconds = sample.nanos() / 1e9;
            int missing = requests - sample.micros().length + sample.failures();
            table.row((missing > 0 ? "(!) " : "") + name + (isPool(name) ? " of " + workers : ""), "" + count,
                    String.format(Locale.ROOT, "%.1f", seconds), String.format(Locale.ROOT, "%.1f", atBest(name, workers)),
                    String.format(Locale.ROOT, "%.0f", sample.micros().length / seconds),
                    "" + peak.threads, "" + server.residentKib() / 1024, "" + missing);
            if (sample.error() != null) {
                System.err.println("\n" + name + ": " + sample.error());
            }
            Load.showComplaints(name, server);
        }
    }

    /** Looks now and then how many threads the server has. */
    private static final class Peak implements AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile long threads;

        Peak(ServerProcess server) {
            Thread thread = new Thread(() -> {
                try {
                    do {
                        threads = Math.max(threads, server.threads());
                    } while (!end.await(20, TimeUnit.MILLISECONDS));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() {
            end.countDown();
        }
    }
}
