package httpd.gateway;

import httpd.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The body of a request: the server gives as many bytes as it says, and nobody reads them when the request is over. */
final class LintInput extends InputStream {
    private final InputStream in;
    private final long promised; // -1 if there is no promise
    private final LintLife life;
    private long count;

    LintInput(Request request, LintLife life) {
        in = request.body();
        promised = request.bodyLength();
        this.life = life;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (life.isOver()) {
            throw life.report(LintException.application("reads the body of a request that has been answered"));
        }
        int read = in.read(bytes, from, length);
        if (read > length || read < -1 || read == 0 && length > 0) {
            throw LintException.server("gave " + read + " bytes of a body where up to " + length + " were asked for");
        }
        count += Math.max(0, read);
        if (promised >= 0 && (count > promised || read < 0 && count < promised)) {
            throw LintException.server("gave " + count + " bytes of a body of " + promised);
        }
        return read;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    /** An application may do so, and need not: what it leaves unread is the server's affair. */
    @Override
    public void close() throws IOException {
        in.close();
    }
}
