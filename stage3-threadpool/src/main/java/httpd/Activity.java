package httpd;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether a request is under way on a connection. Two threads must agree on it: the one that serves the connection, and the one
 * that stops the server and may close only what is idle.
 * <pre>
 *   IDLE --begin--> BUSY --end--> IDLE
 *   IDLE --close--> CLOSED
 * </pre>
 * Both ways out of IDLE are atomic, so that only one of them is taken.
 */
final class Activity {
    private enum State { IDLE, BUSY, CLOSED }

    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private volatile boolean stopping;

    /** A request begins; returns false if the connection has been closed instead. */
    boolean begin() {
        return state.compareAndSet(State.IDLE, State.BUSY);
    }

    /** No request is under way any more. */
    void end() {
        state.compareAndSet(State.BUSY, State.IDLE);
    }

    /** Returns true if nothing is under way, and then nothing will be. */
    boolean close() {
        return state.compareAndSet(State.IDLE, State.CLOSED);
    }

    /** The server is stopping: the next answer is the last one. */
    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }
}
