package race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections that are there besides those of wrk: idle ones, which have sent one request and are silent from then on, or dribbling
 * ones, which send a byte of a head each second that never ends. Who is cut comes back.
 */
final class Bystanders implements AutoCloseable {
    private static final int IDLE = 5000;
    private static final int DRIBBLING = 200;
    private static final int TOGETHER = 100;
    private static final long PATIENCE = 10_000_000_000L;
    private static final byte[] ENDLESS =
            ("GET /hello HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + "a".repeat(4000)).getBytes(StandardCharsets.US_ASCII);

    /** One of them. */
    private static final class Client {
        private int sent;
        private boolean answered;
    }

    private final InetSocketAddress address;
    private final boolean dribbling;
    private final Selector selector = Selector.open();
    private final List<SelectionKey> keys = new ArrayList<>();
    private final ByteBuffer input = ByteBuffer.allocate(4096);
    private final AtomicInteger cut = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "bystanders");
    private volatile boolean closed;
    private volatile CompletableFuture<Void> asked;
    private volatile Exception failure;

    /** Opens all connections; returns when the idle ones have their answer. */
    Bystanders(InetSocketAddress address, Load load) throws IOException {
        this.address = address;
        dribbling = load == Load.DRIBBLE;
        int count = load == Load.IDLE ? IDLE : dribbling ? DRIBBLING : 0;
        try {
            for (int i = 0; i < count; i++) {
                keys.add(open(i));
                if (!dribbling && i % TOGETHER == TOGETHER - 1) {
                    awaitAnswers();
                }
            }
        } catch (IOException e) {
            selector.close();
            closeAll();
            throw e;
        }
        thread.setDaemon(true);
        if (count > 0) {
            thread.start();
        }
    }

    private SelectionKey open(int index) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.configureBlocking(false);
        Client client = new Client();
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ, client);
        if (dribbling) {
            client.sent = 1 + index % 40; // so that they are at different places of the head
            channel.write(ByteBuffer.wrap(ENDLESS, 0, client.sent));
        } else {
            channel.write(ByteBuffer.wrap(Load.IDLE.requestBytes()));
        }
        return key;
    }

    private void awaitAnswers() throws IOException {
        long end = System.nanoTime() + PATIENCE;
        while (keys.stream().anyMatch(key -> !((Client) key.attachment()).answered)) {
            if (System.nanoTime() > end) {
                throw new IOException("does not answer those that are to be idle, after " + keys.size() + " connections");
            }
            selector.select(this::readable, 100);
        }
    }

    private void readable(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        boolean gone;
        try {
            gone = channel.read(input.clear()) < 0;
        } catch (IOException e) {
            gone = true;
        }
        ((Client) key.attachment()).answered = true;
        if (gone || dribbling) {
            comeBack(key);
        }
    }

    private void comeBack(SelectionKey key) {
        cut.incrementAndGet();
        int index = keys.indexOf(key);
        try {
            key.channel().close();
            if (index >= 0) {
                keys.set(index, open(index));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot come back: " + e.getMessage(), e);
        }
    }

    private void run() {
        int next = 0;
        long second = 1_000_000_000L;
        long due = System.nanoTime();
        try {
            while (!closed) {
                selector.select(this::readable, dribbling ? 5 : 100);
                while (dribbling && System.nanoTime() - due >= 0) {
                    dribble(keys.get(next));
                    next = (next + 1) % keys.size();
                    due += second / keys.size();
                }
                if (asked != null && !asked.isDone()) {
                    askAll();
                    asked.complete(null);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            failure = e;
            if (asked != null) {
                asked.completeExceptionally(e);
            }
        }
    }

    private void dribble(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            ((SocketChannel) key.channel()).write(ByteBuffer.wrap(ENDLESS, client.sent, 1));
            client.sent++;
        } catch (IOException e) {
            comeBack(key);
        }
    }

    private void askAll() throws IOException {
        for (int i = 0; i < keys.size(); i++) {
            SelectionKey key = keys.get(i);
            ((Client) key.attachment()).answered = false;
            ((SocketChannel) key.channel()).write(ByteBuffer.wrap(Load.IDLE.requestBytes()));
            if (i % TOGETHER == TOGETHER - 1) {
                awaitAnswers();
            }
        }
    }

    /**
     * Has the idle ones ask once more, so that no server's deadline for them comes in the time that is measured, and begins to count
     * who is cut.
     */
    void freshen() throws IOException {
        if (!keys.isEmpty() && !dribbling) {
            asked = new CompletableFuture<>();
            try {
                asked.get(2 * PATIENCE, TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new IOException("does not answer those that are idle", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        cut.set(0);
    }

    /** Returns how many have been cut since {@link #freshen}. */
    int cut() throws IOException {
        if (failure != null) {
            throw new IOException("turns away those that are " + (dribbling ? "dribbling" : "idle") + ": " + failure.getMessage(), failure);
        }
        return cut.get();
    }

    private void closeAll() {
        for (SelectionKey key : keys) {
            try {
                key.channel().close();
            } catch (IOException e) {
                // It has gone anyway.
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
        closeAll();
    }
}
