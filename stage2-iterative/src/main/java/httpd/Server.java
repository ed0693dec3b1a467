package httpd;

import httpd.http.Limits;
import httpd.site.Handler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stage 2: one client after another. Whoever comes while another is served waits in the kernel's backlog. */
final class Server implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int LONGEST_PAUSE = 1000;

    private final ServerSocket listener = new ServerSocket();
    private final Handler handler;
    private final Limits limits;
    private final Log log;
    private int connections;

    Server(String host, int port, Handler handler, Limits limits, Log log) throws IOException {
        this.handler = handler;
        this.limits = limits;
        this.log = log;
        listener.setReuseAddress(true); // connections of the last run may still be in TIME_WAIT on this port
        listener.bind(new InetSocketAddress(host, port), BACKLOG);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The accept loop. It ends when the listener is closed. */
    void run() {
        int pause = 0;
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                pause = 0;
                new Connection(++connections, socket, handler, limits, log).serve();
            } catch (IOException e) {
                pause = Math.min(LONGEST_PAUSE, pause == 0 ? 5 : 2 * pause);
                backOff(pause, e);
            }
        }
    }

    /** Without descriptors accept fails at once, for ever and at full speed; a pause lets somebody close one. */
    private void backOff(int ms, IOException reason) {
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

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
