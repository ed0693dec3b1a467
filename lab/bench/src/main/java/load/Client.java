package load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many clients in one thread. Each sends its next request when it has the answer to the last one (a closed loop), over the same
 * connection if the server keeps it and over a new one if it does not.
 */
public final class Client implements AutoCloseable {
    private static final int LONGEST_HEAD = 2048;
    private static final int MOST_ERRORS = 1000;
    private static final int WAVE = 50;
    private static final long WAVE_NANOS = 20_000_000;

    /**
     * What happened within a span of time.
     *
     * @param micros the time from request to answer (where a connection was opened for it, from there), in ascending order
     * @param silent connections that wait, and have got no answer in all this time
     * @param waiting connections that wait for an answer
     */
    public record Sample(long nanos, int[] micros, Map<Integer, Integer> statuses, int errors, String error, int silent, int waiting) {
        /** Returns how many answers have another status than 200. */
        public int failures() {
            return micros.length - statuses.getOrDefault(200, 0);
        }
    }

    private final Selector selector = Selector.open();
    private final InetSocketAddress server;
    private final ByteBuffer request;
    private final List<Conversation> conversations = new ArrayList<>();
    private long left;
    private long last = System.nanoTime();
    private int waiting;
    private int[] micros = new int[1 << 16];
    private int answers;
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private int errors;
    private String error;

    /** @param most how many requests may be sent in all */
    public Client(int port, byte[] request, long most) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.request = ByteBuffer.allocateDirect(request.length).put(request);
        left = most;
    }

    /** Opens connections, and sends a request on each. */
    public void open(int count) {
        left -= count;
        for (int i = 0; i < count; i++) {
            Conversation conversation = new Conversation();
            conversations.add(conversation);
            conversation.begin();
        }
    }

    /** The same, a few at a time: where the backlog overflows, it takes a second until the kernel tries again. */
    public void openGently(int count) throws IOException {
        left -= count;
        for (int rest = count; rest > 0; rest -= WAVE) {
            left += Math.min(WAVE, rest);
            open(Math.min(WAVE, rest));
            turn(WAVE_NANOS);
        }
    }

    /** Goes on until the time is up, or all requests are answered; tells what happened since the last time. */
    public Sample run(long nanos) throws IOException {
        turn(nanos);
        long now = System.nanoTime();
        int[] sorted = Arrays.copyOf(micros, answers);
        Arrays.sort(sorted);
        int silent = (int) conversations.stream().filter(one -> one.underWay && one.started - last < 0).count();
        Sample sample = new Sample(now - last, sorted, new TreeMap<>(statuses), errors, error, silent, waiting);
        last = now;
        answers = 0;
        errors = 0;
        error = null;
        statuses.clear();
        return sample;
    }

    private void turn(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        for (long rest = nanos; rest > 0 && waiting > 0; rest = end - System.nanoTime()) {
            selector.select(key -> ((Conversation) key.attachment()).turn(key), Math.max(1, rest / 1_000_000));
        }
    }

    private boolean take() {
        return left > 0 && left-- > 0;
    }

    private void answered(int status, long nanos) {
        if (answers == micros.length) {
            micros = Arrays.copyOf(micros, 2 * answers);
        }
        micros[answers++] = (int) (nanos / 1000);
        statuses.merge(status, 1, Integer::sum);
    }

    @Override
    public void close() throws IOException {
        for (Conversation conversation : conversations) {
            conversation.channel.close();
        }
        selector.close();
    }

    private final class Conversation {
        private final byte[] bytes = new byte[LONGEST_HEAD];
        private final ByteBuffer in = ByteBuffer.wrap(bytes);
        private SocketChannel channel;
        private boolean underWay;
        private long started;
        private Head head;
        private long missing;

        /** Opens a connection for the next request. */
        void begin() {
            asks();
            try {
                channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                boolean connected = channel.connect(server);
                channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
                if (connected) {
                    send();
                }
            } catch (IOException e) {
                failed(e);
            }
        }

        private void asks() {
            underWay = true;
            waiting++;
            started = System.nanoTime();
        }

        private void send() throws IOException {
            request.rewind();
            channel.write(request);
            if (request.hasRemaining()) { // nothing else is on its way to the server
                throw new IOException("a request does not fit into the socket's buffer");
            }
        }

        void turn(SelectionKey key) {
            try {
                if (key.isConnectable()) {
                    channel.finishConnect();
                    key.interestOps(SelectionKey.OP_READ);
                    send();
                } else {
                    receive();
                }
            } catch (IOException e) {
                failed(e);
            }
        }

        private void receive() throws IOException {
            if (channel.read(in) < 0) {
                ended();
                return;
            }
            if (!underWay) {
                throw new ProtocolException("bytes that nobody has asked for");
            }
            if (head == null) {
                int end = Head.end(bytes, in.position());
                if (end < 0 && in.hasRemaining()) {
                    return;
                }
                if (end < 0) {
                    throw new ProtocolException("the head of an answer is too long");
                }
                head = Head.read(bytes, end);
                missing = head.length() + end;
            }
            missing -= in.position();
            in.clear();
            if (missing < 0) {
                throw new ProtocolException("more bytes than Content-Length says");
            }
            if (missing == 0) {
                whole();
            }
        }

        /** The answer is whole. The server's word that it will close is enough: it is waited for. */
        private void whole() throws IOException {
            answered(head.status(), System.nanoTime() - started);
            underWay = false;
            waiting--;
            boolean close = head.close();
            head = null;
            if (!close && take()) {
                asks();
                send();
            }
        }

        private void ended() throws IOException {
            channel.close();
            if (underWay) {
                throw new ProtocolException("closed without an answer");
            }
            if (take()) {
                begin();
            }
        }

        private void failed(IOException e) {
            error = error == null ? e.toString() : error;
            if (++errors == MOST_ERRORS) {
                left = 0; // a server that is gone is not asked for ever
            }
            if (underWay) {
                underWay = false;
                waiting--;
            }
            head = null;
            in.clear();
            try {
                channel.close();
            } catch (IOException again) {
                // It is gone.
            }
            if (take()) {
                begin();
            }
        }
    }
}
