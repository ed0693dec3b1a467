package httpd.bridge;

import httpd.http.Body;
import httpd.http.Headers;
import httpd.http.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * A body that one thread writes and another one passes on. Eight blocks may wait between them: a client that does not read holds the
 * pusher up, and costs no more memory than that.
 */
final class PushedBody implements Body.Push {
    private static final int BLOCK = 8 << 10;
    private static final int BLOCKS = 8;
    private static final Block END = new Block(new byte[0], 0, false);

    /** @param flush whether the pusher wants it sent at once, with all that is before it */
    private record Block(byte[] bytes, int count, boolean flush) {
    }

    private final CompletableFuture<Response> head = new CompletableFuture<>();
    private final BlockingQueue<Block> queue = new ArrayBlockingQueue<>(BLOCKS);
    private Thread pusher;
    private Output output;             // the pusher's own; null until it has begun
    private long length = -1;
    private Throwable failure;         // why there is no more; null if it is whole. To be read after END
    private volatile boolean closed;   // nobody takes what is pushed
    private volatile String abandoned; // why not, unless it is the body of an answer that has none

    void pushedBy(Thread thread) {
        pusher = thread;
    }

    /** Returns what whoever waits for the answer waits for: it fails with what the pusher fails with before it begins. */
    CompletableFuture<Response> head() {
        return head;
    }

    /** The pusher begins; a {@link Responder}. */
    OutputStream begin(int status, Headers headers, long announced) throws IOException {
        if (output != null) {
            throw new IllegalStateException("the answer has begun already");
        }
        check();
        output = new Output();
        length = status == 204 || status == 304 ? 0 : announced; // RFC 9112 section 6.3 step 1
        head.complete(new Response(status, headers, this));
        return output;
    }

    /** The pusher has written all of it. */
    void end() {
        if (output == null) {
            fail(new IllegalStateException("the application ended without an answer"));
        } else {
            output.pass(false);
            put(END);
        }
    }

    /** The pusher will write no more, though it is not whole. */
    void fail(Throwable why) {
        failure = why;
        head.completeExceptionally(why);
        put(END);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            for (Block block = queue.take(); block != END; block = queue.take()) {
                out.write(block.bytes(), 0, block.count());
                if (block.flush()) {
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            abandon("interrupted while waiting for the application");
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(abandoned);
        } catch (IOException e) {
            abandoned = "the client has left, or was too slow: " + e.getMessage();
            throw e;
        }
        if (failure instanceof RuntimeException e) { // as it is: the log shall say where it comes from
            throw e;
        }
        if (failure != null) {
            throw failure instanceof IOException e ? e : new IOException(failure.toString(), failure);
        }
    }

    /** Nobody waits for it any more: the pusher is told so, whatever it is at. */
    void abandon(String why) {
        abandoned = why;
        close();
        pusher.interrupt();
    }

    /** What is pushed after this is thrown away: the answer to HEAD has no body. If the client has left, the pusher is told so. */
    @Override
    public void close() {
        closed = true;
        queue.clear(); // the pusher may wait for room
    }

    private void check() throws IOException {
        if (abandoned != null) {
            throw new IOException(abandoned);
        }
    }

    /** Waits for room, interrupted or not: whoever takes at the other end closes when he is interrupted, and then there is room. */
    private void put(Block block) {
        boolean interrupted = false;
        for (boolean done = closed; !done; ) {
            try {
                queue.put(block);
                done = true;
            } catch (InterruptedException e) {
                interrupted = true;
                done = closed;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The pusher's end. Small pieces are put together: a framework may write byte by byte. */
    private final class Output extends OutputStream {
        private byte[] block = new byte[BLOCK];
        private int count;

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            check();
            for (int done = 0; done < length; ) {
                int piece = Math.min(length - done, BLOCK - count);
                System.arraycopy(bytes, from + done, block, count, piece);
                count += piece;
                done += piece;
                if (count == BLOCK) {
                    pass(false);
                }
            }
        }

        @Override
        public void flush() throws IOException {
            check();
            pass(true);
        }

        private void pass(boolean flush) {
            put(new Block(block, count, flush));
            block = new byte[BLOCK];
            count = 0;
        }
    }
}
