package behaviours;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** What has come on a connection and was not taken yet; waits for more, but never past a deadline. */
final class Incoming {
    private final Socket socket;
    private final InputStream stream;
    private final Exchange exchange;
    private final byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;
    private boolean ended;

    Incoming(Socket socket, Exchange exchange) throws IOException {
        this.socket = socket;
        this.stream = socket.getInputStream();
        this.exchange = exchange;
    }

    /** The next byte, or -1 at the end of the stream. */
    int next(Deadline deadline, String what) {
        return ready(deadline, what) ? buffer[start++] & 0xFF : -1;
    }

    /** Hands over at most this many bytes; 0 at the end of the stream. */
    int take(int most, ByteSink sink, Deadline deadline, String what) {
        if (!ready(deadline, what)) return 0;
        int length = Math.min(most, end - start);
        sink.accept(buffer, start, length);
        start += length;
        return length;
    }

    /** What is here already. */
    byte[] rest() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    /** Waits until a byte is there (true) or the stream has ended (false); everything else is a violation. */
    boolean ready(Deadline deadline, String what) {
        try {
            return await(deadline);
        } catch (SocketTimeoutException e) {
            throw Violation.on(exchange, Symptom.TIME_OUT, "nothing came within " + deadline + " while waiting for " + what, "", e);
        } catch (IOException e) {
            throw Violation.on(exchange, Symptom.RESET, "the connection broke while waiting for " + what + ": " + e.getMessage(), "", e);
        }
    }

    boolean await(Deadline deadline) throws IOException {
        if (start < end) return true;
        if (ended) return false;
        int left = deadline.leftMillis();
        if (left == 0) throw new SocketTimeoutException();
        socket.setSoTimeout(left);
        int length = stream.read(buffer);
        start = 0;
        end = Math.max(0, length);
        ended = length < 0;
        return !ended;
    }
}
