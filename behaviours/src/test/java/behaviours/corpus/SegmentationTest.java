package behaviours.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentationTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\nbody".getBytes(StandardCharsets.ISO_8859_1);

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void cutsWhereTheNameSays() {
        assertEquals(1, Segmentation.WHOLE.cut(REQUEST).size());
        assertEquals(REQUEST.length, Segmentation.BYTE_BY_BYTE.cut(REQUEST).size());
        List<byte[]> lines = Segmentation.LINE_BY_LINE.cut(REQUEST);
        assertEquals(List.of("GET / HTTP/1.1\r\n", "Host: a\r\n", "\r\n", "body"),
                lines.stream().map(line -> new String(line, StandardCharsets.ISO_8859_1)).toList());
    }

    @Test
    void losesNothingAndMakesNoEmptyPieces() {
        for (long seed = 0; seed < 500; seed++) {
            List<byte[]> pieces = Segmentation.random(seed).cut(REQUEST);
            assertArrayEquals(REQUEST, joined(pieces));
            assertTrue(pieces.stream().allMatch(piece -> piece.length > 0));
        }
        assertEquals(List.of(), Segmentation.WHOLE.cut(new byte[0]));
    }

    @Test
    void aSeedAlwaysCutsTheSameAndSeedsDiffer() {
        List<Integer> sizes = IntStream.range(0, 200).mapToObj(seed -> Segmentation.random(seed).cut(REQUEST).size()).toList();
        assertEquals(sizes, IntStream.range(0, 200).mapToObj(seed -> Segmentation.random(seed).cut(REQUEST).size()).toList());
        assertTrue(sizes.stream().anyMatch(size -> size > REQUEST.length / 3), "some seeds cut often");
        assertTrue(sizes.stream().anyMatch(size -> size <= 3), "some seeds cut seldom");
        assertFalse(sizes.stream().distinct().count() < 8, "seeds differ");
    }
}
