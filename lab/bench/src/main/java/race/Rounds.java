package race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures in rounds: in each of them every load, and under it every server in turn, in a fresh process each time. */
final class Rounds {
    private static final int MOST_REPEATS = 5;
    private static final int NEVER = 99_999; // percent of a core: no machine has so many
    private static final int MOST_WARM_UPS = 3;
    private static final double ENOUGH = 0.75; // of the warm-up's time: a server that keeps up with wrk has its pauses
    private static final String ALLOWED = ", as they may be";
    private static final double SECONDS_TO_START = 1.5;

    /**
     * What one server did under one load in one round.
     *
     * @param cpu seconds of the server for 100,000 requests
     * @param client how busy wrk was, in percent of a core
     * @param others how busy all other programs were
     */
    record Sample(int round, double cpu, double rate, double client, double others) {
    }

    private record Cell(String server, Load load) {
    }

    final List<Contestant> servers;
    final List<Load> loads;
    final int rounds;
    final int seconds;
    final int warmUp;
    final int quiet;
    private final List<String> notes = new ArrayList<>();
    private final Map<Cell, List<Sample>> samples = new LinkedHashMap<>();

    Rounds(Options options) {
        servers = options.servers();
        loads = options.loads();
        rounds = options.number("--rounds", 3);
        seconds = options.number("--seconds", 5);
        warmUp = options.number("--warmup", 4);
        quiet = options.number("--quiet", NEVER);
    }

    /** Returns what was measured, in the order of the rounds; a round that failed is missing. */
    List<Sample> of(Contestant server, Load load) {
        return samples.getOrDefault(new Cell(server.name, load), List.of());
    }

    /** Returns a figure of all rounds, in ascending order. */
    double[] values(Contestant server, Load load, ToDoubleFunction<Sample> figure) {
        return of(server, load).stream().mapToDouble(figure).sorted().toArray();
    }

    /** Returns one's figure over the other's in those rounds in which both were measured, in ascending order. */
    double[] ratios(Contestant one, Load load, Contestant other, Load otherLoad, ToDoubleFunction<Sample> figure) {
        return of(one, load).stream().flatMapToDouble(sample -> of(other, otherLoad).stream()
                .filter(same -> same.round() == sample.round())
                .mapToDouble(same -> figure.applyAsDouble(sample) / figure.applyAsDouble(same))).sorted().toArray();
    }

    /** Returns what went wrong or was remarkable. */
    List<String> notes() {
        return notes;
    }

    void run() {
        int all = rounds * loads.size() * servers.size();
        System.err.printf(Locale.ROOT, "%d x %d loads x %d servers: about %.0f minutes%n", rounds, loads.size(), servers.size(),
                Math.ceil(all * (warmUp + seconds + SECONDS_TO_START) / 60));
        int done = 0;
        for (int round = 1; round <= rounds; round++) {
            for (Load load : loads) {
                for (Contestant server : servers) {
                    System.err.printf("%d/%d: round %d, %s, %s:", ++done, all, round, load.title, server.name);
                    measure(round, load, server);
                }
            }
        }
    }

    private void measure(int round, Load load, Contestant contestant) {
        String where = contestant.name + ", " + load.title + ", round " + round + ": ";
        try {
            List<String> complaints = new ArrayList<>();
            Sample sample = once(round, load, contestant, complaints);
            for (int again = 0; again < MOST_REPEATS && sample.others > quiet; again++) {
                System.err.printf(" disturbed (%.0f %%), again:", sample.others);
                complaints.clear();
                sample = once(round, load, contestant, complaints);
            }
            System.err.printf(Locale.ROOT, " %.3f s, %,.0f/s, wrk busy %.0f %%, others %.0f %%%n",
                    sample.cpu, sample.rate, sample.client, sample.others);
            samples.computeIfAbsent(new Cell(contestant.name, load), cell -> new ArrayList<>()).add(sample);
            complaints.forEach(complaint -> note((complaint.endsWith(ALLOWED) ? "" : "(!) ") + where + complaint));
        } catch (IOException e) {
            Processes.awaitNoEnd();
            note("(!) " + where + e.getMessage());
        }
    }

    private void note(String note) {
        System.err.println("  " + note);
        notes.add(note);
    }

    /** Has a JVM work until it has had that much processor time: on a busy machine it needs longer to compile. */
    private List<String> warmUp(Load load, Contestant contestant, Server server, Path directory) throws IOException {
        boolean compiles = contestant.kind == Contestant.Kind.STAGE || contestant.kind == Contestant.Kind.JVM;
        double before = server.cpu();
        List<String> complaints = new ArrayList<>(Wrk.run(load, server.url(), warmUp, directory).complaints());
        for (int more = 0; compiles && more < MOST_WARM_UPS - 1 && server.cpu() - before < ENOUGH * warmUp; more++) {
            complaints.addAll(Wrk.run(load, server.url(), warmUp, directory).complaints());
        }
        return complaints;
    }

    private Sample once(int round, Load load, Contestant contestant, List<String> complaints) throws IOException {
        Path directory = Processes.directory();
        try (Server server = new Server(contestant, load); Bystanders bystanders = new Bystanders(server.address(), load)) {
            warmUp(load, contestant, server, directory).forEach(said -> complaints.add("while warming up: " + said));
            bystanders.freshen();
            double serverCpu = server.cpu();
            double childrenCpu = Machine.cpuOfChildren();
            double ownCpu = Machine.cpu(ProcessHandle.current().pid());
            double allCpu = Machine.cpuOfAll();
            long start = System.nanoTime();
            Wrk wrk = Wrk.run(load, server.url(), seconds, directory);
            double elapsed = (System.nanoTime() - start) / 1e9;
            serverCpu = server.cpu() - serverCpu;
            childrenCpu = Machine.cpuOfChildren() - childrenCpu;
            ownCpu = Machine.cpu(ProcessHandle.current().pid()) - ownCpu;
            allCpu = Machine.cpuOfAll() - allCpu;
            complaints.addAll(wrk.complaints());
            if (bystanders.cut() > 0) {
                String cut = bystanders.cut() + " of the connections besides wrk's were cut, and came back";
                complaints.add(load == Load.DRIBBLE ? cut + ALLOWED : cut);
            }
            if (wrk.requests() == 0) {
                complaints.add(0, "no answers");
                throw new IOException(String.join("; ", complaints));
            }
            return new Sample(round, serverCpu / wrk.requests() * 100_000, wrk.rate(), 100 * childrenCpu / elapsed,
                    100 * Math.max(0, allCpu - serverCpu - childrenCpu - ownCpu) / elapsed);
        } finally {
            Processes.delete(directory);
        }
    }
}
