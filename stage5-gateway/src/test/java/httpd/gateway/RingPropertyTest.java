package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpd.http.OutputBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is put and taken, in whatever pieces: the same bytes in the same order, and never more than there is room for. */
class RingPropertyTest {
    private static final int CAPACITY = 7;

    @Property(tries = 500)
    void itIsAQueue(@ForAll @Size(max = 60) List<@IntRange(min = -9, max = 9) Integer> steps) {
        Ring ring = new Ring(CAPACITY);
        Deque<Byte> model = new ArrayDeque<>();
        byte next = 0;
        for (int step : steps) {
            if (step >= 0) {
                byte[] source = new byte[step + 2];
                for (int i = 0; i < step; i++) source[i + 1] = (byte) (next + i);
                int room = Math.min(step, CAPACITY - model.size());
                assertEquals(room, ring.put(source, 1, step));
                for (int i = 0; i < room; i++) model.add(next++);
            } else if (step % 2 == 0) {
                byte[] target = new byte[1 - step];
                int taken = ring.take(target, 1, -step);
                assertEquals(true, taken > 0 || model.isEmpty(), "something is taken if there is something");
                for (int i = 0; i < taken; i++) assertEquals(model.remove(), target[1 + i]);
            } else {
                OutputBuffer target = new OutputBuffer();
                int count = Math.min(-step, model.size());
                ring.take(target, count);
                assertEquals(count, target.length());
                for (int i = 0; i < count; i++) assertEquals(model.remove(), target.array()[target.start() + i]);
            }
            assertEquals(model.size(), ring.size());
            assertEquals(model.isEmpty(), ring.isEmpty());
            assertEquals(model.size() == CAPACITY, ring.isFull());
        }
    }
}
