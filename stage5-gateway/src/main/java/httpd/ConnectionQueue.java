package httpd;

import httpd.config.Config;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where a connection waits for a worker.
 * <pre>
 *   accept loop --put--> line ------> queue --take--> worker
 *                         |   (room)
 *                         +--(time is up)--expired--> overload
 * </pre>
 * The queue is bounded by its length. Who finds it full stands in line, and the line is bounded by time: nobody stands in it
 * for longer than {@code queue.timeout}. So the accept loop waits for neither, and the one who came first is served first.
 */
final class ConnectionQueue {
    private static final int LONGEST_LINE = 1024;

    /** @param end until when, on the clock of {@link System#nanoTime()} */
    private record Standing(Connection connection, long end) {
    }

    private final int length;
    private final long timeout;
    private final Queue<Connection> queue = new ArrayDeque<>();
    private final ArrayDeque<Standing> line = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition standing = lock.newCondition();
    private int waiting; // workers without work: each is as good as a place in the queue

    ConnectionQueue(Config.Queue config) {
        length = config.length();
        timeout = config.timeout() * 1_000_000L;
    }

    /** Adds a connection behind all the others. */
    void put(Connection connection) {
        lock.lock();
        try {
            if (line.isEmpty() && queue.size() < length + waiting) {
                queue.add(connection);
            } else {
                line.add(new Standing(connection, System.nanoTime() + timeout));
                standing.signal();
            }
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Adds a connection whose time is up already. */
    void refuse(Connection connection) {
        lock.lock();
        try {
            line.addFirst(new Standing(connection, System.nanoTime()));
            standing.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Removes the connection that has waited longest; waits for one if there is none. */
    Connection take() throws InterruptedException {
        lock.lock();
        try {
            while (queue.isEmpty() && line.isEmpty()) {
                await();
            }
            Connection next = queue.isEmpty() ? line.remove().connection() : queue.remove();
            if (queue.size() < length && !line.isEmpty()) {
                queue.add(line.remove().connection());
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void await() throws InterruptedException {
        waiting++;
        try {
            filled.await();
        } finally {
            waiting--;
        }
    }

    /** Removes those who have stood in line for too long; waits until there is one. */
    List<Connection> expired() throws InterruptedException {
        lock.lock();
        try {
            for (long left = patience(); left > 0; left = patience()) {
                standing.awaitNanos(left);
            }
            List<Connection> expired = new ArrayList<>();
            while (patience() <= 0) {
                expired.add(line.remove().connection());
            }
            return expired;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many nanoseconds the first in line has left; none if the line is too long. */
    private long patience() {
        if (line.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return line.size() > LONGEST_LINE ? 0 : line.element().end() - System.nanoTime();
    }
}
