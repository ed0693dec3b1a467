package httpd.gateway;

import httpd.http.OutputBuffer;

/** So many bytes and no more, first in, first out. */
final class Ring {
    private final byte[] bytes;
    private int first;
    private int size;

    Ring(int capacity) {
        bytes = new byte[capacity];
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == bytes.length;
    }

    int size() {
        return size;
    }

    /** Puts as many bytes as there is room for; returns how many those were. */
    int put(byte[] source, int from, int length) {
        int done = 0;
        while (done < length && !isFull()) {
            int end = (first + size) % bytes.length;
            int piece = Math.min(length - done, Math.min(bytes.length - size, bytes.length - end));
            System.arraycopy(source, from + done, bytes, end, piece);
            size += piece;
            done += piece;
        }
        return done;
    }

    /** Takes bytes that lie in one piece, at most {@code length}; returns how many those were. */
    int take(byte[] target, int from, int length) {
        int piece = piece(length);
        System.arraycopy(bytes, first, target, from, piece);
        consume(piece);
        return piece;
    }

    /** Takes {@code length} bytes, of which there are so many. */
    void take(OutputBuffer target, int length) {
        for (int left = length; left > 0; ) {
            int piece = piece(left);
            target.put(bytes, first, piece);
            consume(piece);
            left -= piece;
        }
    }

    private int piece(int most) {
        return Math.min(most, Math.min(size, bytes.length - first));
    }

    private void consume(int count) {
        first = (first + count) % bytes.length;
        size -= count;
    }
}
