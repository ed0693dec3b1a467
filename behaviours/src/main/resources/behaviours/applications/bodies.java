import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** Bodies of every kind that are pushed and read, some of which fail. It waits for nothing but a permit, which /go gives. */
public final class Bodies implements Application {
    private static final byte[] OLD = text("old bytes ".repeat(10));

    /** How often the body of each name was closed. */
    private final Map<String, Integer> closes = new ConcurrentSkipListMap<>();
    private final Semaphore permits = new Semaphore(0);
    private final AtomicLong pushed = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    private interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    private final class Counted implements Body.Push {
        private final String name;
        private final Writer writer;

        Counted(String name, Writer writer) {
            this.name = name;
            this.writer = writer;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            writer.writeTo(out);
        }

        @Override
        public void close() throws IOException {
            closes.merge(name, 1, Integer::sum);
            if (name.contains("failing")) throw new IOException("as it should be in this test");
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean streams(Request request) {
        return request.path().startsWith("/reading/");
    }

    @Override
    public Response handle(Request request) throws Exception {
        if (request.method().equals("POST")) asked.incrementAndGet();
        return switch (request.path().replaceFirst("^/reading", "")) {
            case "/text" -> Response.text(200, "well\n");
            case "/closes" -> Response.text(200, closes.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" ")));
            case "/pushed" -> Response.text(200, pushed.toString());
            case "/read" -> Response.text(200, read.toString());
            case "/asked" -> Response.text(200, asked.toString());
            case "/broken" -> Response.text(200, broken.toString());
            case "/interrupted" -> Response.text(200, interrupted.toString());
            case "/go" -> go();
            case "/throws" -> failing(request.parameter("how"));
            case "/hang" -> hang();
            case "/stubborn" -> stubborn(request);
            case "/pulled" -> Response.of(200, "text/plain", new Body.Stream(pulled(request), number(request)));
            case "/begun" -> begun(request);
            case "/whole" -> Response.text(200, Integer.toString(request.body().readAllBytes().length));
            default -> page(request);
        };
    }

    private Response go() {
        permits.release();
        return Response.text(200, "gone on\n");
    }

    /** A page whose body is counted under the name that the query gives it. */
    private Response page(Request request) throws HttpError {
        Writer writer = writer(request);
        Response response = Response.of(200, "text/plain", new Counted(String.valueOf(request.parameter("name")), writer)).with("X-Old",
                "1");
        return request.parameter("length") == null ? response : response.with("Content-Length", request.parameter("length"));
    }

    private Writer writer(Request request) throws HttpError {
        return switch (request.path().replaceFirst("^/reading", "")) {
            case "/small" -> out -> out.write(OLD);
            case "/large" -> out -> out.write(new byte[100_000]);
            case "/twice" -> out -> twice(out, request);
            case "/interrupts" -> out -> Thread.currentThread().interrupt();
            case "/early" -> out -> fail(out, OLD.length, false);
            case "/early-most" -> out -> fail(out, 8_000, false);
            case "/early-overflow" -> out -> overflow(out, OLD);
            case "/late" -> out -> fail(out, OLD.length, true);
            case "/late-most" -> out -> fail(out, 20_000, false);
            case "/late-silent" -> out -> fail(out, 0, true);
            case "/ticks" -> this::ticks;
            case "/endless" -> this::endless;
            case "/pattern" -> out -> pattern(out, number(request));
            case "/slow" -> out -> slow(request, out);
            case "/upper" -> out -> upper(request, out);
            default -> throw new HttpError(404, "There is no such page.");
        };
    }

    private static long number(Request request) {
        return Long.parseLong(request.parameter("n"));
    }

    private static Response failing(String how) throws Exception {
        switch (how) {
            case "exception" -> throw new Exception("a secret");
            case "runtime" -> throw new IllegalStateException("a secret");
            case "error" -> throw new AssertionError("a secret");
            case "overflow" -> failing(how);
            case "refusal" -> throw new HttpError(418, "It is a teapot.");
            default -> { }
        }
        return null;
    }

