package httpd.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Where an application writes a body: as much as it promised, in the thread that asked for it, until that has returned. */
final class LintOutput extends OutputStream {
    private final OutputStream out;
    private final long promised; // -1 if there is no promise
    private final LintLife life;
    private final Thread writer = Thread.currentThread();
    private long written;
    private volatile boolean over;
    private volatile LintException violation;

    LintOutput(OutputStream out, long promised, LintLife life) {
        this.out = out;
        this.promised = promised;
        this.life = life;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        check("writes to");
        if (promised >= 0 && written + length > promised) {
            throw violated("writes more than the " + promised + " bytes that it promised");
        }
        out.write(bytes, from, length);
        written += length;
    }

    @Override
    public void flush() throws IOException {
        check("flushes");
        out.flush();
    }

    @Override
    public void close() {
        throw violated("closes the stream that it was given to write to, which is not its own");
    }

    private void check(String does) {
        if (over) {
            throw life.report(LintException.application(does + " a body that is over"));
        }
        if (Thread.currentThread() != writer) {
            throw violated(does + " a body in another thread than it was asked for it in");
        }
    }

    /** An application may swallow it, or it ends a thread that nobody waits for. It is thrown once more when the body is over. */
    private LintException violated(String does) {
        violation = LintException.application(does);
        return violation;
    }

    /** The application has failed: because of what was violated, if something was. */
    void failed(Throwable failure) {
        over = true;
        if (violation != null && violation != failure) {
            violation.addSuppressed(failure);
            throw violation;
        }
    }

    /** The application has written all of it. */
    void finish() {
        over = true;
        if (violation == null && written < promised) {
            violated("wrote " + written + " of the " + promised + " bytes that it promised");
        }
        if (violation != null) {
            throw violation;
        }
    }
}
