package behaviours.suite;

import behaviours.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The one date format that a sender may use (RFC 9110 section 5.6.7), read by its letter. */
public final class ImfDate {
    private static final Pattern FORM = Pattern.compile(
            "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
    private static final DateTimeFormatter READER =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

    private ImfDate() {
    }

    public static Instant parse(String value) {
        if (!FORM.matcher(value).matches()) {
            throw Violation.differs("Date is no IMF-fixdate: two-digit day, English names, GMT (RFC 9110 section 5.6.7)",
                    "Sun, 06 Nov 1994 08:49:37 GMT", value);
        }
        try {
            return Instant.from(READER.parse(value));
        } catch (DateTimeParseException e) {
            throw new Violation("Date is no day of the calendar, or its weekday is wrong: " + value);
        }
    }

    /** A date says whole seconds, so that one that was right when it was written is up to a second old. */
    public static void check(String value, Instant before, Instant after) {
        Duration tolerance = Duration.ofSeconds(2);
        Instant date = parse(value);
        if (date.isBefore(before.minusSeconds(1).minus(tolerance)) || date.isAfter(after.plus(tolerance))) {
            throw new Violation("Date is more than 2 s from now\n  now:      " + after + "\n  received: " + value);
        }
    }
}
