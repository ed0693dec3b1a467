package behaviours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The strict reader, fed with every kind of answer that is almost right. */
class AnswerReaderTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private static Answer read(String method, String bytes) throws IOException {
        try (Canned canned = Canned.holding(bytes); Wire wire = canned.connect()) {
            return wire.send("any request").answer(method);
        }
    }

    private static Answer toTheEnd(String method, String bytes) throws IOException {
        try (Canned canned = Canned.sending(bytes); Wire wire = canned.connect()) {
            return wire.answer(method);
        }
    }

    private static String refused(String bytes) {
        return assertThrows(Violation.class, () -> toTheEnd("GET", bytes), bytes).getMessage();
    }

    private static void refused(String bytes, String why) {
        String message = refused(bytes);
        assertTrue(message.startsWith(why), "expected '" + why + "' but was:\n" + message);
    }

    @Test
    void readsHeadAndBody() throws IOException {
        String head = "HTTP/1.1 404 Not \u00e4t all\r\nContent-Length: 5\r\nX:\t a  b \t\r\nx: 2\r\nEmpty:\r\nHigh: \u00ff\r\n\r\n";
        Answer answer = read("GET", head + "a\r\n\0b");
        assertEquals(404, answer.status());
        assertEquals("Not \u00e4t all", answer.reason());
        assertEquals("HTTP/1.1", answer.version());
        assertEquals("a\r\n\0b", answer.text());
        assertEquals(head.length(), answer.head().length);
        assertEquals("[Content-Length: 5, X: a  b, x: 2, Empty: , High: \u00ff]", answer.fields().toString());
        assertEquals("5", answer.field("content-length"));
        assertEquals("", answer.field("Empty"));
        assertNull(answer.field("Nothing"));
        assertEquals(2, answer.all("X").size());
        assertThrows(Violation.class, () -> answer.field("X"));
    }

    @Test
    void theStatusLineIsExact() {
        for (String line : new String[] {"HTTP/1.1 200", "HTTP/1.1  200 OK", "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 200\tOK",
                "http/1.1 200 OK", "HTTP/2.0 200 OK", "HTTP/1.10 200 OK", " HTTP/1.1 200 OK", "HTTP/1.1 600 OK", "HTTP/1.1 +20 OK",
                "HTTP/1.1 200 O\0K", "HTTP/1.1 \u0662\u0660\u0660 OK", "200 OK", ""}) {
            refused(line + "\r\nContent-Length: 0\r\n\r\n");
        }
        refused("HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n", "a bare LF ends a line in the status line");
        refused("HTTP/1.1 200 OK\rContent-Length: 0\r\n\r\n", "a bare CR in the status line");
        refused("\r\n" + OK + "Content-Length: 0\r\n\r\n", "the status line must start with 'HTTP/1.1 '");
    }

    @Test
    void anEmptyReasonIsAReason() throws IOException {
        assertEquals("", read("GET", "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n").reason());
    }

    @Test
    void fieldLinesAreExact() {
        for (String line : new String[] {"X : 1", " X: 1", "\tX: 1", "X", ": 1", "X\0: 1", "X Y: 1", "X(: 1", "\u00e4: 1",
                "X: a\0b", "X: a\u007fb", "X: a\u000bb", "X: a\rb"}) {
            refused(OK + "Content-Length: 0\r\n" + line + "\r\n\r\n");
        }
        refused(OK + "X: 1\r\n 2\r\nContent-Length: 0\r\n\r\n", "a folded field line");
        refused(OK + "Content-Length: 0\n\r\n", "a bare LF");
        refused(OK + "Content-Length: 0\r\n\n", "a bare LF");
        refused(OK + "Content-Length: 0\r\n\rX", "a bare CR");
    }

    @Test
    void thereIsExactlyOneFraming() {
        refused(OK + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", "Content-Length comes 2 times");
        refused(OK + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "both");
        refused(OK + "X: 1\r\n\r\nbody", "nothing says where the body ends");
        for (String length : new String[] {"+5", "-5", "", "5,5", "0x5", "5 5", "1000000000000000000000"}) {
            refused(OK + "Content-Length: " + length + "\r\n\r\nhello", "Content-Length is not a number");
        }
        for (String coding : new String[] {"gzip", "gzip, chunked", "chunked, chunked", "identity"}) {
            refused(OK + "Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n", "a transfer coding that nobody asked for");
        }
        refused("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "a transfer coding in HTTP/1.0");
    }

    @Test
    void aBodyMayEndWithTheConnectionIfThatIsSaid() throws IOException {
        assertEquals("hello", toTheEnd("GET", OK + "Connection: TE, Close\r\n\r\nhello").text());
        assertEquals("hello", toTheEnd("GET", "HTTP/1.0 200 OK\r\n\r\nhello").text());
    }

    @Test
    void aShortBodyIsNoBody() {
        refused(OK + "Content-Length: 5\r\n\r\nhell", "the connection ended in the body, after 4 of 5 bytes");
        refused(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhell", "the connection ended in the chunk, after 4 of 5 bytes");
        refused(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "the connection ended in a chunk size");
        refused(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n", "the connection ended in the trailers");
        refused("HTTP/1.1 200 O", "the connection ended in the status line, after 'HTTP/1.1 200 O'");
        refused("", "the connection ended without an answer");
    }

    @Test
    void chunksAreDecodedStrictly() throws IOException {
        String head = OK + "Transfer-Encoding: Chunked\r\n\r\n";
        assertEquals("hello, world", read("GET", head + "5\r\nhello\r\n007;a=\"b\"\r\n, world\r\n0\r\n\r\n").text());
        assertEquals("0123456789", read("GET", head + "A\r\n0123456789\r\n0;last\r\nTrailer: 1\r\n\r\n").text());
        for (String size : new String[] {"", "+5", "-5", "0x5", "5 ", " 5", "5 5", "5\t", "0000000000000005", "g", "5;\0"}) {
            refused(head + size + "\r\nhello\r\n0\r\n\r\n");
        }
        refused(head + "5\r\nhelloX\r\n0\r\n\r\n", "CRLF must follow the data of a chunk");
        refused(head + "5\r\nhello\n0\r\n\r\n", "a bare LF");
        refused(head + "5\nhello\r\n0\r\n\r\n", "a bare LF");
        refused(head + "0\r\nTrailer : 1\r\n\r\n", "a field name must be a token");
    }

    @Test
    void someAnswersHaveNoBody() throws IOException {
        assertEquals("", read("HEAD", OK + "Content-Length: 5\r\n\r\n").text());
        assertEquals("", read("HEAD", OK + "Transfer-Encoding: chunked\r\n\r\n").text());
        assertEquals("", read("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n").text());
        assertEquals("", read("GET", "HTTP/1.1 204 No Content\r\n\r\n").text());
        assertEquals(100, read("GET", "HTTP/1.1 100 Continue\r\n\r\n").status());
        refused("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", "a 204 answer must not declare a body");
        refused("HTTP/1.1 100 Continue\r\nTransfer-Encoding: chunked\r\n\r\n", "a 100 answer must not declare a body");
    }

    @Test
    void notOneByteFollowsTheLastAnswer() throws IOException {
        String last = OK + "Connection: close\r\nContent-Length: 5\r\n\r\nhello";
        assertEquals("hello", toTheEnd("GET", last).text());
        refused(last + "\n", "bytes came after an answer that announces the close");
        assertThrows(Violation.class, () -> toTheEnd("HEAD", last));
    }

    @Test
    void whatSaysThatItClosesMustClose() throws IOException {
        try (Canned canned = Canned.holding(OK + "Connection: close\r\nContent-Length: 0\r\n\r\n"); Wire wire = canned.connect()) {
            String message = assertThrows(Violation.class, () -> wire.within(Duration.ofMillis(100)).answer()).getMessage();
            assertTrue(message.startsWith("nothing came within 100 ms while waiting for the end of the stream"), message);
        }
    }

    @Test
    void answersAreReadOneByOne() throws IOException {
        String two = "HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 1\r\n\r\na";
        try (Canned canned = Canned.sending(two + OK + "Connection: close\r\nContent-Length: 1\r\n\r\nb"); Wire wire = canned.connect()) {
            wire.answer().expect(100);
            wire.answer().expect(200).expectBody("a");
            wire.answerOrEnd("GET").expect(200).expectBody("b").expectClose();
            assertNull(wire.answerOrEnd("GET"));
            wire.expectClosed();
        }
    }

    @Test
    void aBigBodyIsPulled() throws IOException {
        try (Canned canned = Canned.sending(OK + "Content-Length: 100000\r\n\r\n" + "x".repeat(99_999)); Wire wire = canned.connect()) {
            long[] seen = new long[1];
            assertEquals("100000", wire.head("GET").field("Content-Length"));
            wire.readBody(90_000, (buffer, offset, length) -> seen[0] += length);
            assertEquals(90_000, seen[0]);
            String message = assertThrows(Violation.class, () -> wire.readBody(10_000, (buffer, offset, length) -> { })).getMessage();
            assertTrue(message.startsWith("the stream ended while waiting for the body, after 9999 of 10000 bytes"), message);
        }
    }

    @Test
    void expectationsSayWhatTheyExpect() throws IOException {
        Answer answer = toTheEnd("GET", OK + "A: b\r\nConnection: close\r\n\r\nhello");
        answer.expect(200).expectOneOf(400, 200).expectField("a", "b").expectBody("hello").expectNoField("B").expectClose();
        assertTrue(message(() -> answer.expect(400)).startsWith("expected status 400, received 200 OK\n  its body: hello\n"));
        assertTrue(message(() -> answer.expectOneOf(400, 413)).contains("one of [400, 413]"));
        assertTrue(message(() -> answer.expectField("A", "c")).contains("^ byte 0: expected 'c' (0x63), received 'b' (0x62)"));
        assertTrue(message(() -> answer.expectField("B", "c")).contains("the field B is missing"));
        assertTrue(message(() -> answer.expectNoField("A")).contains("there must be no field A"));
        assertTrue(message(() -> answer.expectBody("help")).contains("expected: help\n  received: hello\n               ^ byte 3"));
        assertTrue(message(answer::expectKeepAlive).contains("must not say that the connection closes"));
    }

    private static String message(Runnable expectation) {
        String message = assertThrows(Violation.class, expectation::run).getMessage();
        assertTrue(message.contains("reproduce:    printf '' | nc localhost"), message);
        return message;
    }

    @Test
    void theHeadIsNotReadForEver() {
        assertTrue(refused(OK + "X: " + "a".repeat(2 << 20)).startsWith("more than 1048576 bytes of head"));
    }
}
