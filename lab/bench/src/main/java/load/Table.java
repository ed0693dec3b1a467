package load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A table that can be read in a terminal and pasted into Markdown. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... columns) {
        rows.add(List.of(columns));
    }

    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    public void print() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        for (int i = 0; i < rows.size(); i++) {
            print(rows.get(i), widths);
            if (i == 0) {
                StringBuilder rule = new StringBuilder("|" + "-".repeat(widths[0] + 2) + "|");
                for (int column = 1; column < widths.length; column++) {
                    rule.append("-".repeat(widths[column] + 1)).append(":|");
                }
                System.out.println(rule);
            }
        }
    }

    private static void print(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            line.append(' ').append(column == 0 ? cell + padding : padding + cell).append(" |");
        }
        System.out.println(line);
    }

    /** Returns the median, and behind it the least and the most. */
    static String spread(String format, List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")",
                median(sorted), sorted[0], sorted[sorted.length - 1]);
    }

    static double median(List<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    /** Returns the middle of values in ascending order. */
    public static double median(double[] sorted) {
        return sorted.length == 0 ? 0 : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Returns the value that this part of all does not exceed. */
    static int percentile(double part, int[] sorted) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) Math.ceil(part * sorted.length) - 1)];
    }
}
