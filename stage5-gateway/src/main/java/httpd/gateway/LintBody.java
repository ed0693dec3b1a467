package httpd.gateway;

import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The body of a response: the application gives as much as it promised; the server takes it once, if at all, and closes it once. */
final class LintBody {
    private LintBody() {
    }

    /** Returns the body of a response that has been checked, to be watched until it is closed. */
    static Body of(Response response, Request request, LintLife life) {
        Body body = response.body();
        if (body instanceof Body.Push push) {
            long promised = Promise.of(response, request).body().length();
            return new Pushed(push, promised, Bodies.isBodiless(request, response.status()), life);
        }
        return new Body.Stream(new Pulled(Bodies.source(body), body.length(), life), body.length());
    }

    private static void close(Body.Push body, InputStream source, LintLife life) throws IOException {
        if (!life.end()) {
            life.report(LintException.server("closes the body of an answer twice"));
        } else if (body != null) {
            body.close();
        } else {
            source.close();
        }
    }

    private static final class Pushed implements Body.Push {
        private final Body.Push body;
        private final long promised;
        private final boolean bodiless;
        private final LintLife life;
        private boolean written;

        Pushed(Body.Push body, long promised, boolean bodiless, LintLife life) {
            this.body = body;
            this.promised = promised;
            this.bodiless = bodiless;
            this.life = life;
            life.begin(this);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            server(!bodiless, "asks for the body of an answer that has none");
            server(!written, "asks for the body of an answer twice");
            server(!life.isOver(), "asks for the body of an answer that it has closed");
            written = true;
            LintOutput watched = new LintOutput(out, promised, life);
            try {
                body.writeTo(watched);
            } catch (IOException | RuntimeException | Error e) {
                watched.failed(e);
                throw e;
            }
            watched.finish();
        }

        @Override
        public long length() {
            return body.length();
        }

        @Override
        public void close() throws IOException {
            LintBody.close(body, null, life);
        }
    }

    private static final class Pulled extends FilterInputStream {
        private final long promised;
        private final LintLife life;
        private long count;

        Pulled(InputStream source, long promised, LintLife life) {
            super(source);
            this.promised = promised;
            this.life = life;
            life.begin(this);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            server(!life.isOver(), "asks for the body of an answer that it has closed");
            int read = in.read(bytes, from, length);
            count += Math.max(0, read);
            if (read <= 0 && length > 0 && count < promised) {
                throw LintException.application("gave " + count + " bytes of the " + promised + " that it promised");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            LintBody.close(null, in, life);
        }
    }

    private static void server(boolean right, String otherwise) {
        if (!right) {
            throw LintException.server(otherwise);
        }
    }
}
