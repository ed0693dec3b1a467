package behaviours;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One answer that was read strictly: its syntax, its framing and its length are right. What it says is still to be judged,
 * with the {@code expect…} methods.
 *
 * @param head the bytes of the head as they came, the blank line included
 * @param exchange the connection it came on, for failure messages
 */
public record Answer(int status, String reason, String version, List<Field> fields, byte[] body, byte[] head, Exchange exchange) {

    /** The value of a field, or null; one that comes twice where one was asked for is a violation. */
    public String field(String name) {
        List<String> values = all(name);
        if (values.size() > 1) throw violation("the field " + name + " comes " + values.size() + " times: " + values, "");
        return values.isEmpty() ? null : values.get(0);
    }

    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) values.add(field.value());
        }
        return values;
    }

    /** The body as text; every byte is one character (ISO-8859-1). */
    public String text() {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    /** Whether it announces that the connection ends with it (RFC 9112 section 9.3). */
    public boolean closes() {
        return has("Connection", "close") || version.equals("HTTP/1.0") && !has("Connection", "keep-alive");
    }

    /** Whether a field that is a list of tokens has this one, in any case. */
    public boolean has(String name, String token) {
        for (String value : all(name)) {
            for (String member : value.split(",")) {
                if (member.strip().toLowerCase(Locale.ROOT).equals(token.toLowerCase(Locale.ROOT))) return true;
            }
        }
        return false;
    }

    public Answer expect(int expected) {
        return expectOneOf(expected);
    }

    public Answer expectOneOf(int... expected) {
        for (int one : expected) {
            if (status == one) return this;
        }
        String wanted = expected.length == 1 ? String.valueOf(expected[0]) : "one of " + Arrays.toString(expected);
        String said = body.length == 0 ? "" : "  its body: " + Difference.escaped(body, 0, Math.min(body.length, 200)) + "\n";
        throw violation("expected status " + wanted + ", received " + status + " " + Difference.escaped(reason), said);
    }

    public Answer expectField(String name, String value) {
        String received = field(name);
        if (received == null) throw violation("the field " + name + " is missing", "  expected: " + name + ": " + value + "\n" + shown());
        if (!received.equals(value)) {
            throw violation("the field " + name + " is wrong", Difference.between(latin1(value), latin1(received)));
        }
        return this;
    }

    public Answer expectNoField(String name) {
        if (all(name).isEmpty()) return this;
        throw violation("there must be no field " + name + " in this answer", shown());
    }

    public Answer expectBody(String latin1) {
        return expectBody(latin1(latin1));
    }

    public Answer expectBody(byte[] expected) {
        if (Arrays.equals(expected, body)) return this;
        throw violation("the body is wrong", Difference.between(expected, body));
    }

    public Answer expectClose() {
        if (closes()) return this;
        throw violation("the answer must say 'Connection: close'", shown());
    }

    public Answer expectKeepAlive() {
        if (!closes()) return this;
        throw violation("the answer must not say that the connection closes", shown());
    }

    private String shown() {
        StringBuilder text = new StringBuilder("  received: ").append(version + " " + status + " " + reason).append('\n');
        for (Field field : fields) text.append("            ").append(Difference.escaped(field.toString())).append('\n');
        return text.toString();
    }

    /** For what a contract finds wrong by itself. */
    public Violation violation(String what, String details) {
        return Violation.on(exchange, Symptom.DIFFERENT, what, details, null);
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** For messages: the status line and the fields. */
    @Override
    public String toString() {
        return shown().strip();
    }
}
