package httpd.gateway;

import httpd.http.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Bodies that count how often they are closed. */
final class Watched {
    final AtomicInteger closed = new AtomicInteger();

    Body.Push pushed(Body.Push body) {
        return pushed(-1, body);
    }

    Body.Push pushed(long length, Body.Push body) {
        return new Body.Push() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                body.writeTo(out);
            }

            @Override
            public long length() {
                return length;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    Body.Stream pulled(byte[] bytes, long length) {
        return pulled(new ByteArrayInputStream(bytes), length);
    }

    Body.Stream pulled(InputStream bytes, long length) {
        return new Body.Stream(new InputStream() {
            @Override
            public int read() throws IOException {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int from, int count) throws IOException {
                return bytes.read(target, from, count);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        }, length);
    }
}
