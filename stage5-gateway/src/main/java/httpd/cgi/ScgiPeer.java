package httpd.cgi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a program that speaks SCGI, for one request. It sends while it waits for the answer: a program may answer before
 * it has read all of the body, and if both only wrote, both would wait for ever.
 */
final class ScgiPeer implements Program {
    private static final int BUFFER = 32 << 10;

    private final String name;
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final InputStream body;
    private ByteBuffer unsent;

    private ScgiPeer(String name, SocketChannel channel, byte[] head, InputStream body) throws IOException {
        this.name = name;
        this.channel = channel;
        this.body = body;
        unsent = ByteBuffer.wrap(head);
        channel.configureBlocking(false);
        selector = Selector.open();
        key = channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /**
     * Connects.
     *
     * @param head what to send before the body
     * @throws java.net.SocketTimeoutException if nobody accepts the connection within the deadline
     * @throws IOException if nobody is there
     */
    static ScgiPeer connect(String name, InetSocketAddress address, Duration deadline, byte[] head, InputStream body) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            if (address.isUnresolved()) {
                throw new IOException("no address is known for this name");
            }
            channel.socket().connect(address, (int) Math.min(deadline.toMillis(), Integer.MAX_VALUE));
            channel.socket().setTcpNoDelay(true);
            return new ScgiPeer(name, channel, head, body);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] bytes, int from, int length, long millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        ByteBuffer into = ByteBuffer.wrap(bytes, from, length);
        while (true) {
            send();
            int count = channel.read(into);
            if (count != 0) {
                return count;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return 0;
            }
            selector.select(key -> { }, left);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while waiting for " + name);
            }
        }
    }

    /** Sends what the peer takes now. One that closes before it has taken everything may have answered nevertheless. */
    private void send() throws IOException {
        while (unsent != null && isTaken(unsent)) {
            byte[] bytes = new byte[BUFFER];
            int count = body.read(bytes);
            unsent = count < 0 ? null : ByteBuffer.wrap(bytes, 0, count);
        }
        key.interestOps(unsent == null ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    private boolean isTaken(ByteBuffer bytes) {
        try {
            channel.write(bytes);
            return !bytes.hasRemaining();
        } catch (IOException e) {
            log("did not take the whole request: " + e.getMessage());
            unsent = null;
            return false;
        }
    }

    /** How it has ended nobody can tell: that is where SCGI leaves off, and why an answer should have its length. */
    @Override
    public void ended() {
    }

    @Override
    public void log(String what) {
        System.err.println(name + ": " + what);
    }

    @Override
    public void close() {
        try (selector; channel) {
            unsent = null;
        } catch (IOException e) {
            log("could not be closed: " + e);
        }
    }
}
