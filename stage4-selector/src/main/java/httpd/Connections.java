package httpd;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All connections that are open, so that there are not too many, and the server can be stopped without cutting off a request. */
final class Connections {
    private static final int MOST_NAMED = 5;
    private static final long REPORT_MS = 1000;

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
        notifyAll();
    }

    /** Closes those on which no request is under way, and returns when the others have closed themselves, or after {@code ms}. */
    synchronized void drain(int ms) {
        List.copyOf(open).forEach(Connection::drain);
        long end = System.nanoTime() + ms * 1_000_000L;
        for (long left = ms; left > 0 && !open.isEmpty(); left = (end - System.nanoTime()) / 1_000_000) {
            System.err.println("stopping: at most " + left + " ms more for " + names());
            awaitChange(end);
        }
        if (!open.isEmpty()) {
            System.err.println("giving up after " + ms + " ms: cutting off " + names());
        }
    }

    /** Waits until fewer connections are open, a while has passed, or the time is up. */
    private void awaitChange(long end) {
        int before = open.size();
        long now = System.nanoTime();
        long report = now + Math.min(REPORT_MS * 1_000_000, end - now);
        try {
            for (long left; open.size() == before && (left = report - System.nanoTime()) > 0; ) {
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String names() {
        String some = open.stream().limit(MOST_NAMED).map(Connection::toString).collect(Collectors.joining(", "));
        int more = open.size() - MOST_NAMED;
        return some + (more > 0 ? " and " + more + " more" : "");
    }
}
