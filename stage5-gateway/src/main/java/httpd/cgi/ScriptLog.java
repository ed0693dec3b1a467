package httpd.cgi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a script writes to its standard error, line by line in the server's log with the script's name before it. */
final class ScriptLog {
    private static final int LONGEST_LINE = 1000;
    private static final int MOST_AT_ONCE = 64 << 10;

    private final String name;
    private final StringBuilder line = new StringBuilder();

    ScriptLog(String name) {
        this.name = name;
    }

    /** Takes what is there, at most what a pipe holds, and waits for nothing: a script that never stops must still be stopped. */
    void drain(InputStream errors) throws IOException {
        int ready = Math.min(errors.available(), MOST_AT_ONCE);
        if (ready > 0) {
            for (byte octet : errors.readNBytes(ready)) {
                take((char) (octet & 0xFF));
            }
        }
    }

    private void take(char c) {
        if (c == '\n' || line.length() >= LONGEST_LINE) {
            end();
        }
        if (c != '\n') {
            line.append(c);
        }
    }

    /** Prints a line that was begun. */
    void end() {
        if (line.length() > 0) {
            print(line.toString());
            line.setLength(0);
        }
    }

    /** Prints a line. What was written in UTF-8 stays so; a control character must not reach the terminal of whoever reads the log. */
    void print(String octets) {
        String text = new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        System.err.println(name + ": " + text.replaceAll("[\\p{Cc}&&[^\t]]", "?"));
    }
}
