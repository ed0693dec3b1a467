package httpd.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of a message: an ordered multi-map whose names are case-insensitive (RFC 9110 section 5).
 * Names and values stay bytes with offsets, and become strings (ISO-8859-1, a character an octet) when somebody asks for them:
 * most requests have a dozen fields of which nobody reads more than two.
 */
public final class Headers {
    private static final int NAME = 0;
    private static final int NAME_END = 1;
    private static final int VALUE = 2;
    private static final int VALUE_END = 3;
    private static final int WIDTH = 4;

    private byte[] bytes;
    private int base;
    private int length;
    private int[] offsets;
    private int size;

    /** Makes an empty list of fields for an answer. */
    public Headers() {
        this(new byte[64], 4);
    }

    /** Makes an empty list of fields whose bytes will be those of a request. */
    static Headers ofRequest() {
        return new Headers(null, 12);
    }

    private Headers(byte[] bytes, int fields) {
        this.bytes = bytes;
        offsets = new int[fields * WIDTH];
    }

    /** Adds a field of a request by its offsets; the parser has checked its octets. */
    void add(int name, int nameEnd, int value, int valueEnd) {
        int at = size * WIDTH;
        if (at == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * at);
        }
        offsets[at + NAME] = name;
        offsets[at + NAME_END] = nameEnd;
        offsets[at + VALUE] = value;
        offsets[at + VALUE_END] = valueEnd;
        size++;
    }

    /** Says which bytes the offsets of {@link #add(int, int, int, int)} count from. */
    void readFrom(byte[] source, int start) {
        bytes = source;
        base = start;
    }

    /**
     * Adds a field to an answer.
     *
     * @throws IllegalArgumentException if the name is not a token, or the value has an octet that no field may have: a CR or LF
     *         here would let a value end the field and write the next one (response splitting)
     */
    public Headers add(String name, String value) {
        if (!Syntax.isToken(name)) {
            throw new IllegalArgumentException("a field's name must be a token");
        }
        if (!Syntax.isValue(value) || !value.equals(value.strip())) {
            throw new IllegalArgumentException("the value of " + name + " has a character that no field may have");
        }
        int nameAt = length;
        put(name);
        put(": ");
        int valueAt = length;
        put(value);
        add(nameAt, nameAt + name.length(), valueAt, length);
        put("\r\n");
        return this;
    }

    private void put(String text) {
        int count = text.length();
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += count;
    }

    /** Puts the fields of an answer, each with its CRLF; they are kept in that form. */
    void putInto(OutputBuffer out) {
        out.put(bytes, 0, length);
    }

    /** Returns a copy with bytes of its own, which lasts and to which fields can be added. */
    public Headers copy() {
        return without("");
    }

    /** Returns a copy without the fields of that name. */
    public Headers without(String name) {
        Headers copy = new Headers();
        for (int index = 0; index < size; index++) {
            if (!name(index).equalsIgnoreCase(name)) {
                copy.add(name(index), value(index));
            }
        }
        return copy;
    }

    /** Returns the number of fields. */
    public int size() {
        return size;
    }

    public String name(int index) {
        return text(index, NAME, NAME_END);
    }

    public String value(int index) {
        return text(index, VALUE, VALUE_END);
    }

    /** Returns the value of the first field of that name, or null if there is none. */
    public String get(String name) {
        int index = find(name, 0);
        return index < 0 ? null : value(index);
    }

    /** Returns the values of all fields of that name in their order, not joined. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (int index = find(name, 0); index >= 0; index = find(name, index + 1)) {
            values.add(value(index));
        }
        return values;
    }

    public boolean has(String name) {
        return find(name, 0) >= 0;
    }

    /** Tells whether a comma-separated list, over all fields of that name, has the token, in any case (RFC 9110 section 5.6.1). */
    public boolean lists(String name, String token) {
        for (int index = find(name, 0); index >= 0; index = find(name, index + 1)) {
            if (listHas(valueStart(index), valueEnd(index), token)) {
                return true;
            }
        }
        return false;
    }

    private boolean listHas(int from, int to, String token) {
        int member = from;
        for (int at = from; at <= to; at++) {
            if (at < to && bytes[at] != ',') {
                continue;
            }
            int end = at;
            while (member < end && Lines.isBlank(bytes[member])) {
                member++;
            }
            while (end > member && Lines.isBlank(bytes[end - 1])) {
                end--;
            }
            if (end - member == token.length() && Syntax.matches(token, bytes, member)) {
                return true;
            }
            member = at + 1;
        }
        return false;
    }

    /** Returns the index of the first field of that name from {@code from} on, or -1. */
    int find(String name, int from) {
        for (int index = from; index < size; index++) {
            int start = offsets[index * WIDTH + NAME];
            if (offsets[index * WIDTH + NAME_END] - start == name.length() && Syntax.matches(name, bytes, base + start)) {
                return index;
            }
        }
        return -1;
    }

    /** Returns the bytes that {@link #valueStart} and {@link #valueEnd} are indices of. */
    byte[] bytes() {
        return bytes;
    }

    int valueStart(int index) {
        return base + offsets[index * WIDTH + VALUE];
    }

    int valueEnd(int index) {
        return base + offsets[index * WIDTH + VALUE_END];
    }

    private String text(int index, int from, int to) {
        int start = offsets[index * WIDTH + from];
        return new String(bytes, base + start, offsets[index * WIDTH + to] - start, StandardCharsets.ISO_8859_1);
    }
}
