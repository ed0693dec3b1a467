package httpd.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request in the shape that servlets know. */
final class BodyInput extends ServletInputStream {
    private final InputStream in;
    private boolean finished;

    BodyInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        int octet = in.read();
        finished |= octet < 0;
        return octet;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = in.read(bytes, from, length);
        finished |= count < 0;
        return count;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    /** Says yes: who reads may have to wait, as ever. */
    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("ServletInputStream.setReadListener is not in this bridge");
    }
}
