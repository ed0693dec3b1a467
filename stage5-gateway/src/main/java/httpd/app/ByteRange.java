package httpd.app;

import httpd.http.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file.
 *
 * @param first  its offset in bytes
 * @param length its length in bytes; 0 if what was asked for has no byte in the file
 */
record ByteRange(long first, long length) {
    /** RFC 9110 section 14.1.2: {@code first-last}, {@code first-} or {@code -suffixLength}. */
    private static final Pattern SPEC = Pattern.compile("([0-9]+)-([0-9]*)|-([0-9]+)");
    private static final String UNIT = "bytes=";

    /**
     * Returns the part that a request asks for, or null if it gets the whole: it does not ask for one, or for several, or nobody can
     * tell for which. A server may ignore the field (RFC 9110 section 14.2), and the client can tell by the status.
     *
     * @param size the length of the file in bytes
     */
    static ByteRange of(Headers fields, long size) {
        List<String> values = fields.all("Range");
        if (values.size() != 1 || !values.get(0).regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return null;
        }
        List<String> specs = Arrays.stream(values.get(0).substring(UNIT.length()).split(","))
                .map(String::strip).filter(spec -> !spec.isEmpty()).toList();
        Matcher spec = SPEC.matcher(specs.size() == 1 ? specs.get(0) : "");
        if (!spec.matches()) {
            return null;
        }
        return spec.group(3) != null ? suffix(number(spec.group(3)), size) : interval(spec.group(1), spec.group(2), size);
    }

    private static ByteRange suffix(long asked, long size) {
        if (size == 0 && asked > 0) {
            return null; // satisfiable, says section 14.1.2, but Content-Range has no way to name no bytes
        }
        long length = Math.min(asked, size);
        return new ByteRange(size - length, length);
    }

    private static ByteRange interval(String from, String to, long size) {
        long first = number(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : number(to);
        if (last < first) {
            return null;
        }
        return first >= size ? new ByteRange(0, 0) : new ByteRange(first, Math.min(last, size - 1) - first + 1);
    }

    /** More digits than a long has are beyond the end of any file. */
    private static long number(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /** Returns the value of Content-Range (RFC 9110 section 14.4), as in {@code bytes 0-9/100} or {@code bytes *}{@code /100}. */
    String contentRange(long size) {
        return "bytes " + (length == 0 ? "*" : first + "-" + (first + length - 1)) + "/" + size;
    }
}
