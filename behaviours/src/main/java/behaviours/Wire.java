package behaviours;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One raw connection: sends the bytes it is told, as they are, and reads answers strictly. Every method has an absolute deadline,
 * 5 s if not told otherwise, and whatever the server does wrong is a {@link Violation}. One thread may send while another reads.
 */
public final class Wire implements AutoCloseable {
    private static final Duration USUAL = Duration.ofSeconds(5);
    /** A blocked write knows no time-out of its own; at its deadline the socket is closed under it. */
    private static final ScheduledThreadPoolExecutor WATCH = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "wire deadlines");
        thread.setDaemon(true);
        return thread;
    });

    static {
        WATCH.setRemoveOnCancelPolicy(true); // a head sent byte by byte is tens of thousands of writes
    }

    private final Socket socket = new Socket();
    private final Exchange exchange;
    private final Incoming in;
    private final OutputStream out;
    private volatile Duration limit = USUAL;

    private Wire(ServerUnderTest server, InetSocketAddress address, int receiveBufferBytes) {
        exchange = new Exchange(server, address);
        Deadline deadline = Deadline.in(limit);
        try {
            if (receiveBufferBytes > 0) socket.setReceiveBufferSize(receiveBufferBytes);
            socket.connect(address, deadline.leftMillis());
            socket.setTcpNoDelay(true);
            in = new Incoming(socket, exchange);
            out = socket.getOutputStream();
        } catch (SocketTimeoutException e) {
            close();
            throw violation(Symptom.TIME_OUT, "the server did not accept the connection within " + deadline, e);
        } catch (IOException e) {
            close();
            Symptom symptom = e instanceof ConnectException ? Symptom.REFUSED : Symptom.RESET;
            throw violation(symptom, "connecting to " + address + " failed: " + e.getMessage(), e);
        }
    }

    public static Wire to(ServerUnderTest server) {
        return new Wire(server, server.address(), 0);
    }

    /** With a small receive buffer, to be a client that takes little at a time. */
    public static Wire to(ServerUnderTest server, int receiveBufferBytes) {
        return new Wire(server, server.address(), receiveBufferBytes);
    }

    static Wire to(InetSocketAddress address) {
        return new Wire(null, address, 0);
    }

    /** This same wire, with another deadline for each of the calls that follow. */
    public Wire within(Duration deadline) {
        limit = deadline;
        return this;
    }

    public Wire send(String latin1) {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Wire send(byte[] bytes) {
        mustBeOpen();
        IOException failure = write(bytes, Deadline.in(limit));
        if (failure != null) throw violation(Symptom.RESET, "sending failed: " + failure.getMessage(), failure);
        return this;
    }

    /** A write for each segment; without Nagle's algorithm each mostly travels alone. */
    public Wire send(List<byte[]> segments) {
        for (byte[] segment : segments) send(segment);
        return this;
    }

    /** Byte by byte with a pause after each; the pauses do not count for the deadline. */
    public Wire sendSlowly(byte[] bytes, Duration gap) {
        for (byte octet : bytes) {
            send(new byte[] {octet});
            pause(gap);
        }
        return this;
    }

    /** False when the peer has gone. */
    public boolean trySend(byte[] bytes) {
        return write(bytes, Deadline.in(limit)) == null;
    }

    private IOException write(byte[] bytes, Deadline deadline) {
        exchange.sent(bytes, 0, bytes.length);
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> watch = WATCH.schedule(() -> {
            late.set(true);
            close();
        }, deadline.leftMillis(), TimeUnit.MILLISECONDS);
        try {
            out.write(bytes);
            return null;
        } catch (IOException e) {
            if (!late.get()) return e;
            throw violation(Symptom.TIME_OUT, "the server did not take " + bytes.length + " bytes within " + deadline, e);
        } finally {
            watch.cancel(false);
        }
    }

    /** Reads exactly one answer to a request that may have a body in its answer. */
    public Answer answer() {
        return answer("GET");
    }

    /**
     * Reads exactly one answer; 1xx answers are answers of their own. One that announces the close must be followed by it:
     * the end of the stream, and not one byte before it.
     */
    public Answer answer(String method) {
        mustBeOpen();
        Deadline deadline = Deadline.in(limit);
        Answer answer = new AnswerReader(in, exchange, deadline).answer(method);
        if (answer.status() >= 200 && answer.closes()) {
            expectEnd(deadline, "after an answer that announces the close");
        }
        return answer;
    }

    /** The next answer, or null if the server has ended the stream instead; a reset is a violation here too. */
    public Answer answerOrEnd(String method) {
        return in.ready(Deadline.in(limit), "an answer or the end of the stream") ? answer(method) : null;
    }

    /** Reads only the head; the body is to be pulled with {@link #readBody}. */
    public Answer head(String method) {
        mustBeOpen();
        return new AnswerReader(in, exchange, Deadline.in(limit)).head(method);
    }

    /** Pulls {@code length} bytes without keeping them. */
    public long readBody(long length, ByteSink sink) {
        Deadline deadline = Deadline.in(limit);
        for (long left = length; left > 0; ) {
            String what = "the body, after " + (length - left) + " of " + length + " bytes";
            int taken = in.take((int) Math.min(left, Integer.MAX_VALUE), sink, deadline, what);
            if (taken == 0) throw violation(Symptom.EOF, "the stream ended while waiting for " + what, null);
            left -= taken;
        }
        return length;
    }

    /** The server closes now, in order: the end of the stream follows and not one byte before it. */
    public Wire expectClosed() {
        mustBeOpen();
        return expectEnd(Deadline.in(limit), "where the server must close");
    }

    private Wire expectEnd(Deadline deadline, String where) {
        if (in.ready(deadline, "the end of the stream, " + where)) throw extra("bytes came " + where);
        return this;
    }

    /** The server gives this connection up: the end of the stream or a reset follows, and not one byte before it. */
    public Wire expectGone() {
        mustBeOpen();
        Deadline deadline = Deadline.in(limit);
        boolean more;
        try {
            more = in.await(deadline);
        } catch (SocketTimeoutException e) {
            throw violation(Symptom.TIME_OUT, "the server did not give up the connection within " + deadline, e);
        } catch (IOException e) {
            return this;
        }
        if (more) throw extra("bytes came where the server must give up the connection");
        return this;
    }

    /** Neither a byte nor the end of the stream comes in this time. */
    public Wire expectSilence(Duration time) {
        mustBeOpen();
        boolean more;
        try {
            more = in.await(Deadline.in(time));
        } catch (SocketTimeoutException e) {
            return this;
        } catch (IOException e) {
            throw violation(Symptom.RESET, "the connection broke where the server had to wait: " + e.getMessage(), e);
        }
        if (more) throw extra("bytes came where the server had to be silent");
        throw violation(Symptom.EOF, "the server closed where it had to wait", null);
    }

    private Violation extra(String what) {
        return Violation.on(exchange, Symptom.EXTRA_BYTES, what, Difference.at(in.rest(), 0), null);
    }

    /** Says that nothing more will be sent; answers can still be read. */
    public Wire halfClose() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw violation(Symptom.RESET, "shutting down the sending side failed: " + e.getMessage(), e);
        }
    }

    /** Leaves with a reset instead of an end of stream. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            close(); // it is gone already, which is all that was wanted
        }
        close();
    }

    public Socket socket() {
        return socket;
    }

    Exchange exchange() {
        return exchange;
    }

    /** What a test does to a wire after it has closed it says nothing about the server. */
    private void mustBeOpen() {
        if (socket.isClosed()) throw new IllegalStateException("this test has closed the wire already");
    }

    private Violation violation(Symptom symptom, String what, Throwable cause) {
        return Violation.on(exchange, symptom, what, "", cause);
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a test", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket could not be closed", e);
        }
    }
}
