package httpd.app;

import httpd.http.Headers;
import httpd.http.HttpDate;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells one version of a file from another, and the conditions that a request makes of it (RFC 9110 sections 8.8 and 13).
 *
 * @param entityTag a strong one, with its quotes
 * @param modified  to the second, as HTTP's dates are
 */
record Validators(String entityTag, Instant modified) {
    private static final Pattern ENTITY_TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    /** The three forms of a date that every recipient must understand (RFC 9110 section 5.6.7). */
    private static final List<DateTimeFormatter> DATES = List.of(
            formatter(new DateTimeFormatterBuilder().appendPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'")),
            formatter(new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.now(ZoneOffset.UTC).minusYears(49))
                    .appendPattern(" HH:mm:ss 'GMT'")),
            formatter(new DateTimeFormatterBuilder().appendPattern("EEE MMM ppd HH:mm:ss yyyy")));

    private static DateTimeFormatter formatter(DateTimeFormatterBuilder builder) {
        return builder.toFormatter(Locale.US).withZone(ZoneOffset.UTC);
    }

    /** Two versions of the same length that are written within one tick of the file system's clock are taken for one. */
    static Validators of(BasicFileAttributes file) {
        Instant time = file.lastModifiedTime().toInstant();
        String written = Long.toHexString(time.getEpochSecond()) + "-" + Integer.toHexString(time.getNano());
        String tag = Long.toHexString(file.size()) + "-" + written;
        return new Validators('"' + tag + '"', time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Returns the value of Last-Modified: never later than that of Date (RFC 9110 section 8.8.2.1), whatever the file's clock says. */
    String lastModified() {
        Instant now = Instant.now();
        return HttpDate.format(modified.isAfter(now) ? now : modified);
    }

    /**
     * Returns the status that the conditions of a GET or HEAD lead to, in the order of RFC 9110 section 13.2.2: 412 if the client does not
     * want this version, 304 if it has it already, else 200.
     */
    int status(Headers fields) {
        if (fields.has("If-Match")) {
            if (!matches(fields.all("If-Match"), true)) {
                return 412;
            }
        } else if (isBefore(date(fields.get("If-Unmodified-Since")), modified)) {
            return 412;
        }
        if (fields.has("If-None-Match")) {
            return matches(fields.all("If-None-Match"), false) ? 304 : 200;
        }
        Instant since = date(fields.get("If-Modified-Since"));
        return since != null && !since.isBefore(modified) ? 304 : 200;
    }

    private static boolean isBefore(Instant limit, Instant time) {
        return limit != null && limit.isBefore(time);
    }

    /**
     * Tells whether a part of this version fits to what the client has (RFC 9110 section 13.1.5). A date does not say so: a file can
     * change twice in a second.
     */
    boolean allowRange(Headers fields) {
        String version = fields.get("If-Range");
        return version == null || version.equals(entityTag);
    }

    /** @param strong whether a weak tag equals none (RFC 9110 section 8.8.3.2) */
    private boolean matches(List<String> lists, boolean strong) {
        for (String list : lists) {
            if (list.equals("*")) {
                return true;
            }
            for (Matcher tag = ENTITY_TAG.matcher(list); tag.find(); ) {
                if (tag.group(2).equals(entityTag) && !(strong && tag.group(1) != null)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the time, or null if there is none or it is no date: then the field is ignored (RFC 9110 section 13.1.3). */
    static Instant date(String text) {
        for (DateTimeFormatter form : DATES) {
            try {
                return text == null ? null : form.parse(text, Instant::from);
            } catch (DateTimeParseException e) {
                continue;
            }
        }
        return null;
    }
}
