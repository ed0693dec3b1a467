package httpd.gateway;

import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What the middlewares have in common that put a body of their own around another one. */
final class Bodies {
    private static final int PIECE = 16 << 10;

    private Bodies() {
    }

    /**
     * Has an application answer, and doubts it as the server does: whoever changes a response must not hide that it was wrong.
     *
     * @throws IllegalStateException if it promises what cannot be kept; its body is closed
     */
    static Response ask(Application application, Request request) throws Exception {
        Response response = application.handle(request);
        try {
            return Promise.of(response, request);
        } catch (RuntimeException | Error e) {
            if (response != null) {
                closeAfter(e, response.body());
            }
            throw e;
        }
    }

    /** Closes the body of a response that nobody gets because of a failure. */
    static void closeAfter(Throwable failure, Body body) {
        try {
            body.close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Tells whether the answer to this request has no body, whatever the application gives (RFC 9112 section 6.3). */
    static boolean isBodiless(Request request, int status) {
        return request.method().equals("HEAD") || status == 204 || status == 304;
    }

    /** Returns where a body that is not pushed is read from. Closing it is closing the body. */
    static InputStream source(Body body) {
        if (body instanceof Body.Bytes bytes) {
            return new ByteArrayInputStream(bytes.bytes());
        }
        if (body instanceof Body.Stream stream) {
            return stream.source();
        }
        throw new IllegalStateException("the application gave a body that only the server makes");
    }

    /**
     * Writes a body of any kind.
     *
     * @throws IOException if it is shorter than it promises to be, or longer; never more than that is written
     */
    static void write(Body body, OutputStream out) throws IOException {
        long length = body.length();
        if (body instanceof Body.Push push) {
            Exactly exactly = new Exactly(out, length);
            push.writeTo(exactly);
            exactly.finish();
            return;
        }
        InputStream source = source(body);
        byte[] piece = new byte[PIECE];
        for (long missing = length; missing > 0; ) {
            int count = source.read(piece, 0, (int) Math.min(piece.length, missing));
            if (count <= 0) {
                throw new EOFException("the body is " + missing + " bytes shorter than promised");
            }
            out.write(piece, 0, count);
            missing -= count;
        }
    }

    /** Lets as many bytes through as have been promised, or any number if there is no promise. It does not close what is behind it. */
    private static final class Exactly extends OutputStream {
        private final OutputStream out;
        private final long promised;
        private long written;
        private IOException failure;

        Exactly(OutputStream out, long promised) {
            this.out = out;
            this.promised = promised;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (promised >= 0 && written + length > promised) {
                failure = new IOException("the body is longer than its " + promised + " bytes");
                throw failure;
            }
            out.write(bytes, from, length);
            written += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        void finish() throws IOException {
            if (failure == null && promised > written) {
                failure = new IOException("the body is " + (promised - written) + " bytes shorter than promised");
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
