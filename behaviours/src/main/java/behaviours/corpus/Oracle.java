package behaviours.corpus;

import behaviours.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A second opinion: which requests are in these bytes by the letter of RFC 9112. It has all bytes at once and no need to be fast,
 * so it can follow the text of the RFC; it shares no line with any server.
 */
public final class Oracle {
    static final int LINE = 8 * 1024;
    static final int FIELDS = 100;
    static final int HEAD = 64 * 1024;
    static final int BODY = 10 * 1024 * 1024;
    static final int EXTRAS = 8 * 1024;

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");
    private static final Pattern TARGET = Pattern.compile("[\\x21-\\x7e&&[^#]]+");
    private static final Pattern BAD_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9\\-._~!$&'()*+,;=%]+)(:[0-9]*)?");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?]+)([/?].*)?");
    private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})([ \\t]*;[\\t\\x20-\\x7e\\x80-\\xff]*)?");

    /** One request that is complete and well formed. */
    public record Message(String method, String target, int minor, List<Field> fields, byte[] body) {
        public List<String> all(String name) {
            return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).toList();
        }
    }

    /**
     * What was read.
     *
     * @param refusal the statuses that fit what is wrong behind the last message; empty if nothing is
     */
    public record Reading(List<Message> messages, Set<Integer> refusal) {
    }

    /** Something is wrong; a server may say so with one of these statuses. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Set<Integer> statuses;

        Wrong(Integer... statuses) {
            super(null, null, false, false);
            this.statuses = Set.of(statuses);
        }
    }

    /** The bytes end before the message does. */
    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1;

        Cut() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int at;

    private Oracle(byte[] bytes) {
        text = new String(bytes, StandardCharsets.ISO_8859_1);
    }

    public static Reading read(byte[] bytes) {
        Oracle oracle = new Oracle(bytes);
        List<Message> messages = new ArrayList<>();
        try {
            while (oracle.at < bytes.length) messages.add(oracle.message());
        } catch (Wrong wrong) {
            return new Reading(messages, wrong.statuses);
        } catch (Cut cut) {
            return new Reading(messages, Set.of());
        }
        return new Reading(messages, Set.of());
    }

    /** How many complete requests are in these bytes at most. */
    public static int count(byte[] bytes) {
        return read(bytes).messages().size();
    }

    private Message message() {
        for (int empty = 0; empty < 2 && text.startsWith("\r\n", at); empty++) at += 2; // section 2.2
        int start = at;
        String[] line = line(414).split(" ", -1);
        if (line.length != 3 || !TOKEN.matcher(line[0]).matches() || !VERSION.matcher(line[2]).matches()) throw new Wrong(400);
        if (line[2].charAt(5) != '1') throw new Wrong(505);
        int minor = Character.digit(line[2].charAt(7), 10);
        checkTarget(line[0], line[1]);
        List<Field> fields = fields();
        if (at - 2 - start > HEAD) throw new Wrong(431);
        Message head = new Message(line[0], line[1], minor, fields, new byte[0]);
        checkHost(head);
        boolean hasBody = checkFraming(head);
        List<String> wishes = head.all("Expect");
        boolean known = wishes.size() == 1 && wishes.get(0).equalsIgnoreCase("100-continue");
        if (minor > 0 && !wishes.isEmpty() && !known) throw new Wrong(417);
        return hasBody ? new Message(head.method, head.target, minor, fields, body(head).getBytes(StandardCharsets.ISO_8859_1)) : head;
    }

    private String line(int tooLong) {
        int end = text.indexOf('\n', at);
        if (end < 0) throw new Cut();
        String line = text.substring(at, end);
        if (line.length() > LINE + 1) throw new Wrong(tooLong, 400);
        if (line.indexOf('\r') != line.length() - 1 || line.isEmpty()) throw new Wrong(400);
        at = end + 1;
        return line.substring(0, line.length() - 1);
    }

    /** Section 3.2. */
    private static void checkTarget(String method, String target) {
        if (!TARGET.matcher(target).matches() || BAD_PERCENT.matcher(target).find()) throw new Wrong(400);
        boolean good = target.startsWith("/") || isAbsolute(target)
                || target.equals("*") && method.equals("OPTIONS") || isAuthority(target) && method.equals("CONNECT");
        if (!good) throw new Wrong(400);
    }

    private static boolean isAbsolute(String target) {
        Matcher parts = ABSOLUTE.matcher(target);
        return parts.matches() && isAuthority(parts.group(1));
    }

    /** Section 5, up to and with the empty line. */
    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (String line = line(431); !line.isEmpty(); line = line(431)) {
            int colon = line.indexOf(':');
            if (colon < 0 || !TOKEN.matcher(line.substring(0, colon)).matches()) throw new Wrong(400);
            String value = line.substring(colon + 1);
            if (!VALUE.matcher(value).matches()) throw new Wrong(400);
            fields.add(new Field(line.substring(0, colon), strip(value)));
            if (fields.size() > FIELDS) throw new Wrong(431);
        }
        return fields;
    }

    /** White space here is space and tab, and nothing else. */
    private static String strip(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && " \t".indexOf(value.charAt(from)) >= 0) from++;
        while (from < to && " \t".indexOf(value.charAt(to - 1)) >= 0) to--;
        return value.substring(from, to);
    }

    private static boolean isAuthority(String text) {
        return HOST.matcher(text).matches();
    }

    private static void checkHost(Message head) {
        List<String> hosts = head.all("Host");
        if (hosts.size() > 1 || hosts.isEmpty() && head.minor > 0) throw new Wrong(400);
        if (!hosts.isEmpty() && !isAuthority(hosts.get(0))) throw new Wrong(400);
    }

    /** Section 6.3: whether there is a body, and whether it is certain where it ends. */
    private static boolean checkFraming(Message head) {
        List<String> codings = head.all("Transfer-Encoding");
        List<String> lengths = head.all("Content-Length");
        if (!codings.isEmpty()) {
            if (head.minor == 0 || codings.size() > 1) throw new Wrong(400);
            if (!codings.get(0).equalsIgnoreCase("chunked")) throw new Wrong(400, 501);
            if (!lengths.isEmpty()) throw new Wrong(400);
            return true;
        }
        if (lengths.size() > 1) throw new Wrong(400);
        if (lengths.isEmpty()) return false;
        String digits = lengths.get(0);
        if (!digits.matches("[0-9]+")) throw new Wrong(400);
        String number = digits.replaceFirst("^0+(?=.)", "");
        if (number.length() > 9 || Integer.parseInt(number) > BODY) throw new Wrong(413, 400);
        return true;
    }

    private String body(Message head) {
        if (head.all("Transfer-Encoding").isEmpty()) return take(Integer.parseInt(head.all("Content-Length").get(0)));
        StringBuilder body = new StringBuilder();
        int extras = 0;
        while (true) { // section 7.1
            String line = line(413);
            Matcher size = SIZE.matcher(line);
            if (!size.matches()) throw new Wrong(400);
            extras += line.length() - size.group(1).length();
            if (extras > EXTRAS) throw new Wrong(413);
            long length = Long.parseLong(size.group(1), 16);
            if (length == 0) break;
            if (body.length() + length > BODY) throw new Wrong(413, 400);
            body.append(take((int) length));
            if (!take(2).equals("\r\n")) throw new Wrong(400);
        }
        int trailer = at;
        fields();
        if (at - trailer > EXTRAS) throw new Wrong(431);
        return body.toString();
    }

    private String take(int length) {
        if (text.length() - at < length) throw new Cut();
        at += length;
        return text.substring(at - length, at);
    }
}
