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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseWriterTest {
    private static final Request GET = new Request("GET", "/", 1, new Headers());
    private static final Request HEAD = new Request("HEAD", "/", 1, new Headers());
    private static final Request OLD = new Request("GET", "/", 0, new Headers());

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

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "transfer-encoding", "Connection", "DATE", "Keep-Alive", "TE", "Trailer", "Upgrade"})
    void framingIsTheServersBusiness(String field) {
        assertThrows(IllegalStateException.class, () -> Response.empty(200).with(field, "1").check());
    }

    @Test
    void anAnswerHasFieldsAndABody() {
        assertThrows(NullPointerException.class, () -> new Response(200, new Headers(), null));
        assertThrows(NullPointerException.class, () -> new Response(200, null, Body.NONE));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 99, 100, 199, 600})
    void onlyFinalStatusCodesAreAnswers(int status) {
        assertThrows(IllegalStateException.class, () -> Response.empty(status).check());
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
