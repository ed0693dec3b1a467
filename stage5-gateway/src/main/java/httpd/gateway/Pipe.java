package httpd.gateway;

import httpd.http.Body;
import httpd.http.BodySink;
import httpd.http.OutputBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue of bytes between a thread that may wait and an event loop that may not, in either direction.
 * <pre>
 *   application --write (waits for room)---> ring --take----------> loop --> client     (a body that is pushed)
 *   application <--read (waits for bytes)--- ring <--take---------- loop <-- client     (a body that is read while it comes)
 * </pre>
 * It is what back-pressure is made of: a client that does not read fills it, and then the application waits; an application that
 * does not read fills it, and then the loop asks the client for no more. The loop is told when it would have been in vain before.
 */
public final class Pipe implements Body.Arriving, BodySink {
    private static final int CAPACITY = 64 << 10;

    private final long length;
    private final Runnable moved;
    private final Ring ring = new Ring(CAPACITY);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean loopIdle = true; // it could do nothing the last time, and will not look again before it is told
    private volatile boolean awaited;
    private boolean ended;
    private volatile boolean closed;
    private String failure; // null while nobody has given up

    /**
     * @param length how many bytes there will be, or -1 if nobody knows it yet
     * @param moved has the loop look again; called by the other thread, and must return at once
     */
    public Pipe(long length, Runnable moved) {
        this.length = length;
        this.moved = moved;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int available() throws IOException {
        lock.lock();
        try {
            if (ring.isEmpty()) {
                check(); // not before: what was written before the failure is sent
            }
            loopIdle = ring.isEmpty() && !ended;
            return ring.isEmpty() && ended ? -1 : ring.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void take(OutputBuffer out, int most) {
        lock.lock();
        try {
            ring.take(out, most);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int take(byte[] bytes, int from, int length) {
        lock.lock();
        try {
            int taken = ring.put(bytes, from, length);
            loopIdle = taken < length;
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether the loop may bring more. */
    public boolean hasRoom() {
        lock.lock();
        try {
            loopIdle = ring.isFull();
            return !loopIdle;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether a reader waits, or has waited, for the first byte. */
    public boolean isAwaited() {
        return awaited;
    }

    /** Nothing will be written after what has been written. */
    public void end() {
        lock.lock();
        try {
            finish(null);
            tell();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will be written, though it is not complete. */
    public void fail(String why) {
        lock.lock();
        try {
            finish(why);
            tell();
        } finally {
            lock.unlock();
        }
    }

    /** The loop has brought all there is. */
    public void complete() {
        lock.lock();
        try {
            finish(null);
        } finally {
            lock.unlock();
        }
    }

    /** The loop gives up: whoever writes or reads at the other end is told so. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            finish("the client has left, or was too slow");
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether it is the loop that has given up. */
    boolean isClosed() {
        return closed;
    }

    /** Returns the end for a thread that writes, and waits while there is no room. */
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                for (int done = 0; done < length; ) {
                    done += writeSome(bytes, from + done, length - done);
                }
            }
        };
    }

    /** Returns the end for a thread that reads, and waits while there is nothing. */
    public InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return length == 0 ? 0 : readSome(bytes, from, length);
            }
        };
    }

    private void finish(String why) {
        ended = true;
        failure = failure == null ? why : failure;
        changed.signalAll();
    }

    private int writeSome(byte[] bytes, int from, int length) throws IOException {
        lock.lock();
        try {
            while (ring.isFull() && failure == null) {
                await();
            }
            check();
            int done = ring.put(bytes, from, length);
            tell();
            return done;
        } finally {
            lock.unlock();
        }
    }

    private int readSome(byte[] bytes, int from, int length) throws IOException {
        lock.lock();
        try {
            if (!awaited) {
                awaited = true;
                moved.run(); // the client may wait to be asked for its body
            }
            while (ring.isEmpty() && !ended) {
                await();
            }
            check();
            int done = ring.take(bytes, from, length);
            tell();
            return done == 0 ? -1 : done;
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        if (loopIdle) {
            loopIdle = false;
            moved.run();
        }
    }

    private void await() throws InterruptedIOException {
        try {
            changed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the client");
        }
    }

    private void check() throws IOException {
        if (failure != null) {
            throw new IOException(failure);
        }
    }
}
