package lab;

import java.util.Locale;

/** Small helpers for what is printed. */
final class Text {

    private Text() {
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }
}
