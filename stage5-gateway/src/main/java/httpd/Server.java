package httpd;

import httpd.config.Config;
import httpd.gateway.Application;
import httpd.gateway.Gateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Stage 5: the server does not know the application. Loops have all connections among them, and workers have what an application
 * may block on.
 */
final class Server implements AutoCloseable {
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final List<EventLoop> loops = new ArrayList<>();
    private final Config config;
    private final Connections open;
    private final Overload overload;
    private final Acceptor acceptor;

    /**
     * Listens, and starts the threads that may block.
     *
     * @throws IOException if the address is taken or is not one of this machine's
     */
    Server(Config config, Application application) throws IOException {
        this.config = config;
        Log log = Log.of(config.log());
        closeOnce();
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true); // connections of the last run may still be in TIME_WAIT
        listener.bind(new InetSocketAddress(config.listener().host(), config.listener().port()), config.listener().backlog());
        for (int i = 1; i <= config.loops(); i++) {
            loops.add(new EventLoop("loop-" + i));
        }
        ConnectionQueue queue = new ConnectionQueue(config.queue());
        overload = new Overload(queue, config.queue(), log);
        open = new Connections(config.connections());
        Workers workers = Workers.of(config.workers(), queue);
        acceptor = new Acceptor(listener, loops, new Shared(config, new Gateway(application), workers, open, log));
    }

    /** JDK 17 needs descriptors to close its first channel; if there are none left by then, it will never close one again. */
    private static void closeOnce() throws IOException {
        ServerSocketChannel.open().close();
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    /** Runs the loops, the first of them in this thread. */
    void run() {
        for (EventLoop loop : loops.subList(1, loops.size())) {
            Thread thread = new Thread(loop::run);
            thread.setDaemon(true);
            thread.start();
        }
        loops.get(0).run();
    }

    /** Stops accepting, lets the requests that are under way finish, and returns when they have, or when their time is up. */
    void drain() {
        int grace = config.shutdown().grace();
        acceptor.close(grace);
        open.drain(grace);
        System.err.println("stopped: " + acceptor.accepted() + " connections accepted, " + overload.refused() + " requests refused");
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
