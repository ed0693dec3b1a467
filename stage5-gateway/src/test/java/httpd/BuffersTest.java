package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.InputBuffer;
import httpd.http.OutputBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A buffer that was given back is lent again, empty; only so many are kept, and none that has become large. */
class BuffersTest {
    private static final int MOST = 64;
    private static final int LARGEST = 128 << 10;

    private final Buffers buffers = new Buffers();

    @Test
    void whatWasGivenBackIsLentAgainEmpty() {
        InputBuffer used = new InputBuffer();
        buffers.giveBack(used);
        assertSame(used, buffers.input());
        assertTrue(used.isEmpty());
        OutputBuffer out = buffers.output();
        out.put(new byte[100]);
        out.consume(100);
        buffers.giveBack(out);
        assertSame(out, buffers.output());
        assertTrue(out.isEmpty());
    }

    @Test
    void nobodyHasABufferThatAnotherHas() {
        buffers.giveBack(new InputBuffer());
        assertNotSame(buffers.input(), buffers.input());
        buffers.giveBack(new OutputBuffer());
        assertNotSame(buffers.output(), buffers.output());
    }

    @Test
    void onlySoManyAreKept() {
        assertEquals(MOST, kept(InputBuffer::new, buffers::giveBack, buffers::input));
        assertEquals(MOST, kept(OutputBuffer::new, buffers::giveBack, buffers::output));
    }

    @Test
    void whatHasBecomeLargeIsNotKept() {
        OutputBuffer large = new OutputBuffer();
        large.put(new byte[LARGEST + 1]);
        large.consume(LARGEST + 1);
        buffers.giveBack(large);
        assertNotSame(large, buffers.output());
        OutputBuffer largest = new OutputBuffer();
        largest.put(new byte[LARGEST]);
        largest.consume(LARGEST);
        buffers.giveBack(largest);
        assertSame(largest, buffers.output());
    }

    private static <T> int kept(Supplier<T> create, Consumer<T> giveBack, Supplier<T> take) {
        Set<T> given = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < MOST + 10; i++) {
            T buffer = create.get();
            given.add(buffer);
            giveBack.accept(buffer);
        }
        int kept = 0;
        for (int i = 0; i < MOST + 10; i++) {
            kept += given.contains(take.get()) ? 1 : 0;
        }
        return kept;
    }
}
