package load;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * What a client must know of the head of an answer. The body is as long as Content-Length says; an answer that is framed in any
 * other way is wrong here.
 *
 * @param close whether the server says that it closes the connection behind this answer
 */
public record Head(int status, long length, boolean close) {
    private static final byte[] VERSION = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "content-length";

    /** Returns where a head ends that begins at 0, the blank line included; -1 if its end has not come yet. */
    public static int end(byte[] bytes, int count) {
        for (int i = 3; i < count; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Reads the head that ends at {@code end}. */
    public static Head read(byte[] bytes, int end) throws ProtocolException {
        int status = status(bytes, end);
        long length = -1;
        boolean close = false;
        for (int line = next(bytes, 0); line < end - 2; line = next(bytes, line)) {
            int colon = line;
            while (bytes[colon] != ':') {
                if (bytes[colon++] <= ' ') {
                    throw wrong("a line without a field name", bytes, end);
                }
            }
            if (is(LENGTH, bytes, line, colon)) {
                if (length >= 0) {
                    throw wrong("two lengths", bytes, end);
                }
                length = number(bytes, colon + 1, end);
            } else if (is("connection", bytes, line, colon)) {
                close = value(bytes, colon + 1).equalsIgnoreCase("close");
            } else if (is("transfer-encoding", bytes, line, colon)) {
                throw wrong("a body without a length", bytes, end);
            }
        }
        boolean bodiless = status < 200 || status == 204 || status == 304;
        if (bodiless == length >= 0) {
            throw wrong(bodiless ? "a length where no body can be" : "no length", bytes, end);
        }
        return new Head(status, Math.max(0, length), close);
    }

    private static int status(byte[] bytes, int end) throws ProtocolException {
        int status = 0;
        for (int i = 0; i < VERSION.length + 4; i++) {
            boolean digit = i >= VERSION.length && i < VERSION.length + 3;
            if (digit ? !isDigit(bytes[i]) : bytes[i] != (i < VERSION.length ? VERSION[i] : ' ')) {
                throw wrong("no status line", bytes, end);
            }
            status = digit ? 10 * status + bytes[i] - '0' : status;
        }
        return status;
    }

    /** Returns where the line behind this one begins. */
    private static int next(byte[] bytes, int line) {
        int i = line;
        while (bytes[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    private static boolean is(String lower, byte[] bytes, int from, int to) {
        if (to - from != lower.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((bytes[i] | 0x20) != lower.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private static long number(byte[] bytes, int from, int end) throws ProtocolException {
        int i = from;
        while (bytes[i] == ' ') {
            i++;
        }
        int first = i;
        long number = 0;
        for (; isDigit(bytes[i]); i++) {
            number = 10 * number + bytes[i] - '0';
        }
        if (i == first || i - first > 15 || bytes[i] != '\r') {
            throw wrong("a length that is no number", bytes, end);
        }
        return number;
    }

    private static String value(byte[] bytes, int from) {
        return new String(bytes, from, next(bytes, from) - from, StandardCharsets.US_ASCII).strip();
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static ProtocolException wrong(String what, byte[] bytes, int end) {
        return new ProtocolException(what + " in: " + new String(bytes, 0, Math.min(end, 300), StandardCharsets.ISO_8859_1));
    }
}
