package behaviours.suite;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/** A program that is asked by SCGI: it tells what it was sent, or does what the path says. */
final class GatewayPeer {
    private static final String HEAD = "Content-Type: text/plain\r\n\r\n";

    private final ServerSocket listener;
    private final Semaphore permits = new Semaphore(0);
    private final AtomicInteger endless = new AtomicInteger();

    GatewayPeer() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept, "scgi peer");
    }

    /** A port that nobody listens on: it was free a moment ago. */
    static int unused() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says of a body: length and check sum. */
    static String checked(byte[] body) {
        CRC32 sum = new CRC32();
        sum.update(body);
        return body.length + " " + Long.toHexString(sum.getValue());
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Lets one who waits go on. */
    void go() {
        permits.release();
    }

    /** How many it is sending an endless answer to. */
    int endless() {
        return endless.get();
    }

    private static void thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                thread(() -> serve(socket), "scgi request");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket; InputStream in = new BufferedInputStream(socket.getInputStream()); OutputStream out = socket.getOutputStream()) {
            String[] pairs = new String(in.readNBytes(length(in)), StandardCharsets.ISO_8859_1).split("\0", -1);
            if (in.read() != ',') return;
            StringBuilder told = new StringBuilder();
            String path = "";
            for (int i = 0; i + 1 < pairs.length; i += 2) {
                told.append(pairs[i]).append('=').append(pairs[i + 1]).append('\n');
                if (pairs[i].equals("PATH_INFO")) path = pairs[i + 1];
            }
            answer(path, Integer.parseInt(pairs[1]), told, in, out);
        } catch (IOException e) {
            return; // the server has left, which some tests are about
        }
    }

    private static int length(InputStream in) throws IOException {
        int length = 0;
        for (int octet = in.read(); octet != ':'; octet = in.read()) {
            if (octet < '0' || octet > '9') throw new IOException("this is no netstring");
            length = length * 10 + octet - '0';
        }
        return length;
    }

    private void answer(String path, int length, StringBuilder told, InputStream in, OutputStream out) throws IOException {
        switch (path) {
            case "/unread" -> say(out, HEAD + "unread\n");
            case "/ticks" -> {
                say(out, HEAD + "first\n");
                permit();
                say(out, "second\n");
            }
            case "/sized" -> say(out, "Content-Length: 6\r\n" + HEAD + "sized\n");
            case "/silent" -> in.read(); // until the server gives up
            case "/garbage" -> say(out, "HTTP is something else\n\n");
            case "/half-head" -> say(out, "Content-Type: text/plain\n");
            case "/short" -> say(out, "Content-Length: 100000\r\n" + HEAD + "x".repeat(20_000));
            case "/endless" -> endless(out);
            case "/nothing" -> { }
            default -> say(out, HEAD + told + "body=" + checked(in.readNBytes(length)) + "\n");
        }
    }

    private void endless(OutputStream out) throws IOException {
        endless.incrementAndGet();
        try {
            say(out, HEAD);
            while (true) say(out, "more\n".repeat(1000));
        } finally {
            endless.decrementAndGet();
        }
    }

    private void permit() throws IOException {
        try {
            if (!permits.tryAcquire(10, TimeUnit.SECONDS)) throw new IOException("nobody says that it is to go on");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void say(OutputStream out, String latin1) throws IOException {
        out.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
