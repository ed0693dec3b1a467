package httpd.http;

import java.io.InputStream;

/** The body of an answer: in memory, or pulled piece by piece while it is sent. Its length is known either way. */
public sealed interface Body {
    /** No bytes at all. */
    Body NONE = new Bytes(new byte[0]);

    /** Returns the length in bytes. */
    long length();

    /** A body that is held in memory; the array must not be changed while it is sent. */
    record Bytes(byte[] bytes) implements Body {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /**
     * A body that the server pulls when the client can take more, so that one of any size costs one buffer.
     * The server closes the stream, whether it was sent whole, in part or not at all.
     *
     * @param length the number of bytes, exactly; the server cuts the connection if there are fewer, and sends no more than that
     */
    record Stream(InputStream source, long length) implements Body {
    }
}
