package httpd;

import httpd.config.Config;
import httpd.site.Handler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stage 3: somebody else waits. The accept loop hands each client on and never waits for one. */
final class Server implements AutoCloseable {
    private static final int LONGEST_PAUSE = 1000;

    private final ServerSocket listener = new ServerSocket();
    private final Config config;
    private final Handler handler;
    private final Log log;
    private final Connections open = new Connections();
    private final Lingering lingering = new Lingering();
    private final ConnectionQueue queue;
    private final Overload overload;
    private final Workers workers;
    private volatile int accepted; // written by the accept loop alone

    /**
     * Listens, and starts the threads that will serve.
     *
     * @throws IOException if the address is taken or is not one of this machine's
     */
    Server(Config config, Handler handler) throws IOException {
        this.config = config;
        this.handler = handler;
        log = Log.of(config.log());
        closeOnce();
        listener.setReuseAddress(true); // connections of the last run may still be in TIME_WAIT on this port
        listener.bind(new InetSocketAddress(config.listener().host(), config.listener().port()), config.listener().backlog());
        queue = new ConnectionQueue(config.queue());
        overload = new Overload(queue, config.queue(), log);
        workers = Workers.of(config.workers(), queue);
    }

    /** JDK 17 needs descriptors to close its first socket; if there are none left by then, it will never close one again. */
    private static void closeOnce() throws IOException {
        new ServerSocket(0, 1, InetAddress.getLoopbackAddress()).close();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The accept loop. It ends when the listener is closed. */
    void run() {
        Thread.currentThread().setName("accept");
        int pause = 0;
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                pause = 0;
                handOn(new Connection(++accepted, socket, handler, config, open, lingering, log));
            } catch (IOException | OutOfMemoryError e) {
                pause = Math.min(LONGEST_PAUSE, pause == 0 ? 5 : 2 * pause);
                backOff(pause, e);
            }
        }
    }

    private void handOn(Connection connection) {
        open.add(connection);
        try {
            workers.serve(connection);
        } catch (OutOfMemoryError e) { // what the JDK says when the system refuses it another thread
            queue.refuse(connection);
        }
    }

    /** Without descriptors accept fails at once, for ever and at full speed; a pause lets somebody close one. */
    private void backOff(int ms, Throwable reason) {
        if (listener.isClosed()) {
            return;
        }
        System.err.println("cannot accept: " + reason.getMessage() + "; trying again in " + ms + " ms");
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops accepting, lets the requests that are under way finish, and returns when they have, or when their time is up. */
    void drain() {
        try {
            listener.close();
        } catch (IOException e) {
            System.err.println("cannot close the listener: " + e.getMessage());
        }
        open.drain(config.shutdown().grace());
        System.err.println("stopped: " + accepted + " connections accepted, " + overload.refused() + " refused");
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
