package behaviours;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the bytes a test has sent into a line that a student can paste into a shell. */
final class Reproduction {
    /** Only what curl sends by itself in the same way: a longer head is clearer, and truer, as raw bytes. */
    private static final Pattern SIMPLE = Pattern.compile(
            "(GET|HEAD|OPTIONS|DELETE) (/[!-~]*) HTTP/1\\.1\r\nHost: ([^\r\n]*)\r\n(Connection: close\r\n)?\r\n");
    private static final int RUN = 200;
    private static final int LONGEST = 4_000;

    private Reproduction() {
    }

    static String of(byte[] sent, String host, int port) {
        String text = new String(sent, StandardCharsets.ISO_8859_1);
        Matcher simple = SIMPLE.matcher(text);
        if (simple.matches() && simple.group(3).equals(host + ":" + port) && !simple.group(2).contains("'")) {
            String method = switch (simple.group(1)) {
                case "GET" -> "";
                case "HEAD" -> "--head ";
                default -> "--request " + simple.group(1) + " ";
            };
            String close = simple.group(4) == null ? "" : "--header 'Connection: close' ";
            return "curl --include --globoff --path-as-is " + method + close + "'http://" + host + ":" + port + simple.group(2) + "'";
        }
        return piped(sent) + " | nc " + host + " " + port;
    }

    /** Long runs of one byte are made by the shell, so that even an endless field can be pasted. */
    private static String piped(byte[] sent) {
        StringBuilder commands = new StringBuilder();
        int parts = 0;
        int from = 0;
        while (from < sent.length) {
            int run = from;
            int length = 0;
            while (run < sent.length && (length = runAt(sent, run)) < RUN) run += length;
            if (run > from) {
                commands.append(parts++ > 0 ? "; " : "").append("printf '").append(quoted(sent, from, run)).append("'");
            }
            if (run < sent.length) {
                commands.append(parts++ > 0 ? "; " : "").append("head -c ").append(length).append(" /dev/zero | tr '\\0' '")
                        .append(quoted(sent, run, run + 1)).append("'");
                run += length;
            }
            from = run;
        }
        if (parts == 0) return "printf ''";
        return parts == 1 ? commands.toString() : "{ " + commands + "; }";
    }

    private static int runAt(byte[] bytes, int from) {
        int to = from + 1;
        while (to < bytes.length && bytes[to] == bytes[from]) to++;
        return to - from;
    }

    private static String quoted(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (text.length() > LONGEST) return text + "'  # and " + (to - i) + " more bytes '";
            int octet = bytes[i] & 0xFF;
            switch (octet) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\\' -> text.append("\\\\");
                case '%' -> text.append("%%");
                case '\'' -> text.append("\\047");
                default -> {
                    boolean option = octet == '-' && i == from; // printf would take the rest for one
                    if (octet >= 0x20 && octet < 0x7F && !option) text.append((char) octet);
                    else text.append(String.format("\\%03o", octet));
                }
            }
        }
        return text.toString();
    }
}
