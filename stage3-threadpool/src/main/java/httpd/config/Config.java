package httpd.config;

import httpd.http.Limits;

/**
 * How the server is set up. {@link Key} lists every key with its default and its range; {@code server.yaml} explains them.
 *
 * @param log {@code none}, {@code access} or {@code wire}
 */
public record Config(Listener listener, Workers workers, Queue queue, Deadlines deadlines, Limits limits, Shutdown shutdown, String log) {

    /** @param backlog how many connections the kernel keeps until they are accepted */
    public record Listener(String host, int port, int backlog) {
    }

    /** @param count the number of threads of a pool; the other kinds have as many as there are connections */
    public record Workers(Kind kind, int count) {
    }

    /** A fixed number of threads, a thread for each connection, or a virtual thread for each connection. */
    public enum Kind { POOL, THREAD, VIRTUAL }

    /**
     * @param length how many connections may wait for a worker of the pool
     * @param timeout milliseconds that one more waits for a place in the queue before it is refused
     */
    public record Queue(int length, int timeout) {
    }

    /** What a client may take, in milliseconds: to begin a request, for its head, and for its body. */
    public record Deadlines(int idle, int head, int body) {
    }

    /** @param grace milliseconds for the requests that are under way when the server is told to stop */
    public record Shutdown(int grace) {
    }
}
