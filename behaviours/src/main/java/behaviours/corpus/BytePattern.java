package behaviours.corpus;

import behaviours.ByteSink;
import behaviours.Violation;
import java.util.Arrays;

/**
 * The body of {@code /bytes?n=N}, whose byte at offset i is {@code i * 31 + (i >>> 8) * 7 + (i >>> 16)}: as a sink it compares what
 * comes with what should come. Within a block of 256 only the first summand changes, so that a block is one of 256 known ones.
 */
public final class BytePattern implements ByteSink {
    private static final int BLOCK = 256;
    private static final byte[][] BLOCKS = new byte[BLOCK][BLOCK];

    static {
        for (int base = 0; base < BLOCK; base++) {
            for (int i = 0; i < BLOCK; i++) BLOCKS[base][i] = (byte) (base + i * 31);
        }
    }

    private long offset;

    public static byte[] of(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = BLOCKS[base(i)][i % BLOCK];
        return bytes;
    }

    private static int base(long offset) {
        return (int) ((offset >>> 8) * 7 + (offset >>> 16)) & 0xFF; // 256 * 31 is a multiple of 256
    }

    @Override
    public void accept(byte[] buffer, int from, int length) {
        for (int done = 0; done < length; ) {
            int inBlock = (int) (offset % BLOCK);
            int count = Math.min(length - done, BLOCK - inBlock);
            byte[] block = BLOCKS[base(offset)];
            int at = Arrays.mismatch(block, inBlock, inBlock + count, buffer, from + done, from + done + count);
            if (at >= 0) {
                throw new Violation("byte " + (offset + at) + " of the body is wrong: expected " + (block[inBlock + at] & 0xFF)
                        + ", received " + (buffer[from + done + at] & 0xFF));
            }
            offset += count;
            done += count;
        }
    }
}
