package httpd.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field, made once a second for all answers of that second. */
public final class HttpDate {
    /** IMF-fixdate wants two digits for the day (RFC 9110 section 5.6.7); the JDK's RFC_1123_DATE_TIME prints one where one is enough. */
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

    private record Line(long second, byte[] bytes) {
    }

    private static volatile Line current = new Line(-1, null);

    private HttpDate() {
    }

    /** Returns the time in the form that HTTP wants, as in {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    public static String format(Instant time) {
        return IMF_FIXDATE.format(time);
    }

    /** Returns the field line {@code Date: …} of this second with its CRLF; the array is shared and must not be changed. */
    static byte[] line() {
        long second = System.currentTimeMillis() / 1000;
        Line line = current;
        if (line.second != second) {
            String text = "Date: " + format(Instant.ofEpochSecond(second)) + "\r\n";
            line = new Line(second, text.getBytes(StandardCharsets.US_ASCII));
            current = line; // threads that race here all store the same text
        }
        return line.bytes;
    }
}
