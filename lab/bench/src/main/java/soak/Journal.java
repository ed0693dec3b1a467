package soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has happened to all the clients. */
final class Journal {
    private static final int MOST_SHOWN = 20;

    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();
    private long connections;
    private long requests;

    synchronized void connected(int count) {
        connections += count;
    }

    synchronized void asked(int count) {
        requests += count;
    }

    synchronized void answered(int status, int count) {
        statuses.merge(status, (long) count, Long::sum);
    }

    /** Notes what should not have happened, and shows it if there is not too much of it. */
    synchronized void wrong(String client, String what) {
        errors.add(client + ": " + what);
        if (errors.size() <= MOST_SHOWN) {
            System.err.println("WRONG " + client + ": " + what);
        }
    }

    synchronized long connections() {
        return connections;
    }

    synchronized long requests() {
        return requests;
    }

    synchronized int errors() {
        return errors.size();
    }

    /** Returns how many answers there were with this status; 0 stands for all statuses but 200, 408 and 503. */
    synchronized long answers(int status) {
        return status != 0 ? statuses.getOrDefault(status, 0L) : statuses.entrySet().stream()
                .filter(entry -> !List.of(200, 408, 503).contains(entry.getKey())).mapToLong(Map.Entry::getValue).sum();
    }
}
