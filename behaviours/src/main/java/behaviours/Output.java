package behaviours;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What one stream of a process printed: read by a thread of its own, so that the process never blocks on it, and only the end kept. */
final class Output {
    private static final int LINES = 200;
    private static final int LONGEST = 2_000;

    private final Deque<String> kept = new ArrayDeque<>();
    private final Thread reader;
    private int count;
    private String first;
    private boolean ended;

    Output(InputStream stream, String name) {
        reader = new Thread(() -> read(stream), name);
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream stream) {
        StringBuilder line = new StringBuilder();
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int length; (length = stream.read(buffer)) >= 0; ) {
                for (char c : new String(buffer, 0, length, StandardCharsets.ISO_8859_1).toCharArray()) {
                    if (c == '\n') {
                        add(line.toString());
                        line.setLength(0);
                    } else if (c != '\r' && line.length() < LONGEST) {
                        line.append(c);
                    }
                }
            }
        } catch (IOException e) {
            line.append(" [").append(e.getMessage()).append(']'); // the process was killed while it printed
        }
        if (line.length() > 0) add(line.toString());
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private synchronized void add(String line) {
        if (first == null) first = line;
        count++;
        kept.addLast(line);
        if (kept.size() > LINES) kept.removeFirst();
        notifyAll();
    }

    /** The first line, or null if the stream ends or the deadline passes before there is one. */
    synchronized String first(Deadline deadline) throws InterruptedException {
        while (first == null && !ended && !deadline.passed()) wait(Math.max(1, deadline.leftMillis()));
        return first;
    }

    synchronized List<String> lines() {
        return new ArrayList<>(kept);
    }

    /** How many lines were printed so far, those that are no longer kept included. */
    synchronized int count() {
        return count;
    }

    void awaitEnd(Deadline deadline) throws InterruptedException {
        reader.join(Math.max(1, deadline.leftMillis()));
    }
}
