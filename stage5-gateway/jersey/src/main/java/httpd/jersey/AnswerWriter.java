package httpd.jersey;

import httpd.bridge.Responder;
import httpd.http.Headers;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;

/** Takes one answer from Jersey, and remembers what went wrong: Jersey itself has only logged it when it comes back. */
final class AnswerWriter implements ContainerResponseWriter {
    private final Responder responder;
    private boolean started;
    private boolean streams; // somebody is writing who knows why he flushes
    private Throwable failure; // null if the answer is whole

    AnswerWriter(Responder responder) {
        this.responder = responder;
    }

    /** Jersey begins its answer when the first byte of the body is written, or there is none. */
    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse response) {
        Headers headers = new Headers();
        response.getStringHeaders().forEach((name, values) -> values.forEach(value -> headers.add(name, value.strip())));
        try {
            OutputStream out = responder.start(response.getStatus(), headers, length);
            started = true;
            streams = response.getEntity() instanceof StreamingOutput;
            return new Output(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body has been written, or has failed. Before the start Jersey makes another answer of a failure, and that one counts. */
    void bodyEnds(Throwable why) {
        streams = false;
        if (started && failure == null) {
            failure = why;
        }
    }

    /**
     * Nobody in the application has an answer for this. It must not be thrown here: Jersey goes on to make one of its own, which is held
     * back until {@link #finish} has the gateway put its 500 in that place.
     */
    @Override
    public void failure(Throwable why) {
        failure = why;
    }

    /** @throws Exception if the answer is not whole, or there is none */
    void finish() throws Exception {
        if (failure instanceof Exception e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** Says no: what Jersey holds back it does not flush, and the gateway holds the beginning back anyway. */
    @Override
    public boolean enableResponseBuffering() {
        return false;
    }

    /** Says no: the answer is there when the call returns. */
    @Override
    public boolean suspend(long timeout, TimeUnit unit, TimeoutHandler handler) {
        return false;
    }

    @Override
    public void setSuspendTimeout(long timeout, TimeUnit unit) {
        throw new IllegalStateException("nothing is suspended here");
    }

    @Override
    public void commit() {
    }

    /**
     * Where the body goes. Jersey flushes what it writes by itself at its end, and whatever it closes; so the gateway would send what it
     * could still have sent with its length, or not at all. Only a {@code StreamingOutput} is flushed by somebody who wants that.
     */
    private final class Output extends FilterOutputStream {
        Output(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            if (streams) {
                out.flush();
            }
        }
    }
}
