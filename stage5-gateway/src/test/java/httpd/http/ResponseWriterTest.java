package httpd.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseWriterTest {
    private static final Request GET = new Request("GET", "/", 1, new Headers(), Endpoints.NONE);
    private static final Request HEAD = new Request("HEAD", "/", 1, new Headers(), Endpoints.NONE);
    private static final Request OLD = new Request("GET", "/", 0, new Headers(), Endpoints.NONE);

    /** Returns what is sent, without the Date, which is a test of its own. */
    private static String sent(Response response, Request request, boolean close) throws IOException {
        ResponseWriter writer = new ResponseWriter();
        OutputBuffer out = new OutputBuffer();
        writer.start(response, request, close, out);
        while (writer.hasMore()) {
            writer.pull(out);
        }
        String text = new String(out.array(), out.start(), out.length(), StandardCharsets.ISO_8859_1);
        return text.replaceFirst("Date: [A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT\r\n", "");
    }

    @Test
    void anAnswerIsFramedByItsLength() throws IOException {
        assertEquals("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nX: y\r\nContent-Length: 3\r\n\r\nabc",
                sent(Response.text(200, "abc").with("X", "y"), GET, false));
    }

    @Test
    void whatHappensToTheConnectionIsSaid() throws IOException {
        assertTrue(sent(Response.text(200, ""), GET, true).contains("\r\nConnection: close\r\n"));
        assertTrue(sent(Response.text(400, ""), null, true).contains("\r\nConnection: close\r\n"));
        assertTrue(sent(Response.text(200, ""), OLD, false).contains("\r\nConnection: keep-alive\r\n"));
        assertFalse(sent(Response.text(200, ""), GET, false).contains("Connection"));
    }

    @Test
    void headHasTheFieldsOfGetAndNoBody() throws IOException {
        String get = sent(Response.text(200, "abc"), GET, false);
        assertEquals(get.substring(0, get.length() - 3), sent(Response.text(200, "abc"), HEAD, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void answersWithoutABodyHaveNoLengthEither(int status) throws IOException {
        String sent = sent(Response.text(status, "never sent"), GET, false);
        assertFalse(sent.contains("Content-Length"), sent);
        assertTrue(sent.endsWith("\r\n\r\n"), sent);
    }

    @Test
    void aLargeBodyIsPulledInPieces() throws IOException {
        byte[] body = new byte[100_000];
        ResponseWriter writer = new ResponseWriter();
        OutputBuffer out = new OutputBuffer();
        writer.start(Response.of(200, "x/y", new Body.Bytes(body)), GET, false, out);
        int head = out.length();
        assertTrue(head < 200 && writer.hasMore());
        writer.pull(out);
        assertEquals(16 << 10, out.length() - head);
        assertTrue(sent(Response.of(200, "x/y", new Body.Bytes(body)), GET, false).length() > 100_000);
    }

    /** A stream that counts how often it is closed. */
    private static final class Counted extends ByteArrayInputStream {
        private int closed;

        Counted(int length) {
            super(new byte[length]);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static Response stream(InputStream source, long length) {
        return Response.of(200, "x/y", new Body.Stream(source, length));
    }

    @Test
    void aStreamIsClosedOnce() throws IOException {
        Counted whole = new Counted(10);
        sent(stream(whole, 10), GET, false);
        Counted unasked = new Counted(10);
        sent(stream(unasked, 10), HEAD, false);
        Counted empty = new Counted(0);
        sent(stream(empty, 0), GET, false);
        Counted left = new Counted(10);
        ResponseWriter writer = new ResponseWriter();
        writer.start(stream(left, 10), GET, false, new OutputBuffer());
        writer.close();
        writer.close();
        assertEquals(4, whole.closed + unasked.closed + empty.closed + left.closed);
        assertEquals(1, left.closed);
    }

    @Test
    void aBodyThatIsTooShortIsNotCompleted() {
        assertThrows(EOFException.class, () -> sent(stream(new Counted(9), 10), GET, false));
    }

    @Test
    void aBodyThatIsTooLongIsNotSentBeyondItsLength() throws IOException {
        assertTrue(sent(stream(new Counted(11), 10), GET, false).endsWith("\r\n\r\n" + "\0".repeat(10)));
    }

    @Test
    void anAnswerHasFieldsAndABody() {
        assertThrows(NullPointerException.class, () -> new Response(200, new Headers(), null));
        assertThrows(NullPointerException.class, () -> new Response(200, null, Body.NONE));
    }

    /** What arrives by and by, in pieces that are there; null is a time without one. */
    private static final class Arriving implements Body.Arriving {
        private final Queue<Optional<byte[]>> pieces = new ArrayDeque<>();
        private final long length;
        private int closed;

        Arriving(long length, String... pieces) {
            this.length = length;
            for (String piece : pieces) {
                this.pieces.add(Optional.ofNullable(piece).map(text -> text.getBytes(StandardCharsets.ISO_8859_1)));
            }
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int available() {
            if (pieces.isEmpty()) {
                return -1;
            }
            if (pieces.element().isEmpty()) {
                pieces.remove();
                return 0;
            }
            return pieces.element().get().length;
        }

        @Override
        public void take(OutputBuffer out, int count) {
            byte[] piece = pieces.remove().orElseThrow();
            out.put(piece, 0, count);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void aBodyOfUnknownLengthIsSentInChunks() throws IOException {
        Arriving body = new Arriving(-1, "Hello, ", null, "World! It is well", null);
        assertEquals("HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "7\r\nHello, \r\n11\r\nWorld! It is well\r\n0\r\n\r\n", sent(Response.of(200, "a/b", body), GET, false));
        assertEquals(1, body.closed);
    }

    @Test
    void aBodyThatArrivesWithAPromisedLengthHasNoChunks() throws IOException {
        Arriving body = new Arriving(5, "Hel", null, "lo");
        assertEquals("HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Length: 5\r\n\r\nHello",
                sent(Response.of(200, "a/b", body), GET, false));
    }

    /** HTTP/1.0 has no chunks: the end of the connection is the end of the body (RFC 9112 section 6.3 step 8). */
    @Test
    void aClientOfHttp10GetsABodyOfUnknownLengthUntilTheEnd() throws IOException {
        Response response = Response.of(200, "a/b", new Arriving(-1, "Hel", "lo"));
        assertTrue(ResponseWriter.endsWithClose(response, OLD));
        assertFalse(ResponseWriter.endsWithClose(response, GET));
        assertEquals("HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nConnection: close\r\n\r\nHello", sent(response, OLD, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD 200", "GET 204", "GET 304"})
    void whatHasNoBodyHasNoChunksEither(String answer) throws IOException {
        Arriving body = new Arriving(-1, "never sent");
        Request request = answer.startsWith("HEAD") ? HEAD : GET;
        String sent = sent(Response.of(Integer.parseInt(answer.substring(answer.length() - 3)), "a/b", body), request, false);
        assertTrue(sent.endsWith("Content-Type: a/b\r\n\r\n"), sent);
        assertEquals(1, body.closed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 15, 16, 255, 256, 4096, 65535, 1 << 20, Integer.MAX_VALUE})
    void chunkSizesAreWrittenInHexadecimal(int number) {
        OutputBuffer out = new OutputBuffer();
        out.putHex(number);
        assertEquals(Integer.toHexString(number), new String(out.array(), 0, out.length(), StandardCharsets.US_ASCII));
    }

    @Test
    void theDateHasTwoDigitsForTheDay() {
        assertEquals("Fri, 05 Jan 2024 07:08:09 GMT", HttpDate.format(Instant.parse("2024-01-05T07:08:09Z")));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 10_000_000_000L, Long.MAX_VALUE})
    void numbersAreWrittenInDigits(long number) {
        OutputBuffer out = new OutputBuffer();
        out.put(number);
        assertEquals(Long.toString(number), new String(out.array(), 0, out.length(), StandardCharsets.US_ASCII));
    }
}
