package httpd;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All connections that are open, so that there are not too many, and the server can be stopped without cutting off a request. */
final class Connections {
    private static final int MOST_NAMED = 5;
    private static final long FIRST_REPORT_MS = 100;
    private static final long REPORT_MS = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Set<Connection> open = new LinkedHashSet<>();
    private final int limit;
    private Runnable room;

    Connections(int limit) {
        this.limit = limit;
    }

    /** Has a task run whenever there is room for one more where there was none; it must return at once. */
    synchronized void whenThereIsRoom(Runnable task) {
        room = task;
    }

    synchronized boolean isFull() {
        return open.size() >= limit;
    }

    synchronized void add(Connection connection) {
        open.add(connection);
    }

    synchronized void remove(Connection connection) {
        boolean full = isFull();
        open.remove(connection);
        if (full) {
            room.run();
        }
        if (open.isEmpty()) {
            notifyAll();
        }
    }

    /** Closes those on which no request is under way, and returns when the others have closed themselves, or after {@code ms}. */
    synchronized void drain(int ms) {
        List.copyOf(open).forEach(Connection::drain);
        long end = System.nanoTime() + ms * NANOS_PER_MILLI;
        long report = System.nanoTime() + FIRST_REPORT_MS * NANOS_PER_MILLI; // most have closed by then
        while (!awaitEmpty(Math.min(report, end))) {
            long left = (end - System.nanoTime()) / NANOS_PER_MILLI;
            if (left <= 0) {
                System.err.println("giving up after " + ms + " ms: cutting off " + names());
                return;
            }
            System.err.println("stopping: at most " + left + " ms more for " + names());
            report += REPORT_MS * NANOS_PER_MILLI;
        }
    }

    /** Waits until no connection is open, or until that time; tells whether none is. */
    private boolean awaitEmpty(long end) {
        try {
            for (long left; !open.isEmpty() && (left = end - System.nanoTime()) > 0; ) {
                wait(left / NANOS_PER_MILLI + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true; // whoever interrupts this does not want to wait
        }
        return open.isEmpty();
    }

    private String names() {
        String some = open.stream().limit(MOST_NAMED).map(Connection::toString).collect(Collectors.joining(", "));
        int more = open.size() - MOST_NAMED;
        return some + (more > 0 ? " and " + more + " more" : "");
    }
}
