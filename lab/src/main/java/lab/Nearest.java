package lab;

import java.util.Collection;
import java.util.Comparator;

/** Finds what was probably meant by a mistyped word. */
final class Nearest {

    private Nearest() {
    }

    /** A question to put behind a complaint; empty if nothing known is near. */
    static String question(String word, Collection<String> known) {
        return known.stream().filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .map(candidate -> "; did you mean " + candidate + "?").orElse("");
    }

    /** How many letters must be put in, left out or changed (Levenshtein). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
