package behaviours;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Shows expected over received bytes with a caret under the first one that differs. */
final class Difference {
    private static final int BEFORE = 40;
    private static final int AFTER = 60;

    private Difference() {
    }

    static String between(byte[] expected, byte[] received) {
        int at = Arrays.mismatch(expected, received);
        if (at < 0) return "  expected and received are the same " + expected.length + " bytes\n";
        int from = Math.max(0, at - BEFORE);
        String lead = from > 0 ? "…" : "";
        String same = lead + escaped(expected, from, at);
        return "  expected: " + same + tail(expected, at) + "\n"
                + "  received: " + same + tail(received, at) + "\n"
                + "            " + " ".repeat(same.length()) + "^ byte " + at + ": expected " + name(expected, at)
                + ", received " + name(received, at) + "\n";
    }

    /** One line of what came, with a caret under the byte at which reading it failed. */
    static String at(byte[] received, int at) {
        int from = Math.max(0, at - BEFORE);
        String before = (from > 0 ? "…" : "") + escaped(received, from, Math.min(at, received.length));
        return "  received: " + before + tail(received, Math.min(at, received.length)) + "\n"
                + "            " + " ".repeat(before.length()) + "^ byte " + at + ": " + name(received, at) + "\n";
    }

    private static String tail(byte[] bytes, int from) {
        int to = Math.min(bytes.length, from + AFTER);
        return escaped(bytes, from, to) + (to < bytes.length ? "… (" + bytes.length + " bytes)" : "");
    }

    private static String name(byte[] bytes, int at) {
        if (at >= bytes.length) return "the end";
        int octet = bytes[at] & 0xFF;
        String hex = String.format("0x%02X", octet);
        return octet >= 0x20 && octet < 0x7F ? "'" + (char) octet + "' (" + hex + ")" : hex;
    }

    static String escaped(String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return escaped(bytes, 0, bytes.length);
    }

    static String escaped(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            int octet = bytes[i] & 0xFF;
            switch (octet) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (octet >= 0x20 && octet < 0x7F) text.append((char) octet);
                    else text.append(String.format("\\x%02X", octet));
                }
            }
        }
        return text.toString();
    }
}
