package httpd.site;

import java.io.InputStream;
import java.util.Objects;

/** Any number of bytes, each a known function of its offset, so that a client can tell whether one is missing or in the wrong place. */
final class Pattern extends InputStream {
    private final long length;
    private long offset;

    Pattern(long length) {
        this.length = length;
    }

    static byte at(long offset) {
        return (byte) (offset * 31 + (offset >>> 8) * 7 + (offset >>> 16));
    }

    @Override
    public int read() {
        return offset == length ? -1 : at(offset++) & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int count) {
        Objects.checkFromIndexSize(from, count, target.length);
        if (offset == length) {
            return -1;
        }
        int taken = (int) Math.min(count, length - offset);
        for (int i = 0; i < taken; i++) {
            target[from + i] = at(offset + i);
        }
        offset += taken;
        return taken;
    }
}
