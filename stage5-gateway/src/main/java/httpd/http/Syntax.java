package httpd.http;

import java.nio.charset.StandardCharsets;

/** The octets that the grammar of HTTP allows, and numbers that are digits and nothing else. */
public final class Syntax {
    private static final byte TOKEN = 1;
    private static final byte TARGET = 2;
    private static final byte VALUE = 4;
    private static final byte HOST = 8;
    private static final byte[] ALLOWED_IN = new byte[256];

    static {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        String digits = "0123456789";
        mark(TOKEN, letters + digits + "!#$%&'*+-.^_`|~");          // tchar, RFC 9110 section 5.6.2
        mark(HOST, letters + digits + "-._~" + "!$&'()*+,;=");      // reg-name without escapes, RFC 3986 section 3.2.2
        for (int octet = 0x21; octet < 0x7F; octet++) {
            ALLOWED_IN[octet] |= TARGET | VALUE;
        }
        ALLOWED_IN['#'] &= ~TARGET;                                 // a fragment is never sent, RFC 9110 section 4.2.5
        for (int octet = 0x80; octet <= 0xFF; octet++) {
            ALLOWED_IN[octet] |= VALUE;                             // obs-text, RFC 9110 section 5.5
        }
        mark(VALUE, " \t");
    }

    private Syntax() {
    }

    private static void mark(byte where, String octets) {
        for (byte octet : octets.getBytes(StandardCharsets.US_ASCII)) {
            ALLOWED_IN[octet] |= where;
        }
    }

    /** Returns the index of the first octet in [from, to) that cannot stand in a token, or {@code to}. */
    public static int endOfToken(byte[] bytes, int from, int to) {
        return endOf(TOKEN, bytes, from, to);
    }

    /** Returns the index of the first octet in [from, to) that cannot stand in a request target, or {@code to}. */
    public static int endOfTarget(byte[] bytes, int from, int to) {
        return endOf(TARGET, bytes, from, to);
    }

    /** Returns the index of the first octet in [from, to) that cannot stand in a field's value, or {@code to}. */
    public static int endOfValue(byte[] bytes, int from, int to) {
        return endOf(VALUE, bytes, from, to);
    }

    /** Tells whether a text is a token (RFC 9110 section 5.6.2). */
    public static boolean isToken(String text) {
        return !text.isEmpty() && isAll(TOKEN, text);
    }

    /** Tells whether a text has only characters that may stand in a field's value (RFC 9110 section 5.5). */
    public static boolean isValue(String text) {
        return isAll(VALUE, text);
    }

    private static boolean isAll(byte where, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF || (ALLOWED_IN[text.charAt(i)] & where) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int endOf(byte where, byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (ALLOWED_IN[bytes[at] & 0xFF] & where) != 0) {
            at++;
        }
        return at;
    }

    /** Tells whether [from, to) is {@code uri-host [":" port]}, the host not being empty (RFC 9110 sections 4.2.1 and 7.2). */
    public static boolean isAuthority(byte[] bytes, int from, int to) {
        int end = from < to && bytes[from] == '[' ? endOfAddress(bytes, from, to) : endOfName(bytes, from, to);
        if (end == from || end == to) {
            return end != from;
        }
        long port = end + 1 == to ? 0 : decimal(bytes, end + 1, to);
        return bytes[end] == ':' && port >= 0 && port <= 65535;
    }

    private static int endOfName(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && ((ALLOWED_IN[bytes[at] & 0xFF] & HOST) != 0 || isEscape(bytes, at, to))) {
            at++;
        }
        return at;
    }

    private static int endOfAddress(byte[] bytes, int from, int to) {
        int at = from + 1;
        while (at < to && (hexDigit(bytes[at]) >= 0 || bytes[at] == ':' || bytes[at] == '.')) {
            at++;
        }
        boolean closed = at < to && bytes[at] == ']' && at > from + 2;
        return closed ? at + 1 : from;
    }

    /** Tells whether a well-formed percent escape starts at {@code at} (RFC 3986 section 2.1). */
    public static boolean isEscape(byte[] bytes, int at, int to) {
        return bytes[at] == '%' && at + 2 < to && hexDigit(bytes[at + 1]) >= 0 && hexDigit(bytes[at + 2]) >= 0;
    }

    /**
     * Returns the number that the decimal digits in [from, to) spell: -1 if there is anything but digits or nothing at all,
     * {@code Long.MAX_VALUE} if it has more than 18 digits. {@code Long.parseLong} would take a sign and the digits of other scripts.
     */
    public static long decimal(byte[] bytes, int from, int to) {
        long number = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = to - from > 18 ? Long.MAX_VALUE : number * 10 + digit;
        }
        return from == to ? -1 : number;
    }

    /** Returns the value of a hexadecimal digit, or -1 if it is none. */
    public static int hexDigit(byte octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int letter = octet | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** Compares an ASCII string with the octets from {@code from} on, letters of either case being the same. */
    static boolean matches(String expected, byte[] bytes, int from) {
        for (int i = 0; i < expected.length(); i++) {
            if (lower(expected.charAt(i)) != lower(bytes[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
    }
}
