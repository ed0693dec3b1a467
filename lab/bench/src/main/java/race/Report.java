package race;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import load.Table;

/** Prints tables in Markdown: a row for each server, a column for each load, the median and behind it the least and the most. */
final class Report {
    private static final double BUSY = 95; // percent

    private final Options options;
    private final Rounds rounds;

    Report(Options options, Rounds rounds) {
        this.options = options;
        this.rounds = rounds;
    }

    void print() {
        Contestant first = rounds.servers.get(0);
        System.out.printf("%n%s%n%d x %d s, after %d s or more under the same load, a fresh process each time; wrk has one thread%n",
                options.where(), rounds.rounds, rounds.seconds, rounds.warmUp);
        System.out.printf("%nCPU seconds of the server per 100,000 requests: median (least to most)%n%n");
        table((server, load) -> cell("%.3f", rounds.values(server, load, Rounds.Sample::cpu)));
        System.out.printf("%nCPU as a multiple of that of %s in the same round%n%n", first.title);
        table((server, load) -> cell("%.2f", rounds.ratios(server, load, first, load, Rounds.Sample::cpu)));
        System.out.printf("%nRequests per second; * where wrk had no time left (over %.0f %% of its core)%n%n", BUSY);
        table((server, load) -> cell("%,.0f", rounds.values(server, load, Rounds.Sample::rate)) + star(server, load));
        new Aims(rounds).print();
        notes();
    }

    private interface Content {
        String of(Contestant server, Load load);
    }

    private void table(Content content) {
        List<String> columns = new ArrayList<>(List.of("server"));
        rounds.loads.forEach(load -> columns.add(load.title));
        Table table = new Table(columns.toArray(String[]::new));
        for (Contestant server : rounds.servers) {
            List<String> row = new ArrayList<>(List.of(server.title));
            rounds.loads.forEach(load -> row.add(content.of(server, load)));
            table.row(row.toArray(String[]::new));
        }
        table.print();
    }

    private static String cell(String format, double[] sorted) {
        if (sorted.length == 0) {
            return "-";
        }
        String median = String.format(Locale.ROOT, format, Table.median(sorted));
        return sorted.length == 1 ? median
                : median + String.format(Locale.ROOT, " (" + format + " to " + format + ")", sorted[0], sorted[sorted.length - 1]);
    }

    private String star(Contestant server, Load load) {
        return Table.median(rounds.values(server, load, Rounds.Sample::client)) > BUSY ? "*" : "";
    }

    private void notes() {
        double[] others = rounds.servers.stream().flatMap(server -> rounds.loads.stream().flatMap(load -> rounds.of(server, load).stream()))
                .mapToDouble(Rounds.Sample::others).sorted().toArray();
        System.out.printf("%nOther programs took %s %% of a core meanwhile.%n", cell("%.0f", others));
        if (rounds.notes().stream().noneMatch(note -> note.startsWith("(!)"))) {
            System.out.println("No errors.");
        }
        rounds.notes().forEach(note -> System.out.println("- " + note));
    }
}
