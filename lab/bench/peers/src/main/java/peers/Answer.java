package peers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What every peer answers, and the Date for those libraries that add none by themselves. */
final class Answer {
    static final String TYPE = "text/plain";
    static final String TEXT = "Hello, World!\n";
    static final byte[] BYTES = TEXT.getBytes(StandardCharsets.US_ASCII);

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static long second;
    private static String date;

    private Answer() {
    }

    /** Returns the Date field's value, made once a second. For one thread. */
    static String date() {
        long now = System.currentTimeMillis() / 1000;
        if (now != second) {
            second = now;
            date = FORMAT.format(Instant.ofEpochSecond(now));
        }
        return date;
    }

    /** Returns the port that the first argument names. */
    static int port(String[] args) {
        return Integer.parseInt(args[0]);
    }
}
