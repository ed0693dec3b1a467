package httpd.config;

import java.util.Locale;

/** A configuration that is refused: the message is one line that says what is wrong, and where. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 200;

    ConfigException(String problem) {
        this("", problem);
    }

    /** @param where the option, or the file with or without a line; it stands before what is wrong */
    ConfigException(String where, String problem) {
        super(visible(where) + visible(problem.length() > LONGEST ? problem.substring(0, LONGEST) + "..." : problem));
    }

    /** What stands in a file must neither break the line nor write to the terminal of whoever reads the message. */
    private static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.append(isVisible(c) ? Character.toString(c) : escaped(c)));
        return shown.toString();
    }

    /** As a string in YAML would have it. */
    static String escaped(int c) {
        return String.format(Locale.ROOT, "\\u%04x", c);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
