package httpd.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that have arrived and wait to be parsed.
 * <pre>
 *   0 ....... held ........ start ............ searched ............ end ........ array().length
 *    (free)    head of the    not yet consumed; no line end              (free)
 *              request        before "searched"
 * </pre>
 * It remembers how far it was searched for a line end, so that a head which comes byte by byte costs O(n) and not O(n²).
 * A {@link Request} reads its fields from here until it is answered; bytes that are lent to one are never overwritten.
 */
public final class InputBuffer {
    private static final byte[] NOTHING = {};
    private static final int FIRST_SIZE = 2 << 10;
    private static final int LARGEST_KEPT = 16 << 10;

    private byte[] bytes = NOTHING;
    private int held = -1;
    private boolean lent;
    private int start;
    private int searched;
    private int end;

    /** Appends {@code length} bytes that have arrived. */
    public void append(byte[] source, int from, int length) {
        makeRoom(length);
        System.arraycopy(source, from, bytes, end, length);
        end += length;
    }

    /** Appends everything that is left in {@code source}. */
    public void append(ByteBuffer source) {
        int length = source.remaining();
        makeRoom(length);
        source.get(bytes, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        if (length <= bytes.length - end) {
            return;
        }
        int keep = held >= 0 ? held : start;
        int size = end - keep;
        byte[] target = bytes;
        if (lent || size + length > bytes.length) {
            target = new byte[Math.max(FIRST_SIZE, Integer.highestOneBit(size + length) << 1)];
        }
        System.arraycopy(bytes, keep, target, 0, size);
        bytes = target;
        held = held >= 0 ? 0 : -1;
        start -= keep;
        searched -= keep;
        end -= keep;
    }

    public boolean isEmpty() {
        return start == end;
    }

    /** Returns the number of bytes that are not consumed. */
    public int available() {
        return end - start;
    }

    /** Returns the bytes themselves; what counts is from {@link #start()} to start + {@link #available()}. */
    byte[] array() {
        return bytes;
    }

    int start() {
        return start;
    }

    /** Returns the index of the next LF, or -1 if none has arrived. */
    int endOfLine() {
        for (int at = Math.max(searched, start); at < end; at++) {
            if (bytes[at] == '\n') {
                searched = at;
                return at;
            }
        }
        searched = end;
        return -1;
    }

    void consume(int count) {
        start += count;
    }

    /** What is consumed from here on is kept, until {@link #release()}; where it stands may change, so count from {@link #held()}. */
    void hold() {
        held = start;
    }

    /** The held bytes have got a reader: they stay in this very array until {@link #release()}. */
    void lend() {
        lent = true;
    }

    /** Returns the index of the first held byte. */
    int held() {
        return held;
    }

    /** Nobody reads the held bytes any more. */
    public void release() {
        held = -1;
        lent = false;
        if (isEmpty()) {
            start = end = searched = 0;
            if (bytes.length > LARGEST_KEPT) {
                bytes = NOTHING; // a long request must not make a long-lived connection large
            }
        }
    }

    /** Returns a copy of the held bytes, as far as they are consumed. */
    byte[] copyHeld() {
        return Arrays.copyOfRange(bytes, held, start);
    }
}
