package behaviours.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OracleTest {
    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<RequestFile> valid() {
        return Corpus.valid();
    }

    static List<RequestFile> invalid() {
        return Corpus.invalid();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void findsOneRequestInAGoodFile(RequestFile file) {
        Oracle.Reading reading = Oracle.read(file.bytes());
        assertEquals(1, reading.messages().size());
        assertTrue(reading.refusal().isEmpty());
        byte[] twice = Arrays.copyOf(file.bytes(), 2 * file.bytes().length);
        System.arraycopy(file.bytes(), 0, twice, file.bytes().length, file.bytes().length);
        assertEquals(2, Oracle.count(twice));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void findsNoneBeforeAGoodFileIsComplete(RequestFile file) {
        for (int length = Math.max(0, file.bytes().length - 2000); length < file.bytes().length; length++) {
            assertEquals(0, Oracle.count(Arrays.copyOf(file.bytes(), length)), "at " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void findsNoneInABadFileAndSaysWhy(RequestFile file) {
        Oracle.Reading reading = Oracle.read(file.bytes());
        assertEquals(0, reading.messages().size());
        assertTrue(!Collections.disjoint(file.expect(), reading.refusal()), () -> file.expect() + " and " + reading.refusal());
    }

    @Test
    void readsWhatARequestSays() {
        String request = "\r\nPUT /a?b HTTP/1.0\r\nX:\t 1 \r\nx: 2\r\nContent-Length: 2\r\n\r\nhi";
        Oracle.Message message = Oracle.read(bytes(request + "GET")).messages().get(0);
        assertEquals("PUT", message.method());
        assertEquals("/a?b", message.target());
        assertEquals(0, message.minor());
        assertEquals(List.of("1", "2"), message.all("X"));
        assertEquals("hi", new String(message.body(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void putsChunksTogether() {
        String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        String first = head + "2;x\r\nhe\r\n03\r\nllo\r\n0\r\nA: 1\r\n\r\n";
        List<Oracle.Message> messages = Oracle.read(bytes(first + head + "0\r\n\r\n" + head)).messages();
        assertEquals(2, messages.size());
        assertEquals("hello", new String(messages.get(0).body(), StandardCharsets.ISO_8859_1));
        assertEquals(0, messages.get(1).body().length);
    }

    @Test
    void stopsAtTheFirstBadOne() {
        byte[] bytes = bytes("GET / HTTP/1.0\r\n\r\nGET / HTTP/2.0\r\n\r\nGET / HTTP/1.0\r\n\r\n");
        assertEquals(1, Oracle.count(bytes));
        assertEquals(Set.of(505), Oracle.read(bytes).refusal());
    }
}
