package behaviours;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A peer for one connection that does what it was told, whatever it is sent. */
final class Canned implements AutoCloseable {
    /** What the peer does with its end of the connection. */
    @FunctionalInterface
    interface Script {
        void play(Socket socket) throws IOException;
    }

    private final ServerSocket listener;

    private Canned(Script script) throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> play(script), "canned peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void play(Script script) {
        try (Socket socket = listener.accept()) {
            script.play(socket);
        } catch (IOException e) {
            System.err.println("canned peer: " + e);
        }
    }

    static Canned playing(Script script) {
        try {
            return new Canned(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends these bytes and ends the stream. */
    static Canned sending(String latin1) {
        return playing(socket -> {
            socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            drain(socket);
        });
    }

    /** Sends these bytes and keeps the connection open until the client leaves. */
    static Canned holding(String latin1) {
        return playing(socket -> {
            socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
            drain(socket);
        });
    }

    static void drain(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // a peer that closes with unread bytes would reset
        }
    }

    Wire connect() {
        return Wire.to((InetSocketAddress) listener.getLocalSocketAddress());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
