package bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs everything in rounds, a fresh JVM for each figure, what is compared right behind one another, and prints medians:
 * on a machine that does other work as well, one long run after another compares the hours of the day.
 */
public final class Table {
    private static final int ROUNDS = 3;

    /** One line of the table, a value for each round. */
    private static final class Row {
        private final List<Double> nanos = new ArrayList<>();
        private final List<Double> toScan = new ArrayList<>();
        private final List<Double> allocated = new ArrayList<>();
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private Table() {
    }

    /** Takes the number of rounds. */
    public static void main(String[] args) throws RunnerException {
        int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
        Table table = new Table();
        for (int round = 1; round <= rounds; round++) {
            System.err.println("round " + round + " of " + rounds);
            table.round();
        }
        table.print(rounds);
    }

    private void round() throws RunnerException {
        for (Sample request : Sample.values()) {
            for (Cut cut : Cut.values()) {
                run("HeadBenchmark", request, cut);
            }
        }
        for (Sample request : Sample.values()) {
            run("PipelineBenchmark", request, null);
        }
        for (Sample request : Sample.values()) {
            run("PartsBenchmark", request, null);
        }
        run("AnswerBenchmark", null, null);
    }

    /** A null leaves a parameter as the benchmark has it: one that it does not have. */
    private void run(String benchmark, Sample request, Cut cut) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include("\\." + benchmark + "\\.").forks(1).verbosity(VerboseMode.SILENT);
        options.addProfiler(CpuTime.class).addProfiler(GCProfiler.class);
        if (Runtime.version().feature() >= 23) {
            options.jvmArgsAppend("--sun-misc-unsafe-memory-access=allow"); // JMH uses it, and each JVM would warn of it
        }
        if (request != null) {
            options.param("request", request.name());
        }
        if (cut != null) {
            options.param("cut", cut.name());
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        for (RunResult result : results) {
            Row row = rows.computeIfAbsent(label(result.getParams()), label -> new Row());
            row.nanos.add(nanos(result));
            row.allocated.add(result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
            if (isOf("parse", result)) {
                double scan = results.stream().filter(other -> isOf("scan", other)).mapToDouble(Table::nanos).sum();
                row.toScan.add(nanos(result) / scan);
            }
        }
    }

    private static double nanos(RunResult result) {
        return result.getSecondaryResults().get(CpuTime.LABEL).getScore();
    }

    private static boolean isOf(String method, RunResult result) {
        return result.getParams().getBenchmark().endsWith("." + method);
    }

    /** Makes "Head parse BROWSER THIRDS" of {@code bench.HeadBenchmark.parse} and its parameters. */
    private static String label(BenchmarkParams params) {
        StringBuilder label = new StringBuilder(params.getBenchmark().replaceFirst("bench\\.(\\w+)Benchmark\\.", "$1 "));
        for (String key : List.of("request", "cut")) {
            if (params.getParam(key) != null) {
                label.append(' ').append(params.getParam(key));
            }
        }
        return label.toString();
    }

    private void print(int rounds) {
        System.out.printf("%nJDK %s, %d rounds, processor time for one request: median (least to most)%n%n",
                System.getProperty("java.version"), rounds);
        System.out.println("| what | CPU ns | times the scan | bytes allocated |");
        System.out.println("|---|---:|---:|---:|");
        rows.forEach((label, row) -> System.out.printf(Locale.ROOT, "| %s | %s | %s | %.0f |%n",
                label, spread("%.0f", row.nanos), spread("%.1f", row.toScan), median(row.allocated)));
    }

    private static String spread(String format, List<Double> values) {
        if (values.isEmpty()) {
            return "";
        }
        double[] sorted = sorted(values);
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")",
                median(values), sorted[0], sorted[sorted.length - 1]);
    }

    private static double median(List<Double> values) {
        double[] sorted = sorted(values);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
