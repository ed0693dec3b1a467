package httpd.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The body of an answer: in memory, pulled piece by piece while it is sent, or pushed by the application while it is made. */
public sealed interface Body {
    /** No bytes at all. */
    Body NONE = new Bytes(new byte[0]);

    /** Returns the length in bytes, or -1 if nobody knows it yet. */
    long length();

    /**
     * Nobody will ask for it any more, whether it was sent whole, in part or not at all. Called exactly once.
     *
     * @throws IOException and whatever else it throws changes nothing for the client
     */
    default void close() throws IOException {
    }

    /** A body that is held in memory; the array must not be changed while it is sent. */
    record Bytes(byte[] bytes) implements Body {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /**
     * A body that the server pulls when the client can take more, so that one of any size costs one buffer. The event loop does
     * so, and a read that waits would make everybody wait: what may have to be waited for is pushed.
     *
     * @param length the number of bytes, exactly; the server cuts the connection if there are fewer, and sends no more than that
     */
    record Stream(InputStream source, long length) implements Body {
        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    /**
     * A body that the application pushes, of unknown length if it does not say otherwise. What is pulled needs a loop; what is
     * pushed needs a thread and a bounded queue, and where the client is slower than the application, the thread waits.
     */
    @FunctionalInterface
    non-sealed interface Push extends Body {
        /**
         * Writes the whole body. Called at most once: not at all if the answer has none, as that to HEAD. What is flushed is sent at
         * once. Until the first 8 KiB or the first flush nothing has been sent, and a failure becomes a clean 500; after that it
         * cuts the connection.
         *
         * @throws IOException if the client has left, or the body cannot be completed
         */
        void writeTo(OutputStream out) throws IOException;

        @Override
        default long length() {
            return -1;
        }
    }

    /** A body that arrives by and by: what is there can be taken at once, and nobody waits for the rest. Only the server makes one. */
    non-sealed interface Arriving extends Body {
        /**
         * Returns how many bytes have arrived: 0 if none since the last ones were taken, -1 if the body is complete.
         *
         * @throws IOException if there will be no more though it is not complete: then the connection must be cut
         */
        int available() throws IOException;

        /** Puts the next {@code count} of those that have arrived. */
        void take(OutputBuffer out, int count);
    }

    /** Returns a body that is read from a stream to its end, by a thread that may wait for it, and closes the stream. */
    static Push readFrom(InputStream source) {
        return new Push() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                source.transferTo(out);
            }

            @Override
            public void close() throws IOException {
                source.close();
            }
        };
    }
}
