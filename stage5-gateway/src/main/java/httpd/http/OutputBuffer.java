package httpd.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes of answers that wait to be sent. */
public final class OutputBuffer {
    private byte[] bytes = new byte[512];
    private int start;
    private int end;

    public void put(byte[] source) {
        put(source, 0, source.length);
    }

    public void put(byte[] source, int from, int length) {
        makeRoom(length);
        System.arraycopy(source, from, bytes, end, length);
        end += length;
    }

    /** Puts the decimal digits of a number that is not negative. */
    public void put(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        makeRoom(digits);
        long rest = number;
        for (int at = end + digits - 1; at >= end; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        end += digits;
    }

    /** Puts a number that is greater than 0 in hexadecimal digits. */
    public void putHex(int number) {
        for (int shift = 28 - Integer.numberOfLeadingZeros(number) / 4 * 4; shift >= 0; shift -= 4) {
            makeRoom(1);
            bytes[end++] = (byte) Character.forDigit(number >>> shift & 0xF, 16);
        }
    }

    /**
     * Puts what one read of {@code source} gives, at most {@code limit} bytes.
     *
     * @return the number of bytes, or -1 at the end of the source
     */
    public int put(InputStream source, int limit) throws IOException {
        makeRoom(limit);
        int count = source.read(bytes, end, limit);
        end += Math.max(count, 0);
        return count;
    }

    private void makeRoom(int length) {
        if (length > bytes.length - end) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + length));
        }
    }

    public boolean isEmpty() {
        return start == end;
    }

    /** Returns the bytes themselves; what waits is from {@link #start()} on, {@link #length()} bytes. */
    public byte[] array() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int length() {
        return end - start;
    }

    /** Says that {@code count} bytes have been sent. */
    public void consume(int count) {
        start += count;
        if (start == end) {
            start = end = 0;
        }
    }
}
