package behaviours.corpus;

import java.io.ByteArrayOutputStream;

/**
 * The written form of exact bytes: printable ASCII stands for itself, everything else is escaped, and the line ends of the file mean
 * nothing. So an editor, a diff or a checkout with other line ends cannot change a request.
 */
final class Escapes {
    private final String text;
    private int at;

    private Escapes(String text) {
        this.text = text;
    }

    static byte[] decode(String text) {
        Escapes reader = new Escapes(text);
        byte[] bytes = reader.sequence();
        if (reader.at < text.length()) throw reader.wrong("a closing brace without its opening one");
        return bytes;
    }

    /** Up to the end of the text, or to the brace that ends a repetition. */
    private byte[] sequence() {
        return sequence(false);
    }

    private byte[] sequence(boolean repeated) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (at < text.length() && !(repeated && text.charAt(at) == '}')) {
            char c = text.charAt(at++);
            if (c == '\n' || c == '\r') continue;
            if (c == '\\') bytes.writeBytes(escape());
            else if (c >= 0x20 && c < 0x7F) bytes.write(c);
            else throw wrong("write this character as \\xHH");
        }
        return bytes.toByteArray();
    }

    private byte[] escape() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case 'r' -> new byte[] {'\r'};
            case 'n' -> new byte[] {'\n'};
            case 't' -> new byte[] {'\t'};
            case '\\', '}' -> new byte[] {(byte) c};
            case 'x' -> new byte[] {(byte) Integer.parseInt(word(2, "[0-9a-fA-F]{2}"), 16)};
            case '{' -> repetition();
            default -> throw wrong("an escape that does not exist");
        };
    }

    private byte[] repetition() {
        int star = text.indexOf('*', at);
        if (star < 0) throw wrong("a repetition is written \\{times*text}");
        int times = Integer.parseInt(word(star - at, "[1-9][0-9]{0,6}"));
        at++;
        byte[] once = sequence(true);
        if (at == text.length()) throw wrong("a repetition without its closing brace");
        at++;
        ByteArrayOutputStream all = new ByteArrayOutputStream(times * once.length);
        for (int i = 0; i < times; i++) all.writeBytes(once);
        return all.toByteArray();
    }

    private String word(int length, String form) {
        String word = text.substring(at, Math.min(text.length(), at + length));
        if (!word.matches(form)) throw wrong("expected " + form);
        at += length;
        return word;
    }

    private IllegalArgumentException wrong(String why) {
        int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        String where = text.lines().skip(line - 1L).findFirst().orElse("");
        return new IllegalArgumentException(why + ", in line " + line + " of the escaped text: " + where);
    }
}
