package httpd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * One thread that waits for everybody: it sleeps until a channel is ready, a time is up or another thread has a task for it, and
 * then gives each of them its turn. Only this thread touches the channels, keys and buffers of its connections; who is not
 * this thread hands it a task. Nothing here may block, or everybody waits.
 * <pre>
 *   select --(ready channels)--> turns --> expired timers --> tasks --+
 *     ^                                                               |
 *     +---------------------------------------------------------------+
 * </pre>
 */
final class EventLoop implements Executor {
    private static final int BUFFER = 64 << 10;

    /** What a channel is registered with: whoever takes a turn when the channel is ready. It throws nothing. */
    interface Member {
        void ready();
    }

    private final String name;
    private final Selector selector = Selector.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Timers timers = new Timers();
    private final Buffers buffers = new Buffers();
    /** Outside the heap, where the kernel can reach it: every read and every write of this loop goes through it. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private volatile Thread thread;

    EventLoop(String name) throws IOException {
        this.name = name;
    }

    /** Runs until the process ends. */
    void run() {
        thread = Thread.currentThread();
        thread.setName(name);
        while (true) {
            try {
                selector.select(EventLoop::turn, timers.sleep());
                timers.expire();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            } catch (IOException | RuntimeException | Error e) { // nobody's turn should throw, but if one does the others go on
                System.err.println(name + " goes on after " + e);
                selector.wakeup(); // there may be tasks behind the one that threw
            }
        }
    }

    private static void turn(SelectionKey key) {
        ((Member) key.attachment()).ready();
    }

    /** Has a task run by this loop: at once in its own thread, soon in any other. It must neither block nor throw. */
    @Override
    public void execute(Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
        } else {
            tasks.add(task);
            selector.wakeup(); // or the task would lie there until somebody sends something
        }
    }

    /** Has a channel's member take a turn whenever the channel is ready, from now on. */
    SelectionKey register(SelectableChannel channel, int interestOps, Member member) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interestOps, member);
    }

    Timers timers() {
        return timers;
    }

    Buffers buffers() {
        return buffers;
    }

    /** Returns the buffer for one read or one write, empty; its content is gone after the turn. */
    ByteBuffer buffer() {
        return buffer.clear();
    }
}
