package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.Response;
import httpd.http.ResponseWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What a client gets of an application behind a gateway: asked as the server asks, the test being the loop and a thread the worker, and
 * framed as the server frames, with no network between.
 */
final class Asked implements Gateway.Client {
    private static final int PATIENCE = 20;

    private final Request request;
    private final LinkedBlockingQueue<Response> answers = new LinkedBlockingQueue<>();
    private final Semaphore moved = new Semaphore(0);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private boolean cut;
    private String printed;

    private Asked(Request request) {
        this.request = request;
    }

    static Asked get(Application application, String target) throws Exception {
        return of(application, Request.of("GET", target));
    }

    /** Asks, and waits for the end of the answer. What is printed on the standard error meanwhile is kept. */
    static Asked of(Application application, Request request) throws Exception {
        return new Asked(request).ask(application, Integer.MAX_VALUE);
    }

    /** Asks, and goes away after so many bytes. */
    static Asked leaving(Application application, Request request, int bytes) throws Exception {
        return new Asked(request).ask(application, bytes);
    }

    private Asked ask(Application application, int most) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            Gateway gateway = new Gateway(application);
            if (gateway.mayBlock(request)) {
                Thread worker = new Thread(() -> gateway.answer(request, this), "worker");
                worker.start();
                receive(most);
                worker.join(PATIENCE * 1000);
                assertTrue(!worker.isAlive(), "the worker is still at it");
            } else {
                answers.add(gateway.answer(request));
                receive(most);
            }
        } finally {
            System.setErr(before);
        }
        assertNull(answers.poll(), "a second answer");
        printed = err.toString(StandardCharsets.UTF_8);
        return this;
    }

    private void receive(int most) throws Exception {
        Response response = answers.poll(PATIENCE, TimeUnit.SECONDS);
        assertNotNull(response, "no answer");
        ResponseWriter writer = new ResponseWriter();
        OutputBuffer out = new OutputBuffer();
        try {
            writer.start(response, request, false, out);
            take(out);
            while (writer.hasMore() && sent.size() < most) {
                if (!writer.pull(out)) {
                    assertTrue(moved.tryAcquire(PATIENCE, TimeUnit.SECONDS), "nothing moves");
                }
                take(out);
            }
        } catch (IOException | RuntimeException e) {
            cut = true;
        }
        writer.close();
    }

    private void take(OutputBuffer out) {
        sent.write(out.array(), out.start(), out.length());
        out.consume(out.length());
    }

    @Override
    public void begin(Response response) {
        answers.add(response);
    }

    @Override
    public void moved() {
        moved.release();
    }

    int status() {
        return Integer.parseInt(head().substring(9, 12));
    }

    /** The value of the only field of that name, or null. */
    String field(String name) {
        List<String> values = new ArrayList<>();
        for (String line : head().split("\r\n")) {
            if (line.regionMatches(true, 0, name + ": ", 0, name.length() + 2)) {
                values.add(line.substring(name.length() + 2));
            }
        }
        assertTrue(values.size() < 2, name + " more than once: " + values);
        return values.isEmpty() ? null : values.get(0);
    }

    /** Tells whether the server would have had to close the connection, because the answer is not whole. */
    boolean isCut() {
        return cut;
    }

    String printed() {
        return printed;
    }

    String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /** The body without its chunks; what there is of it if it was cut. */
    byte[] body() {
        byte[] bytes = sent.toByteArray();
        int from = head().length();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (field("Transfer-Encoding") == null) {
            body.write(bytes, from, bytes.length - from);
            return body.toByteArray();
        }
        while (from < bytes.length) {
            int end = from;
            while (bytes[end] != '\r') {
                end++;
            }
            int size = Integer.parseInt(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1), 16);
            body.write(bytes, end + 2, size);
            from = end + 2 + size + 2;
        }
        return body.toByteArray();
    }

    private String head() {
        String text = sent.toString(StandardCharsets.ISO_8859_1);
        return text.substring(0, text.indexOf("\r\n\r\n") + 4);
    }
}