    private static void overflow(OutputStream out, byte[] first) throws IOException {
        out.write(first);
        overflow(out, new byte[0]);
    }

    private static void fail(OutputStream out, int length, boolean flush) throws IOException {
        out.write("o".repeat(length).getBytes(StandardCharsets.US_ASCII));
        if (flush) out.flush();
        throw new IOException("a secret");
    }

    /** Writes as much as it says, flushes or not, and writes it again; and hears nothing of what is said against it. */
    private static void twice(OutputStream out, Request request) throws IOException {
        byte[] bytes = new byte[(int) number(request)];
        out.write(bytes);
        if (request.parameter("flush") != null) out.flush();
        try {
            out.write(bytes);
        } catch (IOException e) {
            if (request.parameter("deaf") == null) throw e;
        }
    }

    private Response hang() throws Exception {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
        }
        return null;
    }

    /** It does not let itself be interrupted, and answers when nobody waits for it any more. */
    private Response stubborn(Request request) {
        permits.acquireUninterruptibly();
        return Response.of(200, "text/plain", new Counted(request.parameter("name"), out -> out.write(OLD)));
    }

    private InputStream pulled(Request request) {
        String name = request.parameter("name");
        return new InputStream() {
            private int left = 50_000;

            @Override
            public int read() throws IOException {
                if (name.contains("broken") && left < 10_000) throw new IOException("as it should be in this test");
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public void close() {
                closes.merge(name, 1, Integer::sum);
            }
        };
    }

    private void permit() throws IOException {
        try {
            if (!permits.tryAcquire(20, TimeUnit.SECONDS)) throw new IOException("nobody says that it is to go on");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void ticks(OutputStream out) throws IOException {
        for (int i = 1; i <= 3; i++) {
            out.write(text("tick " + i + "\n"));
            out.flush();
            permit();
        }
    }

    private void endless(OutputStream out) throws IOException {
        byte[] bytes = new byte[10_000];
        while (true) {
            out.write(bytes);
            pushed.addAndGet(bytes.length);
        }
    }

    /** As /bytes of the demo site, but pushed. */
    private static void pattern(OutputStream out, long length) throws IOException {
        byte[] bytes = new byte[9_999];
        for (long offset = 0; offset < length; ) {
            int count = (int) Math.min(bytes.length, length - offset);
            for (int i = 0; i < count; i++, offset++) bytes[i] = (byte) (offset * 31 + (offset >>> 8) * 7 + (offset >>> 16));
            out.write(bytes, 0, count);
        }
    }

    /** Reads nothing before it may, and then everything, slowly; answers with the length and a check sum. */
    private void slow(Request request, OutputStream out) throws IOException {
        permit();
        byte[] bytes = new byte[50_000];
        long length = 0;
        CRC32 sum = new CRC32();
        try {
            for (int count; (count = request.body().read(bytes)) >= 0; length += count) {
                sum.update(bytes, 0, count);
                read.addAndGet(count);
                if ((length + count) / 1_000_000 > length / 1_000_000) Thread.sleep(5);
            }
        } catch (IOException e) {
            broken.incrementAndGet();
            throw e;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        out.write(text(length + " " + sum.getValue()));
    }

    /** The same in the answer's body and in the making of the answer: who reads is told that no more will come. */
    private Response begun(Request request) throws IOException {
        try {
            return Response.text(200, Integer.toString(request.body().readAllBytes().length));
        } catch (IOException e) {
            broken.incrementAndGet();
            throw e;
        }
    }

    /** Writes a line as soon as it has been read, and what is no whole line at the end. */
    private void upper(Request request, OutputStream out) throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (int octet; (octet = request.body().read()) >= 0; ) {
                line.append((char) Character.toUpperCase(octet));
                if (octet != '\n') continue;
                out.write(text(line.toString()));
                out.flush();
                line.setLength(0);
            }
        } catch (IOException e) {
            broken.incrementAndGet();
            throw e;
        }
        out.write(text(line.toString()));
    }
}
