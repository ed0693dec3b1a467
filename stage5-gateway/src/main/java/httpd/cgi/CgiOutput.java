package httpd.cgi;

import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a program answers: first the head, then the body, which is passed on as it comes. */
final class CgiOutput implements Body.Push {
    private static final int MOST_HEAD = 64 << 10;
    private static final int BUFFER = 32 << 10;
    /** What comes within that time of each other is sent together, and a short answer with its length. */
    private static final long PAUSE_MILLIS = 10;

    private final Program program;
    private final long deadlineMillis;
    private final byte[] buffer = new byte[BUFFER];
    private long left = -1; // of the length that the head has told, if it has
    private int next;
    private int end;

    /** @param deadline how long the program may take for its head, and between two parts of its body; 0 for as long as it likes */
    CgiOutput(Program program, Duration deadline) {
        this.program = program;
        this.deadlineMillis = deadline.isZero() ? TimeUnit.DAYS.toMillis(365) : deadline.toMillis();
    }

    /**
     * Waits for the head.
     *
     * @throws HttpError 504 if it does not come in time, 502 if what comes is none
     */
    CgiHead head() throws HttpError, IOException {
        long latest = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(deadlineMillis);
        StringBuilder head = new StringBuilder();
        int line = 0; // where the last one begins
        while (true) {
            if (next == end) {
                fillInTime(latest);
            }
            char octet = (char) (buffer[next++] & 0xFF);
            head.append(octet);
            if (octet == '\n') {
                if (head.length() - line == 1 || head.length() - line == 2 && head.charAt(line) == '\r') {
                    return parse(head.substring(0, line));
                }
                line = head.length();
            } else if (head.length() > MOST_HEAD) {
                throw unusable("its head is longer than " + MOST_HEAD + " bytes");
            }
        }
    }

    private void fillInTime(long latest) throws HttpError, IOException {
        int count;
        try {
            count = fill(TimeUnit.NANOSECONDS.toMillis(latest - System.nanoTime()));
            if (count < 0) {
                program.ended();
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw unusable(e.getMessage());
        }
        if (count == 0) {
            program.log("killed, it had no head after " + deadlineMillis + " ms");
            throw new HttpError(504, "The program behind this address did not answer in time.");
        }
        if (count < 0) {
            throw unusable("it ended before its head did");
        }
    }

    private CgiHead parse(String text) throws HttpError {
        try {
            return CgiHead.parse(text);
        } catch (IllegalArgumentException e) {
            throw unusable(e.getMessage());
        }
    }

    private HttpError unusable(String why) {
        program.log("no usable answer: " + why);
        return new HttpError(502, "The program behind this address gave no usable answer.");
    }

    private int fill(long millis) throws IOException {
        int count = program.read(buffer, 0, buffer.length, Math.max(0, millis));
        next = 0;
        end = Math.max(0, count);
        return count;
    }

    /** Returns the answer whose body this is. */
    Response response(CgiHead head) {
        String length = head.headers().get("Content-Length");
        left = length == null ? -1 : Long.parseLong(length);
        return new Response(head.status(), head.headers(), this);
    }

    /** Returns the answer to a request whose answer has none; of how many bytes it would be only the head can tell. */
    Response withoutBody(CgiHead head) {
        return new Response(head.status(), head.headers(), (Body.Push) out -> { });
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        write(out); // what came with the head
        boolean pending = true;
        for (int count = more(PAUSE_MILLIS); count >= 0; count = more(pending ? PAUSE_MILLIS : deadlineMillis)) {
            if (count > 0) {
                write(out);
                pending = true;
            } else if (pending) {
                out.flush();
                pending = false;
            } else {
                program.log("killed, it wrote nothing for " + deadlineMillis + " ms");
                throw new IOException("the program behind this address stopped writing");
            }
        }
        program.ended();
    }

    private void write(OutputStream out) throws IOException {
        out.write(buffer, next, end - next);
        left = left < 0 ? -1 : Math.max(0, left - (end - next));
    }

    /** A process that did not care for the body of the request closes with a reset, which does no harm to an answer that is whole. */
    private int more(long millis) throws IOException {
        try {
            return fill(millis);
        } catch (IOException e) {
            if (left == 0 && !(e instanceof InterruptedIOException)) {
                return -1;
            }
            throw e;
        }
    }

    /**
     * Waits for the end of a program whose body nobody is sent: it may have more to do than to write.
     * One that does not end within the deadline is told that nobody waits any more.
     */
    void finish() throws IOException {
        long latest = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(deadlineMillis);
        int count = 0;
        while (count >= 0 && System.nanoTime() - latest < 0) {
            count = fill(TimeUnit.NANOSECONDS.toMillis(latest - System.nanoTime()));
        }
        if (count < 0) {
            program.ended();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
