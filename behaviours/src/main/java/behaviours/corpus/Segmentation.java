package behaviours.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** A way to cut bytes into pieces that travel one by one. A server must not care: TCP carries a stream, not messages. */
public final class Segmentation {
    public static final Segmentation WHOLE = new Segmentation("whole", (bytes, i) -> false);
    public static final Segmentation LINE_BY_LINE = new Segmentation("line by line", (bytes, i) -> bytes[i - 1] == '\n');
    public static final Segmentation BYTE_BY_BYTE = new Segmentation("byte by byte", (bytes, i) -> true);

    /** Whether to cut in front of the byte at {@code index}. */
    @FunctionalInterface
    private interface Knife {
        boolean cuts(byte[] bytes, int index);
    }

    private final String name;
    private final Supplier<Knife> knives;

    private Segmentation(String name, Knife knife) {
        this(name, () -> knife);
    }

    private Segmentation(String name, Supplier<Knife> knives) {
        this.name = name;
        this.knives = knives;
    }

    /** The same seed always cuts the same bytes at the same places; some seeds cut often, others seldom. */
    public static Segmentation random(long seed) {
        return new Segmentation("randomly cut, seed " + seed, () -> {
            SplittableRandom random = new SplittableRandom(seed);
            int length = 2 << random.nextInt(6);
            return (bytes, i) -> random.nextInt(length) == 0;
        });
    }

    public List<byte[]> cut(byte[] bytes) {
        Knife knife = knives.get();
        List<byte[]> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= bytes.length; i++) {
            if (i < bytes.length && !knife.cuts(bytes, i)) continue;
            pieces.add(Arrays.copyOfRange(bytes, start, i));
            start = i;
        }
        return pieces;
    }

    @Override
    public String toString() {
        return name;
    }
}
