package httpd;

import httpd.http.HttpError;
import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One client: request after request, an answer to each, and a close that does not destroy the last one. It never waits: what
 * it would wait for is its state, and it goes on from there when its turn comes.
 * <pre>
 *              +--(a request that may block)--> HANDLING --(answer)--+
 *              |                                                     v
 *   READING ---+--(answers did not fit, or enough for a turn)-----> WRITING --(all sent)--> READING
 *              |                                                     |
 *              +--(last answer sent)----> LINGERING <----------------+
 * </pre>
 * Any state may end in a close: the client has left, its time is up, or something failed.
 */
final class Connection implements EventLoop.Member {
    /** What the connection waits for: what the selector looks out for meanwhile, and what is done when it has come. */
    private enum State {
        READING(SelectionKey.OP_READ, Connection::receive),
        HANDLING(0, connection -> { }),
        WRITING(SelectionKey.OP_WRITE, connection -> connection.proceed(TURN)),
        LINGERING(SelectionKey.OP_READ, Connection::forget);

        private final int interestOps;
        private final Step step;

        State(int interestOps, Step step) {
            this.interestOps = interestOps;
            this.step = step;
        }
    }

    private interface Step {
        void take(Connection connection) throws IOException;
    }

    private static final int TURN = 256 << 10;   // bytes that may leave in one turn; then it is the next one's
    private static final int LAST_TURN = 4 << 20; // no less than the kernel has room for

    private final int number;
    private final SocketChannel channel;
    private final EventLoop loop;
    private final Shared shared;
    private final Conversation conversation;
    private final Deadline deadline;
    private SelectionKey key;
    private State state = State.READING;
    private volatile Request underWay; // for those who wait for its end; everything else belongs to the loop's thread

    Connection(int number, SocketChannel channel, EventLoop loop, Shared shared) {
        this.number = number;
        this.channel = channel;
        this.loop = loop;
        this.shared = shared;
        conversation = new Conversation(number, shared, loop.buffers());
        deadline = new Deadline(shared.config().deadlines(), loop.timers().new Timer(number, () -> take(Connection::expired)));
    }

    int number() {
        return number;
    }

    /** Takes part in the loop from now on. Called by any thread. */
    void join() {
        resume(connection -> {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // an answer is written whole: waiting gains nothing (Nagle)
            key = loop.register(channel, state.interestOps, this);
            deadline.begin(conversation.phase());
        });
    }

    /** What the connection waits for has come. */
    @Override
    public void ready() {
        take(state.step);
    }

    /** Takes a step. Whatever goes wrong in it ends this connection and nothing else. */
    private void take(Step step) {
        if (!channel.isOpen()) {
            return; // it was closed earlier in this round
        }
        try {
            step.take(this);
        } catch (IOException e) {
            close(); // the client has left, or the body of an answer failed half-way: closing is all that can be said
        } catch (RuntimeException | Error e) {
            System.err.println("connection #" + number + " ended by " + e);
            close();
        }
    }

    /** Reads once, however much there is: the others wait for their turn. */
    private void receive() throws IOException {
        ByteBuffer buffer = loop.buffer();
        int count = channel.read(buffer);
        if (count < 0) {
            close(); // a request that had begun will never be whole
        } else if (count > 0) {
            deadline.received(count);
            conversation.received(buffer.flip());
            proceed(TURN);
        }
    }

    /** Goes on as far as it can without waiting for anybody, and sends no more than its share. */
    private void proceed(int share) throws IOException {
        for (int sent = 0; sent < share; ) {
            boolean more = conversation.collect();
            sent += conversation.output().length();
            if (!flush()) {
                break;
            }
            if (!more) {
                rest();
                return;
            }
        }
        become(State.WRITING);
        deadline.begin(Deadline.Phase.WRITE);
    }

    /** Sends what has been collected; returns false if the kernel does not take all of it. */
    private boolean flush() throws IOException {
        OutputBuffer out = conversation.output();
        while (!out.isEmpty()) {
            ByteBuffer buffer = loop.buffer();
            buffer.put(out.array(), out.start(), Math.min(buffer.capacity(), out.length()));
            int count = channel.write(buffer.flip());
            if (count == 0) {
                return false;
            }
            shared.log().sent(number, out.array(), out.start(), count);
            out.consume(count);
            deadline.restart();
        }
        return true;
    }

    /** There is nothing to send: the next move is the client's, or a worker's. */
    private void rest() throws IOException {
        conversation.rest();
        if (conversation.needsWorker()) {
            become(State.HANDLING);
            deadline.restart();
            shared.workers().serve(this);
        } else if (conversation.isOver()) {
            channel.shutdownOutput(); // a lingering close: a reset could cost the client its last answer (RFC 9112 section 9.6)
            become(State.LINGERING);
            deadline.begin(Deadline.Phase.LINGER);
        } else {
            become(State.READING);
            deadline.begin(conversation.phase());
        }
    }

    /** Has the application answer, and waits for it. Called by a worker, who must outlive whatever comes of it. */
    void serve() {
        try {
            Response response = conversation.handle();
            resume(connection -> connection.answer(response, true));
        } catch (RuntimeException | Error e) { // not even a 500 could be made
            resume(connection -> { throw e; });
        }
    }

    /** Answers in place of the application. Called by any thread. */
    void refuse(Response response) {
        resume(connection -> connection.answer(response, false));
    }

    private void answer(Response response, boolean mayGoOn) throws IOException {
        conversation.answer(response, mayGoOn);
        proceed(TURN);
    }

    /** Has the loop's thread go on with this connection. */
    private void resume(Step step) {
        loop.execute(() -> take(step));
    }

    private void expired() throws IOException {
        if (state == State.WRITING) {
            proceed(LAST_TURN); // the kernel calls when a third of its buffer is free: until then a slow reader goes unnoticed
            if (state == State.WRITING && !deadline.isRunning()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0); // or the kernel would go on offering what nobody takes
                close();
            }
        } else if (state == State.LINGERING || deadline.isIdle()) {
            close(); // without a word: a client that sends its next request now would take it for the answer
        } else {
            answer(Response.of(new HttpError(408, "The request did not come in time.")), false); // RFC 9110 section 15.5.9
        }
    }

    private void forget() throws IOException {
        if (channel.read(loop.buffer()) < 0) {
            close();
        }
    }

    /** The server is stopping: what is under way, or has arrived, is answered first; without it this closes. Called by any thread. */
    void drain() {
        resume(connection -> {
            conversation.stop();
            if (state == State.READING) {
                receive();
            }
            if (state == State.READING && deadline.isIdle()) {
                close();
            }
        });
    }

    /** The one place where the state changes, so that it and what the selector looks out for cannot disagree. */
    private void become(State next) {
        if (state != next) {
            state = next;
            key.interestOps(next.interestOps);
            underWay = next == State.HANDLING || next == State.WRITING ? conversation.request() : null;
        }
    }

    private void close() {
        shared.open().remove(this);
        deadline.end();
        conversation.close();
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    /** The number and what is under way, for those who wait for it. Called by any thread. */
    @Override
    public String toString() {
        Request request = underWay;
        return "#" + number + " " + (request == null ? "(reading or closing)" : request.method() + " " + request.target());
    }
}
