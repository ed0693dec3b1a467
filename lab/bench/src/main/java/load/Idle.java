package load;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What connections cost on which nothing happens: one request each, then silence, then somebody new comes. */
final class Idle {
    private static final long PATIENCE = 5_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Options options;
    private final int connections;
    private final int workers;
    private final List<String> servers;

    Idle(Options options) {
        this.options = options;
        connections = options.number("--idle", 0);
        workers = options.number("--workers", 16);
        servers = options.servers("pool,thread,virtual");
    }

    void run() throws IOException {
        System.err.printf("%s: at most %d seconds%n", String.join(", ", servers), 9 * servers.size());
        System.out.printf("%n%d connections, one request each, then silence; %d threads in the pool%n%s%n%n",
                connections, workers, options.where());
        Table table = new Table("server", "answered", "refused", "no answer", "threads",
                "resident MiB (before)", "virtual MiB (before)", "somebody new");
        for (String server : servers) {
            System.err.print("\r" + server + "       ");
            table.row(measure(server));
        }
        System.err.println();
        table.print();
    }

    private String[] measure(String name) throws IOException {
        byte[] request = options.request();
        try (ServerProcess server = new ServerProcess(options.command(name, workers, "--deadlines.idle", "60s"));
             Client idle = new Client(server.port(), request, connections)) {
            long resident = server.residentKib();
            long virtual = server.virtualKib();
            idle.openGently(connections);
            Client.Sample sample = idle.run(PATIENCE);
            String[] row = {name, "" + sample.statuses().getOrDefault(200, 0), "" + sample.statuses().getOrDefault(503, 0),
                    "" + (sample.waiting() + sample.errors()), "" + server.threads(), mib(server.residentKib(), resident),
                    mib(server.virtualKib(), virtual), somebodyNew(server, request)};
            if (sample.error() != null) {
                System.err.println("\n" + name + ": " + sample.error());
            }
            Load.showComplaints(name, server);
            return row;
        }
    }

    private static String somebodyNew(ServerProcess server, byte[] request) throws IOException {
        try (Client client = new Client(server.port(), request, 1)) {
            client.open(1);
            Client.Sample sample = client.run(SECOND);
            if (sample.micros().length == 0) {
                return "no answer within 1 s";
            }
            int status = sample.statuses().keySet().iterator().next();
            return String.format(Locale.ROOT, "%d after %.1f ms", status, sample.micros()[0] / 1000.0);
        }
    }

    private static String mib(long kib, long before) {
        return kib / 1024 + " (" + before / 1024 + ")";
    }
}
