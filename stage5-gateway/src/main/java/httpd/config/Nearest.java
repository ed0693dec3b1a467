package httpd.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that somebody may have meant. */
public final class Nearest {
    private static final int CLOSE = 2;

    private Nearest() {
    }

    /**
     * Returns the candidate that takes the fewest changes of a character (Levenshtein's distance), the first of several. Who has
     * written only one part of a name may have meant all of it: {@code port} is {@code listener.port}.
     */
    static String to(String word, Collection<String> candidates) {
        return candidates.stream().min(Comparator.comparingInt(candidate -> changes(word, candidate))).orElseThrow();
    }

    /** Returns the nearest candidate as a question to add to a message, or nothing if none is so near that it may have been meant. */
    public static String question(String word, Collection<String> candidates) {
        int most = Math.min(CLOSE, word.length() / 2);
        return candidates.stream().filter(candidate -> changes(word, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> changes(word, candidate)))
                .map(nearest -> "; did you mean '" + nearest + "'?").orElse("");
    }

    private static int changes(String word, String candidate) {
        int changes = distance(word, candidate);
        if (!word.contains(".")) {
            for (String part : bare(candidate).split("\\.")) {
                changes = Math.min(changes, 1 + distance(bare(word), part));
            }
        }
        return changes;
    }

    private static String bare(String option) {
        return option.replaceFirst("^--?", "");
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1]; // distances of a's beginning to each beginning of b, row by row
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
