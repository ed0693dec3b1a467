package load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares servers under the same load, in rounds: each server in turn, a fresh JVM each time. A machine that does other work as
 * well, or changes its pace, disturbs them all alike.
 */
final class Rounds {
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_REPEATS = 5;
    private static final double TICKS = 100; // a second of /proc/stat, on every system of today
    private static final double SECONDS_TO_START_AND_STOP = 0.7;

    /**
     * What one server did in one round.
     *
     * @param cpu seconds of the server per 100,000 requests
     * @param client how busy the client was, in percent of a core
     * @param others how busy all other programs were
     */
    private record Figures(double rate, double cpu, double p50, double p99, double threads, double resident, double client, double others,
                           int errors, int silent) {
    }

    private static final int NEVER = 9_999_999; // percent of a core: no machine has so many

    private final Options options;
    private final List<String> servers;
    private final int connections;
    private final int workers;
    private final int rounds;
    private final int seconds;
    private final int warmUp;
    private final byte[] request;
    private final int quiet;
    private final Map<String, List<Figures>> rows = new LinkedHashMap<>();

    Rounds(Options options) {
        this.options = options;
        servers = options.servers("pool,thread,virtual,jdk");
        connections = options.number("--connections", 32);
        workers = options.number("--workers", 32);
        rounds = options.number("--rounds", 5);
        seconds = options.number("--seconds", 3);
        warmUp = options.number("--warmup", 2);
        quiet = options.number("--quiet", NEVER);
        for (String server : servers) {
            rows.put(server, new ArrayList<>());
            options.command(server, workers); // says at once if a jar is not there
        }
        request = options.request();
    }

    void run() throws IOException {
        double all = (rounds * servers.size() + 1) * (warmUp + seconds + SECONDS_TO_START_AND_STOP);
        System.err.printf(Locale.ROOT, "%d x %s: about %.0f seconds%n", rounds, String.join(", ", servers), all);
        measure(servers.get(0)); // thrown away: it is the client that warms up
        for (int round = 1; round <= rounds; round++) {
            for (String server : servers) {
                System.err.print("\rround " + round + " of " + rounds + ": " + server + "       ");
                rows.get(server).add(measureUndisturbed(server));
            }
        }
        System.err.println();
        print();
    }

    private Figures measureUndisturbed(String name) throws IOException {
        Figures figures = measure(name);
        for (int again = 0; again < MOST_REPEATS && figures.others > quiet; again++) {
            System.err.printf(" disturbed (%.0f %%), again", figures.others);
            figures = measure(name);
        }
        return figures;
    }

    private Figures measure(String name) throws IOException {
        try (ServerProcess server = new ServerProcess(options.command(name, workers));
             Client client = new Client(server.port(), request, Long.MAX_VALUE)) {
            client.open(connections);
            Client.Sample before = client.run(warmUp * SECOND);
            double serverCpu = cpu(server);
            double clientCpu = cpuOfThisProcess();
            double allCpu = cpuOfAll();
            Client.Sample sample = client.run(seconds * SECOND);
            serverCpu = cpu(server) - serverCpu;
            clientCpu = cpuOfThisProcess() - clientCpu;
            allCpu = cpuOfAll() - allCpu;
            if (sample.error() != null || before.error() != null) {
                System.err.println("\n" + name + ": " + (before.error() != null ? before : sample).error());
            }
            Load.showComplaints(name, server);
            double elapsed = sample.nanos() / 1e9;
            int[] micros = sample.micros();
            return new Figures(micros.length / elapsed, serverCpu / micros.length * 100_000,
                    Table.percentile(0.50, micros), Table.percentile(0.99, micros), server.threads(), server.residentKib() / 1024.0,
                    100 * clientCpu / elapsed, 100 * Math.max(0, allCpu - serverCpu - clientCpu) / elapsed,
                    before.errors() + before.failures() + sample.errors() + sample.failures(), sample.silent());
        }
    }

    private static double cpu(ServerProcess server) {
        return server.cpu().toNanos() / 1e9;
    }

    private static double cpuOfThisProcess() {
        return ProcessHandle.current().info().totalCpuDuration().map(cpu -> cpu.toNanos() / 1e9).orElse(0.0);
    }

    /** Returns the seconds that all processes have had, on all cores; 0 where the system does not tell. */
    private static double cpuOfAll() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] ticks = lines.findFirst().orElse("").split(" +"); // cpu, user, nice, system
            return (Double.parseDouble(ticks[1]) + Double.parseDouble(ticks[2]) + Double.parseDouble(ticks[3])) / TICKS;
        } catch (IOException e) {
            return 0;
        }
    }

    private void print() {
        System.out.printf("%n%d connections, %s requests, %d threads in pool and jdk, %d rounds of %d s after %d s%n%s%n"
                + "median (least to most); CPU: seconds of the server per 100,000 requests, and as a multiple of %s in the same round%n%n",
                connections, options.requestKind(), workers, rounds, seconds, warmUp, options.where(), servers.get(0));
        Table table = new Table("server", "requests/s", "CPU", "times " + servers.get(0), "p50 µs", "p99 µs", "threads", "MiB",
                "client busy", "others busy", "errors", "unanswered");
        rows.keySet().forEach(name -> table.row(line(name)));
        table.print();
    }

    private String[] line(String name) {
        List<Figures> row = rows.get(name);
        List<Figures> first = rows.get(servers.get(0));
        List<Double> ratios = IntStream.range(0, rounds).mapToObj(round -> row.get(round).cpu / first.get(round).cpu).toList();
        int errors = row.stream().mapToInt(Figures::errors).sum();
        int silent = row.stream().mapToInt(Figures::silent).max().orElse(0);
        return new String[]{errors + silent > 0 ? name + " (!)" : name,
                spread("%.0f", row, Figures::rate), spread("%.2f", row, Figures::cpu), Table.spread("%.2f", ratios),
                spread("%.0f", row, Figures::p50), spread("%.0f", row, Figures::p99),
                median(row, Figures::threads), median(row, Figures::resident), median(row, Figures::client) + " %",
                spread("%.0f", row, Figures::others) + " %", "" + errors, "" + silent};
    }

    private static String spread(String format, List<Figures> row, Function<Figures, Double> figure) {
        return Table.spread(format, row.stream().map(figure).toList());
    }

    private static String median(List<Figures> row, Function<Figures, Double> figure) {
        return String.format(Locale.ROOT, "%.0f", Table.median(row.stream().map(figure).toList()));
    }
}
