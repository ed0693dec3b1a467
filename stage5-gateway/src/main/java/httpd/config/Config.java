package httpd.config;

import httpd.http.Limits;

/**
 * How the server is set up. {@link Key} lists every key with its default and its range; {@code server.yaml} explains them.
 *
 * @param connections how many may be open; more wait in the backlog
 * @param loops the number of event loops, each with a thread
 * @param log {@code none}, {@code access} or {@code wire}
 */
public record Config(Listener listener, Workers workers, Queue queue, Deadlines deadlines, Limits limits, int connections,
        Shutdown shutdown, int loops, String log) {

    /** @param backlog how many connections the kernel keeps until they are accepted */
    public record Listener(String host, int port, int backlog) {
    }

    /** @param count the number of threads of a pool; the other kinds have as many as there are requests that may block */
    public record Workers(Kind kind, int count) {
    }

    /** A fixed number of threads, or a thread or a virtual thread for each request that may block. */
    public enum Kind { POOL, THREAD, VIRTUAL }

    /**
     * @param length how many requests may wait for a worker of the pool
     * @param timeout milliseconds that one more waits for a place in the queue before it is refused
     */
    public record Queue(int length, int timeout) {
    }

    /** What a client may take, in milliseconds: to begin a request, for its head, for its body, and to take a bit of its answer. */
    public record Deadlines(int idle, int head, int body, int write) {
    }

    /** @param grace milliseconds for the requests that are under way when the server is told to stop */
    public record Shutdown(int grace) {
    }
}
