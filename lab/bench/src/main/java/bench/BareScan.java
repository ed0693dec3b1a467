package bench;

/**
 * The yardstick: a server that copies what arrives and looks for the blank line, and understands nothing of what stands before it.
 * A plain loop over the bytes which remembers how far it has looked: no tables, no vector instructions, no words of eight bytes.
 */
final class BareScan {
    private final byte[] bytes = new byte[16 << 10];
    private int start;
    private int searched;
    private int end;

    void append(byte[] source, int from, int length) {
        System.arraycopy(source, from, bytes, end, length);
        end += length;
    }

    /** Returns the index behind the next blank line and goes on from there, or -1 if it has not arrived. */
    int next() {
        int at = endOfHead(bytes, Math.max(searched, start + 3), end);
        searched = at < 0 ? end : at;
        if (at >= 0) {
            start = at;
        }
        if (start == end) {
            start = searched = end = 0;
        }
        return at;
    }

    /** Returns the index behind the first CR LF CR LF whose last byte stands in [from, to), or -1. */
    static int endOfHead(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n' && bytes[at - 1] == '\r' && bytes[at - 2] == '\n' && bytes[at - 3] == '\r') {
                return at + 1;
            }
        }
        return -1;
    }
}
