package httpd;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A close that does not destroy the answer: the server says that nothing more will come, and reads what the client still sends
 * until it closes as well. Closing at once would reset a client that is still sending, and it would lose the answer it has not
 * read yet (RFC 9112 section 9.6).
 */
final class LingeringClose {
    private static final long LINGER_NANOS = 2_000_000_000L;
    private static final int MOST_READS = 64;

    private final Connection connection;
    private final Socket socket;
    private final byte[] forgotten;
    private final long end = System.nanoTime() + LINGER_NANOS; // of the whole: who dribbles gets no more than who is silent

    /** @param buffer for what is read and forgotten */
    LingeringClose(Connection connection, Socket socket, byte[] buffer) throws IOException {
        this.connection = connection;
        this.socket = socket;
        forgotten = buffer;
        socket.shutdownOutput();
    }

    /** Reads what has come, waiting at most {@code ms} for it, and closes if the client has closed or its time is up. */
    void turn(int ms) {
        try {
            if (end - System.nanoTime() > 0 && clientStays(ms)) {
                return;
            }
        } catch (IOException e) {
            // The client has left without reading.
        }
        connection.close();
    }

    private boolean clientStays(int ms) throws IOException {
        InputStream stream = socket.getInputStream();
        socket.setSoTimeout(Math.max(1, ms));
        try {
            for (int i = 0; i < MOST_READS && (i == 0 && ms > 0 || stream.available() > 0); i++) {
                if (stream.read(forgotten) < 0) {
                    return false;
                }
            }
        } catch (SocketTimeoutException e) {
            return true;
        }
        return true;
    }

    boolean isOver() {
        return socket.isClosed();
    }

    /** Closes now, since others need the room. */
    void cut() {
        connection.close();
    }
}
