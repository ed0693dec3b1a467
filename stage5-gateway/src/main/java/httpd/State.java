package httpd;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/**
 * What a connection waits for: what the selector looks out for meanwhile, and what is done when it has come.
 * <pre>
 *              +--(a request that may block)--> HANDLING --(answer)--+
 *              |               ^---(all that it has pushed is sent)--+
 *              |                                                     v
 *   READING ---+--(answers did not fit, or enough for a turn)-----> WRITING --(all sent)--> READING
 *              |                                                     |
 *              +--(last answer sent)----> LINGERING <----------------+
 * </pre>
 * Any state may end in a close: the client has left, its time is up, or something failed. While an application reads a body that is
 * still coming, HANDLING and WRITING read as well, as long as there is room for it.
 */
enum State {
    READING(SelectionKey.OP_READ, Connection::receive),
    HANDLING(0, Connection::receive),
    WRITING(SelectionKey.OP_WRITE, Connection::readOrWrite),
    LINGERING(SelectionKey.OP_READ, Connection::receive);

    /** What is done with a connection in one of its turns. */
    interface Step {
        void take(Connection connection) throws IOException;
    }

    private final int interestOps;
    private final Step step;

    State(int interestOps, Step step) {
        this.interestOps = interestOps;
        this.step = step;
    }

    int interestOps() {
        return interestOps;
    }

    Step step() {
        return step;
    }
}
