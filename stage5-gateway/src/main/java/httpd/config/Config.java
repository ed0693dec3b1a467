package httpd.config;

import httpd.http.Limits;
import java.util.List;
import java.util.Map;

/**
 * How the server is set up. {@link Key} lists every key with its default and its range; {@code server.yaml} explains them.
 *
 * @param connections how many may be open; more wait in the backlog
 * @param loops the number of event loops, each with a thread
 * @param log {@code none}, {@code access} or {@code wire}
 */
public record Config(Apps apps, Listener listener, Workers workers, Queue queue, Deadlines deadlines, Limits limits, int connections,
        Shutdown shutdown, int loops, String log) {

    /**
     * Which applications there are, and what stands around them.
     *
     * @param mounted their names, by where they are: {@code /}, or a path that ends without a slash
     * @param path where classes are looked for, as a class path
     * @param middleware the names of those around all applications, the outermost first
     * @param lint whether each application is checked against the contract
     * @param reload whether an application from a source file follows what is changed there
     * @param deadline milliseconds that an application may take for its answer, 0 for as long as it likes
     */
    public record Apps(Map<String, String> mounted, String path, List<String> middleware, boolean lint, boolean reload, int deadline) {
    }

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
