package soak;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import load.Head;

/** One connection to the server, with the strictness that finds mistakes: every answer must be whole, and followed by nothing. */
final class Talk implements AutoCloseable {
    static final int PATIENCE_MS = 25_000; // an idle connection is closed after 10 s
    private static final int LONGEST_HEAD = 4096;

    /** The server had no worker for this client, and said so as it should. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
    }

    record Answer(Head head, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    private final Socket socket = new Socket();
    private final Journal journal;
    private final byte[] ahead = new byte[LONGEST_HEAD];
    private int count;

    Talk(int port, int receiveBuffer, Journal journal) throws IOException {
        this.journal = journal;
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        journal.connected(1);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a request without a body; the lines end with LF here. */
    void ask(String head) throws IOException {
        journal.asked(1);
        send(head.replace("\n", "\r\n"));
    }

    Answer get(String target) throws IOException {
        ask("GET " + target + " HTTP/1.1\nHost: soak\n\n");
        return answer(true);
    }

    /** Reads the next answer; without a body if it answers a HEAD. */
    Answer answer(boolean withBody) throws IOException {
        int end;
        while ((end = Head.end(ahead, count)) < 0) {
            if (count == ahead.length) {
                throw new ProtocolException("a head without an end");
            }
            read();
        }
        Head head = Head.read(ahead, end);
        journal.answered(head.status(), 1);
        String text = new String(ahead, 0, end, StandardCharsets.ISO_8859_1);
        count -= end;
        System.arraycopy(ahead, end, ahead, 0, count);
        byte[] body = body(withBody ? (int) head.length() : 0);
        if (head.status() == 503) {
            if (!head.close() || !text.contains("\r\nRetry-After: ")) {
                throw new ProtocolException("a 503 without close or Retry-After");
            }
            end();
            throw new Refused();
        }
        return new Answer(head, body);
    }

    private void read() throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        int more = socket.getInputStream().read(ahead, count, ahead.length - count);
        if (more < 0) {
            throw new EOFException("closed in place of an answer, behind " + count + " bytes");
        }
        count += more;
    }

    private byte[] body(int length) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(length);
        int known = Math.min(count, length);
        body.write(ahead, 0, known);
        count -= known;
        System.arraycopy(ahead, known, ahead, 0, count);
        socket.setSoTimeout(PATIENCE_MS);
        byte[] rest = socket.getInputStream().readNBytes(length - known);
        if (rest.length < length - known) {
            throw new EOFException("closed " + (length - known - rest.length) + " bytes before the end of a body");
        }
        body.write(rest, 0, rest.length);
        return body.toByteArray();
    }

    /** Tells whether the server closes within this time; it must send nothing. */
    boolean isClosed(int ms) throws IOException {
        socket.setSoTimeout(ms);
        try {
            if (count > 0 || socket.getInputStream().read() >= 0) {
                throw new ProtocolException("bytes behind the last answer");
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Waits for the server to close, which it must do without another byte and without a reset. */
    void end() throws IOException {
        if (!isClosed(PATIENCE_MS)) {
            throw new ProtocolException("the connection stays open behind the last answer");
        }
    }

    /** Tells whether something comes within this time. */
    boolean comes(int ms) throws IOException {
        socket.setSoTimeout(ms);
        try {
            int more = socket.getInputStream().read(ahead, count, ahead.length - count);
            if (more < 0) {
                throw new EOFException("closed in place of an answer");
            }
            count += more;
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Reads some bytes of whatever comes, for those who will not read it all. */
    void taste(int bytes) throws IOException {
        InputStream in = socket.getInputStream();
        socket.setSoTimeout(PATIENCE_MS);
        in.readNBytes(bytes);
    }

    /** Leaves with a reset in place of a close. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static void expect(boolean holds, String what, Answer answer) throws ProtocolException {
        if (!holds) {
            String text = new String(Arrays.copyOf(answer.body, Math.min(200, answer.body.length)), StandardCharsets.ISO_8859_1);
            throw new ProtocolException(what + ", not " + answer.head + " " + text);
        }
    }
}
