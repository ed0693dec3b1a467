package httpd;

import httpd.http.Endpoints;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes clients from the kernel and deals them out to the loops. It belongs to the first of them. When there is no room or no
 * descriptor for another client it does not ask for one: asking would fail at once, for ever and at full speed.
 * <pre>
 *   ACCEPTING --(connection limit)----> full -----(a connection is closed)--> ACCEPTING
 *   ACCEPTING --(accept has failed)---> resting --(timer)-------------------> ACCEPTING
 * </pre>
 */
final class Acceptor implements EventLoop.Member {
    private static final int MOST_IN_A_TURN = 64;
    private static final int LONGEST_PAUSE = 1000;
    private static final int NUMBER = 0; // those of connections begin with 1

    private final ServerSocketChannel listener;
    private final EventLoop loop;
    private final List<EventLoop> loops;
    private final Shared shared;
    private final Timers.Timer timer;
    private final SelectionKey key;
    private int pause;
    private volatile int accepted; // written by the loop alone

    /** Accepts as soon as the first of the loops runs. */
    Acceptor(ServerSocketChannel listener, List<EventLoop> loops, Shared shared) throws IOException {
        this.listener = listener;
        this.loops = loops;
        this.shared = shared;
        loop = loops.get(0);
        timer = loop.timers().new Timer(NUMBER, this::resume);
        key = loop.register(listener, SelectionKey.OP_ACCEPT, this);
        shared.open().whenThereIsRoom(() -> loop.execute(this::resume));
    }

    /** Returns how many clients there have been. */
    int accepted() {
        return accepted;
    }

    @Override
    public void ready() {
        try {
            for (int i = 0; i < MOST_IN_A_TURN; i++) {
                if (shared.open().isFull()) {
                    key.interestOps(0); // who comes now waits in the backlog
                    return;
                }
                SocketChannel channel = listener.accept();
                if (channel == null) {
                    return;
                }
                pause = 0;
                welcome(channel);
            }
        } catch (IOException | OutOfMemoryError e) {
            rest(e);
        }
    }

    /** In turn, and not to the loop with the fewest: connections that are open say little about how much they ask. */
    private void welcome(SocketChannel channel) throws IOException {
        Endpoints endpoints = new Endpoints((InetSocketAddress) channel.getRemoteAddress(), (InetSocketAddress) channel.getLocalAddress());
        Connection connection = new Connection(++accepted, channel, endpoints, loops.get(accepted % loops.size()), shared);
        shared.open().add(connection);
        connection.join();
    }

    private void rest(Throwable reason) {
        if (!key.isValid()) {
            return;
        }
        pause = Math.min(LONGEST_PAUSE, pause == 0 ? 5 : 2 * pause);
        System.err.println("cannot accept: " + reason.getMessage() + "; trying again in " + pause + " ms");
        key.interestOps(0);
        timer.set(pause * 1_000_000L);
    }

    private void resume() {
        if (key.isValid()) {
            timer.stop();
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    /** Stops listening, and returns when no more connections will be made, or after {@code ms}. Called by any thread but the loop's. */
    void close(int ms) {
        CountDownLatch closed = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                listener.close();
            } catch (IOException e) {
                System.err.println("cannot close the listener: " + e.getMessage());
            }
            closed.countDown();
        });
        try {
            closed.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
