package httpd.gateway;

import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line for each answer in the Common Log Format, printed when its body is closed, for only then its length is known:
 * <pre>
 *   127.0.0.1 - - [06/Nov/1994:08:49:37 +0000] "GET /hello HTTP/1.1" 200 14
 * </pre>
 * The two dashes are what the client says of its user, and who that is: nobody asks. What no application gets to see, because it is
 * no request, is not in this log.
 */
public final class AccessLog implements Middleware {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US);
    private static final int HELD_BACK = 8 << 10; // until then a failure becomes another answer, see HeldOutput

    private final PrintStream out;

    public AccessLog(PrintStream out) {
        this.out = out;
    }

    @Override
    public Application around(Application inner) {
        Application logged = request -> {
            Entry entry = new Entry(request);
            try {
                Response response = Bodies.ask(inner, request);
                return response.with(entry.watch(response));
            } catch (Throwable e) {
                entry.failed(e);
                entry.print();
                throw e;
            }
        };
        return logged.hintedBy(inner);
    }

    /** What becomes a line. It keeps text and no request: the request may be gone before the body is. */
    private final class Entry {
        private final String asked;
        private int status;
        private long bytes;
        private boolean flushed;
        private boolean printed;

        Entry(Request request) {
            InetSocketAddress client = request.endpoints().remote();
            String address = client.isUnresolved() ? client.getHostString() : client.getAddress().getHostAddress();
            asked = address + " - - [" + TIME.format(ZonedDateTime.now()) + "] \""
                    + escaped(request.method() + " " + request.target() + " HTTP/1." + request.minorVersion()) + "\" ";
        }

        Body watch(Response response) {
            status = response.status();
            Body body = response.body();
            return body instanceof Body.Push push ? new Pushed(push, this)
                    : new Body.Stream(new Pulled(Bodies.source(body), this), body.length());
        }

        /** Nothing of the answer may have been sent yet: then the server sends another one. */
        void failed(Throwable e) {
            if (!flushed && bytes <= HELD_BACK) {
                status = e instanceof HttpError refusal ? refusal.status() : 500;
                bytes = 0;
            }
        }

        void print() {
            if (!printed) {
                printed = true;
                out.println(asked + status + " " + (bytes == 0 ? "-" : String.valueOf(bytes)));
            }
        }
    }

    /** A client must not be able to begin a line, to end the quoted request, or to write to the terminal of whoever reads the log. */
    private static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7F) {
                line.append(c);
            } else {
                line.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            }
        }
        return line.toString();
    }

    private static final class Pulled extends FilterInputStream {
        private final Entry entry;

        Pulled(InputStream source, Entry entry) {
            super(source);
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            int octet = in.read();
            entry.bytes += octet < 0 ? 0 : 1;
            return octet;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = in.read(bytes, from, length);
            entry.bytes += Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            try {
                in.close();
            } finally {
                entry.print();
            }
        }
    }

    private static final class Pushed implements Body.Push {
        private final Body.Push body;
        private final Entry entry;

        Pushed(Body.Push body, Entry entry) {
            this.body = body;
            this.entry = entry;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try {
                body.writeTo(new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        out.write(octet);
                        entry.bytes++;
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        out.write(bytes, from, length);
                        entry.bytes += length;
                    }

                    @Override
                    public void flush() throws IOException {
                        entry.flushed = true;
                        out.flush();
                    }
                });
            } catch (Throwable e) {
                entry.failed(e);
                throw e;
            }
        }

        @Override
        public long length() {
            return body.length();
        }

        @Override
        public void close() throws IOException {
            try {
                body.close();
            } finally {
                entry.print();
            }
        }
    }
}
