package httpd;

import httpd.http.Request;
import httpd.http.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the server prints of its work on standard output. */
enum Log {
    /** Nothing. */
    NONE,
    /** One line per request. */
    ACCESS,
    /** Every line that comes and goes, as {@code curl -v} shows them from the other side. */
    WIRE;

    private static final int MOST_SHOWN = 1024;

    static Log of(String name) {
        for (Log log : values()) {
            if (log.name().toLowerCase(Locale.ROOT).equals(name)) {
                return log;
            }
        }
        throw new IllegalArgumentException("--log takes none, access or wire, not '" + name + "'");
    }

    /** Says that a request was answered; it is null if there was none that could be understood. */
    void answered(int connection, Request request, Response response) {
        if (this != NONE) {
            String asked = request == null ? "(refused)" : request.method() + " " + request.target() + " HTTP/1." + request.minorVersion();
            long length = asked.startsWith("HEAD ") ? 0 : response.body().length();
            print("#" + connection + " " + Thread.currentThread().getName() + " \"" + asked + "\" " + response.status() + " "
                    + (length < 0 ? "(pushed)" : length));
        }
    }

    /** Says that a client is turned away, and how many that makes. */
    void refused(int connection, long count) {
        if (this != NONE) {
            print("#" + connection + " " + Thread.currentThread().getName() + " turned away, no worker had time; " + count + " so far");
        }
    }

    void received(int connection, ByteBuffer bytes) {
        if (this == WIRE) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            wire(connection, '<', copy, 0, copy.length);
        }
    }

    void sent(int connection, byte[] bytes, int from, int length) {
        wire(connection, '>', bytes, from, length);
    }

    private void wire(int connection, char direction, byte[] bytes, int from, int length) {
        if (this == WIRE) {
            String prefix = "#" + connection + " " + Thread.currentThread().getName() + " " + direction + " ";
            String text = new String(bytes, from, Math.min(length, MOST_SHOWN), StandardCharsets.ISO_8859_1);
            for (String line : text.split("(?<=\n)")) {
                print(prefix + visible(line));
            }
            if (length > MOST_SHOWN) {
                print(prefix + "(and " + (length - MOST_SHOWN) + " bytes more)");
            }
        }
    }

    /** A client must not be able to write to the terminal of whoever reads the log. */
    private static String visible(String line) {
        StringBuilder shown = new StringBuilder();
        for (char c : line.replaceFirst("\r\n$", "").toCharArray()) {
            shown.append(c >= ' ' && c < 0x7F ? String.valueOf(c) : String.format(Locale.ROOT, "\\x%02x", (int) c));
        }
        return shown.toString();
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
