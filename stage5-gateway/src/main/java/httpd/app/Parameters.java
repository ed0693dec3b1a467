package httpd.app;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A field's value with parameters, as in {@code form-data; name="file"; filename="a.txt"} (RFC 9110 section 5.6.6).
 *
 * @param value what stands before the first semicolon, in lower case
 * @param byName the parameters, by their names in lower case
 */
record Parameters(String value, Map<String, String> byName) {
    /** Returns null if the text has not that form, or a parameter twice. */
    static Parameters of(String text) {
        Map<String, String> parameters = new TreeMap<>();
        int end = endOfMember(text, 0);
        for (int at = end; at >= 0 && at < text.length(); ) {
            int from = at + 1;
            at = endOfMember(text, from);
            if (at < 0 || !put(text.substring(from, at).strip(), parameters)) {
                return null;
            }
        }
        return end < 0 ? null : new Parameters(text.substring(0, end).strip().toLowerCase(Locale.ROOT), parameters);
    }

    /** Returns the index of the next semicolon that stands in no quoted string, or the length; -1 if such a string does not end. */
    private static int endOfMember(String text, int from) {
        int at = from;
        while (at >= 0 && at < text.length() && text.charAt(at) != ';') {
            at = text.charAt(at) == '"' ? endOfQuoted(text, at, new StringBuilder()) : at + 1;
        }
        return at;
    }

    private static boolean put(String member, Map<String, String> parameters) {
        if (member.isEmpty()) {
            return true;
        }
        int equals = member.indexOf('=');
        if (equals <= 0) {
            return false;
        }
        String value = member.substring(equals + 1).strip();
        if (value.startsWith("\"")) {
            StringBuilder unquoted = new StringBuilder();
            if (endOfQuoted(value, 0, unquoted) < value.length()) {
                return false;
            }
            value = unquoted.toString();
        }
        return parameters.put(member.substring(0, equals).strip().toLowerCase(Locale.ROOT), value) == null;
    }

    /** Reads the quoted string that begins at {@code from}; returns the index behind it, or -1 if it does not end. */
    private static int endOfQuoted(String text, int from, StringBuilder content) {
        for (int at = from + 1; at < text.length(); at++) {
            if (text.charAt(at) == '"') {
                return at + 1;
            }
            // Only before these two does a backslash quote: some clients send a path of Windows as it is.
            if (text.charAt(at) == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
            }
            content.append(text.charAt(at));
        }
        return -1;
    }
}
