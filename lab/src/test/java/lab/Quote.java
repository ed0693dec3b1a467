package lab;

import java.util.ArrayList;
import java.util.List;

/** Finds a quotation in a source: runs of lines in their order, with a line of dots where something is left out. */
final class Quote {

    private Quote() {
    }

    static boolean isIn(List<String> source, List<String> quoted) {
        int from = 0;
        for (List<String> run : runs(quoted)) {
            int at = find(source, run, from);
            if (at < 0) return false;
            from = at + run.size();
        }
        return true;
    }

    private static List<List<String>> runs(List<String> quoted) {
        List<List<String>> runs = new ArrayList<>(List.of(new ArrayList<>()));
        for (String line : quoted) {
            if (line.strip().matches("(// *)?(…|\\.\\.\\.)")) runs.add(new ArrayList<>());
            else runs.get(runs.size() - 1).add(line.stripTrailing());
        }
        runs.forEach(Quote::trim);
        runs.removeIf(List::isEmpty);
        return runs;
    }

    /** Empty lines beside the dots are for the eye. */
    private static void trim(List<String> run) {
        while (!run.isEmpty() && run.get(0).isEmpty()) run.remove(0);
        while (!run.isEmpty() && run.get(run.size() - 1).isEmpty()) run.remove(run.size() - 1);
    }

    private static int find(List<String> source, List<String> run, int from) {
        for (int at = from; at + run.size() <= source.size(); at++) {
            if (matches(source.subList(at, at + run.size()), run)) return at;
        }
        return -1;
    }

    private static boolean matches(List<String> lines, List<String> run) {
        int indent = lines.get(0).length() - run.get(0).length();
        if (indent < 0 || !lines.get(0).substring(0, indent).isBlank()) return false;
        String margin = lines.get(0).substring(0, indent);
        for (int i = 0; i < run.size(); i++) {
            if (!lines.get(i).stripTrailing().equals(run.get(i).isEmpty() ? "" : margin + run.get(i))) return false;
        }
        return true;
    }
}
