package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpd.config.Config;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Queue and line together are one queue, whatever comes and goes. */
class ConnectionQueuePropertyTest {
    @Property(tries = 300)
    void whoCameFirstIsServedFirst(@ForAll @IntRange(max = 4) int length, @ForAll @Size(max = 60) List<Boolean> steps)
            throws InterruptedException {
        ConnectionQueue queue = new ConnectionQueue(new Config.Queue(length, 3_600_000));
        Queue<Integer> model = new ArrayDeque<>();
        int number = 0;
        for (boolean comes : steps) {
            if (comes) {
                queue.put(Unconnected.connection(++number));
                model.add(number);
            } else if (!model.isEmpty()) {
                assertEquals(model.remove(), queue.take().number());
            }
        }
        for (int left : model) {
            assertEquals(left, queue.take().number());
        }
    }
}
