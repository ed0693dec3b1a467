package httpd;

import httpd.http.Endpoints;
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
 * it would wait for is its {@link State}, and it goes on from there when its turn comes.
 */
final class Connection implements EventLoop.Member {
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
    private int interest = SelectionKey.OP_READ;
    private volatile Exchange exchange; // what a worker was given last
    private volatile Request underWay; // for those who wait for its end; everything else belongs to the loop's thread

    Connection(int number, SocketChannel channel, Endpoints endpoints, EventLoop loop, Shared shared) {
        this.number = number;
        this.channel = channel;
        this.loop = loop;
        this.shared = shared;
        conversation = new Conversation(number, shared, loop.buffers(), endpoints, () -> resume(Connection::goOn));
        deadline = new Deadline(shared.config().deadlines(), loop.timers().new Timer(number, () -> resume(Connection::expired)));
    }

    int number() {
        return number;
    }

    /** Takes part in the loop from now on. Called by any thread. */
    void join() {
        resume(connection -> {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // an answer is written whole: waiting gains nothing (Nagle)
            key = loop.register(channel, interest, this);
            deadline.begin(conversation.phase());
        });
    }

    /** What the connection waits for has come. */
    @Override
    public void ready() {
        resume(state.step());
    }

    /** Takes a step. Whatever goes wrong in it ends this connection and nothing else. */
    private void take(State.Step step) {
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
    void receive() throws IOException {
        ByteBuffer buffer = loop.buffer();
        int count = channel.read(buffer);
        if (count < 0) {
            close(); // a request that had begun will never be whole
        } else if (count > 0 && state != State.LINGERING) {
            deadline.received(count);
            conversation.received(buffer.flip());
            proceed(TURN);
        }
    }

    /** Bytes may go both ways: a body that the application reads while it comes, and what it answers meanwhile. */
    void readOrWrite() throws IOException {
        if (key.isReadable()) {
            receive();
        } else {
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
        if (conversation.awaitsApplication()) {
            become(State.HANDLING);
            deadline.begin(conversation.phase());
            if (conversation.takeQuestion()) {
                exchange = new Exchange(conversation.request(), this);
                shared.workers().serve(this);
            }
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
        exchange.answer(shared.gateway());
    }

    /** Takes the application's answer, or its beginning. Called by any thread. */
    void begin(Exchange answered, Response response) {
        loop.execute(() -> take(connection -> {
            if (channel.isOpen() && answered == exchange && conversation.isAsked()) {
                conversation.answer(response);
                proceed(TURN);
            } else {
                response.body().close(); // nobody waits for it any more
            }
        }));
    }

    /** Answers in place of the application. Called by any thread. */
    void refuse(Response response) {
        resume(connection -> {
            if (state == State.READING || conversation.isAsked()) { // a body may have been late while its request waited for a worker
                conversation.refuse(response);
                proceed(TURN);
            }
        });
    }

    /** There is something for the client in a pipe, or room for what comes from it. */
    void goOn() throws IOException {
        if (state == State.HANDLING || state == State.WRITING) {
            proceed(TURN);
        }
    }

    /** Has the loop's thread take a step with this connection. Called by any thread. */
    void resume(State.Step step) {
        loop.execute(() -> {
            if (channel.isOpen()) { // or it was closed earlier in this round
                take(step);
            }
        });
    }

    private void expired() throws IOException {
        if (state == State.WRITING) {
            proceed(LAST_TURN); // the kernel calls when a third of its buffer is free: until then a slow reader goes unnoticed
            if (state == State.WRITING && !deadline.isRunning()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0); // or the kernel would go on offering what nobody takes
                close();
            }
        } else if (state == State.LINGERING || deadline.isIdle() || state == State.HANDLING && !conversation.isAsked()) {
            close(); // without a word: a client that sends its next request now would take it for the answer
        } else {
            refuse(Response.of(new HttpError(408, "The request did not come in time."))); // RFC 9110 section 15.5.9
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
        int ops = next.interestOps() | (conversation.takesBody() && next != State.LINGERING ? SelectionKey.OP_READ : 0);
        if (state != next) {
            state = next;
            underWay = next == State.HANDLING || next == State.WRITING ? conversation.request() : null;
        }
        if (interest != ops) {
            interest = ops;
            key.interestOps(ops);
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
