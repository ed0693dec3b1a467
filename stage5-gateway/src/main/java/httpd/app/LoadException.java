package httpd.app;

import java.util.Locale;

/** An application that cannot be had: the message is a line that says why, and the compiler's lines behind it if there are any. */
public final class LoadException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param name what the user has called the application */
    LoadException(String name, String problem) {
        super(visible(name) + ": " + visible(problem));
    }

    /** @param lines what the compiler has said */
    LoadException(String name, String problem, String lines) {
        super(visible(name) + ": " + visible(problem) + "\n" + lines.stripTrailing());
    }

    /** What an application says when it fails may have more than a line, and must not write to the user's terminal. */
    private static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.append(Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", c)
                : Character.toString(c)));
        return shown.toString();
    }
}
