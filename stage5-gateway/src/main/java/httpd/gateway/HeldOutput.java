package httpd.gateway;

import httpd.http.Body;
import httpd.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Where an application writes a body that it pushes. The head is held back with the first 8 KiB: a body that ends before is sent
 * with its length, and a failure before is a clean 500. After that, or after a flush, there is no way back.
 * <pre>
 *   HELD --(more than 8 KiB, or a flush)--> COMMITTED --finish--> sent whole
 *     |                                         +-------cut-----> the connection is closed
 *     +--finish--> sent whole, with Content-Length
 * </pre>
 */
final class HeldOutput extends OutputStream {
    private static final int MOST_HELD = 8 << 10;

    private final Response response;
    private final long promised;
    private final Gateway.Client client;
    private byte[] held = new byte[1 << 10];
    private long written;
    private Pipe pipe; // null until the head is sent
    private OutputStream out;
    private IOException failure;

    /** @param promised the length of the body, or -1 if there is no promise */
    HeldOutput(Response response, long promised, Gateway.Client client) {
        this.response = response;
        this.promised = promised;
        this.client = client;
    }

    boolean isCommitted() {
        return pipe != null;
    }

    /** Tells whether it is the client who did not want the rest. */
    boolean isAbandoned() {
        return pipe != null && pipe.isClosed();
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (promised >= 0 && written + length > promised) {
            throw failed(new IOException("the body is longer than its " + promised + " bytes"));
        }
        if (pipe == null && written + length > MOST_HELD) {
            commit();
        }
        if (pipe == null) {
            if (written + length > held.length) {
                held = Arrays.copyOf(held, MOST_HELD);
            }
            System.arraycopy(bytes, from, held, (int) written, length);
        } else {
            send(bytes, from, length);
        }
        written += length;
    }

    @Override
    public void flush() throws IOException {
        if (pipe == null) {
            commit();
        }
    }

    private void commit() throws IOException {
        pipe = new Pipe(promised, client::moved);
        out = pipe.output();
        client.begin(response.with(pipe));
        send(held, 0, (int) written);
        held = null;
    }

    private void send(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** An application may swallow what it is told here; the gateway does not. */
    private IOException failed(IOException e) {
        failure = e;
        return e;
    }

    /**
     * The application has written all of it.
     *
     * @throws IOException if it has not, or if it has been told before that something is wrong
     */
    void finish() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (promised >= 0 && written < promised) {
            throw failed(new IOException("the body is " + (promised - written) + " bytes shorter than promised"));
        }
        if (pipe != null) {
            pipe.end();
        } else {
            client.begin(response.with(new Body.Bytes(Arrays.copyOf(held, (int) written))));
        }
    }

    /** There will be no more, though it is not whole. */
    void cut() {
        pipe.fail("the application failed while it wrote the body");
    }
}
