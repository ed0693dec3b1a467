package race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import load.Table;

/** What stages 4 and 5 are to reach, and whether they have: ratios within the same round, their median. */
final class Aims {
    private final Rounds rounds;

    Aims(Rounds rounds) {
        this.rounds = rounds;
    }

    /** A column of the table: how a stage does against something; empty where that was not measured. */
    private interface Aim {
        Optional<String> of(Contestant stage);
    }

    void print() {
        List<Contestant> stages = rounds.servers.stream().filter(server -> server.kind == Contestant.Kind.STAGE).toList();
        List<String> columns = new ArrayList<>(List.of("aim"));
        stages.forEach(stage -> columns.add(stage.title));
        Table table = new Table(columns.toArray(String[]::new));
        boolean any = false;
        for (Load load : List.of(Load.KEEP_64, Load.KEEP_512)) {
            any |= row(table, stages, load.title + ": CPU below that of every other server", stage -> mostOf(stage, load));
            any |= row(table, stages, load.title + ": at most 1.15 times the CPU of C", stage -> timesC(stage, load, 1.15));
        }
        any |= row(table, stages, "plain requests through the gateway: at most 1.15 times the CPU of stage 4", this::timesStage4);
        any |= row(table, stages, "pipelined: at least 1.2 times the requests/s of the best JVM server", this::pipelined);
        any |= row(table, stages, "pipelined: at most 1.5 times the CPU of C", stage -> timesC(stage, Load.PIPELINED, 1.5));
        any |= row(table, stages, "5,000 idle: at most 1.1 times its own CPU without", stage -> timesOwn(stage, Load.IDLE, 1.1));
        any |= row(table, stages, "200 dribbling: at most 1.1 times its own CPU without", stage -> timesOwn(stage, Load.DRIBBLE, 1.1));
        any |= row(table, stages, "browser headers: at most 1.6 times its own CPU without", stage -> timesOwn(stage, Load.BROWSER, 1.6));
        if (any) {
            System.out.printf("%nAims: median of the ratios within each round, (!) where it is missed%n%n");
            table.print();
        }
    }

    /** Adds a row unless nothing of it was measured. */
    private static boolean row(Table table, List<Contestant> stages, String name, Aim aim) {
        List<Optional<String>> cells = stages.stream().map(aim::of).toList();
        if (cells.stream().allMatch(Optional::isEmpty)) {
            return false;
        }
        List<String> row = new ArrayList<>(List.of(name));
        cells.forEach(cell -> row.add(cell.orElse("-")));
        table.row(row.toArray(String[]::new));
        return true;
    }

    private Optional<String> mostOf(Contestant stage, Load load) {
        Comparator<Contestant> byRatio = Comparator.comparingDouble(
                other -> ratio(stage, load, other, load, Rounds.Sample::cpu).orElse(0.0));
        return others(other -> other.kind == Contestant.Kind.JVM || other.kind == Contestant.Kind.PROGRAM).stream().max(byRatio)
                .flatMap(best -> ratio(stage, load, best, load, Rounds.Sample::cpu)
                        .map(ratio -> cell(ratio, ratio < 1) + " of " + best.title));
    }

    private Optional<String> pipelined(Contestant stage) {
        Load load = Load.PIPELINED;
        Comparator<Contestant> byRatio = Comparator.comparingDouble(
                other -> ratio(stage, load, other, load, Rounds.Sample::rate).orElse(Double.MAX_VALUE));
        return others(other -> other.kind == Contestant.Kind.JVM).stream().min(byRatio)
                .flatMap(best -> ratio(stage, load, best, load, Rounds.Sample::rate)
                        .map(ratio -> cell(ratio, ratio >= 1.2) + " of " + best.title));
    }

    private Optional<String> timesC(Contestant stage, Load load, double most) {
        return others(other -> other.kind == Contestant.Kind.YARDSTICK).stream().findFirst()
                .flatMap(c -> ratio(stage, load, c, load, Rounds.Sample::cpu)).map(ratio -> cell(ratio, ratio <= most));
    }

    private Optional<String> timesStage4(Contestant stage) {
        return others(other -> stage.name.equals("stage5") && other.name.equals("stage4")).stream().findFirst()
                .flatMap(four -> ratio(stage, Load.KEEP_64, four, Load.KEEP_64, Rounds.Sample::cpu))
                .map(ratio -> cell(ratio, ratio <= 1.15));
    }

    private Optional<String> timesOwn(Contestant stage, Load load, double most) {
        return ratio(stage, load, stage, Load.KEEP_64, Rounds.Sample::cpu).map(ratio -> cell(ratio, ratio <= most));
    }

    private List<Contestant> others(Predicate<Contestant> which) {
        return rounds.servers.stream().filter(which).toList();
    }

    private Optional<Double> ratio(Contestant one, Load load, Contestant other, Load otherLoad, ToDoubleFunction<Rounds.Sample> figure) {
        double[] ratios = rounds.ratios(one, load, other, otherLoad, figure);
        return ratios.length == 0 ? Optional.empty() : Optional.of(Table.median(ratios));
    }

    private static String cell(double ratio, boolean met) {
        return String.format(Locale.ROOT, met ? "%.2f" : "%.2f (!)", ratio);
    }
}
