package httpd.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The body of an answer in the shape that servlets know: the first 8 KiB can be taken back. */
final class BodyOutput extends ServletOutputStream {
    static final int HELD = 8 << 10;

    /** Begins the answer. */
    interface Commit {
        /** @param length of the body, or -1 if nobody knows it yet */
        OutputStream commit(long length) throws IOException;
    }

    private final Commit commit;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private OutputStream out;  // null until it is committed
    private boolean ended;     // it is complete, and what is written now is too much
    private boolean hold;      // what is flushed now is not flushed by the servlet

    BodyOutput(Commit commit) {
        this.commit = commit;
    }

    boolean isCommitted() {
        return out != null || ended;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (ended) {
            return; // after an error or a redirection, the API says
        }
        if (out == null && held.size() + length > HELD) {
            begin(-1);
        }
        (out == null ? held : out).write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        if (ended || hold) {
            return;
        }
        if (out == null) {
            begin(-1);
        }
        out.flush();
    }

    private void begin(long length) throws IOException {
        out = commit.commit(length);
        held.writeTo(out);
    }

    /** @throws IllegalStateException if it has been committed */
    void reset() {
        if (isCommitted()) {
            throw new IllegalStateException("the response has been committed");
        }
        held.reset();
    }

    /** It is complete. */
    void end() {
        ended = true;
    }

    /** Says whether a flush counts: a writer on top cannot pass on what it has without one. */
    void hold(boolean now) {
        hold = now;
    }

    /** The servlet has come back. */
    void finish() throws IOException {
        if (out == null) {
            begin(held.size());
        }
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        throw new IllegalStateException("ServletOutputStream.setWriteListener is not in this bridge");
    }
}
