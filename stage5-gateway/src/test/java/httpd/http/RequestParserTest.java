package httpd.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parser alone: bytes in, requests or a refusal out. */
class RequestParserTest {
    private static final String HOST = "Host: a\r\n";

    private static String unescape(String text) {
        return text.translateEscapes();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n~                                  GET / 1.1|Host=a||
            GET / HTTP/1.0\\r\\n\\r\\n~                                             GET / 1.0||
            GET / HTTP/1.7\\r\\nHost: a\\r\\n\\r\\n~                                  GET / 1.7|Host=a||
            \\r\\n\\r\\nGET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n~                          GET / 1.1|Host=a||
            get /a?b=%20 HTTP/1.1\\r\\nHost:a:1\\r\\n\\r\\n~                          get /a?b=%20 1.1|Host=a:1||
            OPTIONS * HTTP/1.1\\r\\nHost: [::1]:80\\r\\n\\r\\n~                       OPTIONS * 1.1|Host=[::1]:80||
            GET http://h/ HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n~                          GET http://h/ 1.1|Host=a||
            CONNECT a:443 HTTP/1.1\\r\\nHost: a:443\\r\\n\\r\\n~                      CONNECT a:443 1.1|Host=a:443||
            GET / HTTP/1.1\\r\\nhOST:\\t a \\t\\r\\nx:\\r\\n\\r\\n~                       GET / 1.1|hOST=a|x=||
            PUT / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 003\\r\\n\\r\\nabc~        PUT / 1.1|Host=a|Content-Length=003||abc
            PUT / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 0\\r\\n\\r\\n~             PUT / 1.1|Host=a|Content-Length=0||
            """)
    void requestsAreUnderstood(String bytes, String request) {
        assertEquals(new Requests(List.of(request), 0), Requests.parse(unescape(bytes)));
    }

    @Test
    void chunksAreJoined() {
        String head = "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: CHUNKED\r\n\r\n";
        assertEquals(List.of("PUT / 1.1|Host=a|Transfer-Encoding=CHUNKED||0123456789abc"),
                Requests.parse(head + "0A \t;x\r\n0123456789\r\n3\r\nabc\r\n0\r\nT: 1\r\n\r\n").requests());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            400, 'GET /'
            400, 'GET  / HTTP/1.1'
            400, 'GET / HTTP/1.1 '
            400, ' GET / HTTP/1.1'
            400, 'GET /\tHTTP/1.1'
            400, 'GET'
            400, 'GET  HTTP/1.1'
            400, 'G(T / HTTP/1.1'
            400, 'GET /#a HTTP/1.1'
            400, 'GET /%2 HTTP/1.1'
            400, 'GET /%zz HTTP/1.1'
            400, 'GET /é HTTP/1.1'
            400, 'GET hello HTTP/1.1'
            400, 'GET * HTTP/1.1'
            400, 'GET ftp://a/ HTTP/1.1'
            400, 'GET http:/// HTTP/1.1'
            400, 'GET http://u@a/ HTTP/1.1'
            400, 'GET / HTTP/1'
            400, 'GET / HTTP/1.10'
            400, 'GET / http/1.1'
            400, 'GET / JUNK/1.1'
            400, 'GET / HTTP/+.1'
            505, 'GET / HTTP/2.0'
            505, 'GET / HTTP/0.9'
            """)
    void requestLinesAreRefused(int status, String line) {
        assertEquals(status, Requests.parse(line + "\r\n" + HOST + "\r\n").refusal());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            400, 'X'
            400, ': x'
            400, 'X : x'
            400, ' X: x'
            400, 'X: a\\0b'
            400, 'X: a\\rb'
            400, 'X: a\\013b'
            400, 'X: a\\177b'
            400, 'Ä: x'
            400, 'Host: b'
            400, 'Content-Length: +5'
            400, 'Content-Length: -1'
            400, 'Content-Length:'
            400, 'Content-Length: 0x5'
            400, 'Content-Length: 5 5'
            400, 'Content-Length: 5, 5'
            400, 'Content-Length: 5\\r\\nContent-Length: 5'
            400, 'Content-Length: ²'
            413, 'Content-Length: 4294967301'
            413, 'Content-Length: 1000000000000000000000000000000'
            400, 'Content-Length: 1\\r\\nTransfer-Encoding: chunked'
            400, 'Transfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked'
            400, 'Transfer-Encoding: chunked, chunked'
            400, 'Transfer-Encoding: chunked, gzip'
            400, 'Transfer-Encoding:'
            400, 'Transfer-Encoding: xchunked'
            501, 'Transfer-Encoding: gzip, chunked'
            417, 'Expect: 200-ok'
            """)
    void fieldsAreRefused(int status, String field) {
        assertEquals(status, Requests.parse("GET / HTTP/1.1\r\n" + HOST + unescape(field) + "\r\n\r\n").refusal());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            400, '+5\\r\\nhello\\r\\n0\\r\\n\\r\\n'
            400, '-1\\r\\n'
            400, '0x5\\r\\nhello\\r\\n0\\r\\n\\r\\n'
            400, '\\r\\n'
            400, '5 5\\r\\n'
            400, '5 \\r\\n'
            400, '5_0\\r\\n'
            400, '0000000000000005\\r\\nhello\\r\\n0\\r\\n\\r\\n'
            413, '100000005\\r\\nhello'
            400, '5\\r\\nhelloXX\\r\\n0\\r\\n\\r\\n'
            400, '5\\nhello\\r\\n0\\r\\n\\r\\n'
            400, '5;a\\nb\\r\\nhello\\r\\n0\\r\\n\\r\\n'
            400, '0\\r\\n\\n'
            400, '0\\r\\nX : 1\\r\\n\\r\\n'
            """)
    void chunksAreRefused(int status, String body) {
        String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertEquals(new Requests(List.of(), status), Requests.parse(head + unescape(body)));
    }

    @Test
    void aTransferCodingInVersionTenIsRefused() {
        assertEquals(400, Requests.parse("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").refusal());
    }

    @Test
    void hostIsNeededInVersionElevenOnly() {
        assertEquals(400, Requests.parse("GET / HTTP/1.1\r\n\r\n").refusal());
        assertEquals(0, Requests.parse("GET / HTTP/1.0\r\n\r\n").refusal());
        assertEquals(400, Requests.parse("GET / HTTP/1.0\r\nHost: a b\r\n\r\n").refusal());
    }

    @Test
    void whatCannotBeHttpIsRefusedWithoutALineEnd() {
        assertEquals(400, Requests.parse("\u0016\u0003\u0001").refusal());
    }

    @Test
    void limitsHoldToTheByte() {
        Limits limits = new Limits(20, 10, 2, 40, 5, 100, 6);
        List<byte[]> exact = List.of(Requests.bytes("GET /12345 HTTP/1.1\r\nHost: a\r\nX: 3456789\r\n\r\n"));
        assertEquals(431, Requests.parse(exact, limits).refusal(), "head of more than 40 bytes");
        assertEquals(0, refusal("GET /123456 HTTP/1.1\r\nHost: a\r\n\r\n", limits));
        assertEquals(414, refusal("GET /1234567 HTTP/1.1\r\nHost: a\r\n\r\n", limits));
        assertEquals(414, refusal("GET /12345678901234567", limits), "before the line has ended");
        assertEquals(0, refusal("GET / HTTP/1.1\r\nHost: 7890\r\n\r\n", limits));
        assertEquals(431, refusal("GET / HTTP/1.1\r\nHost: 78901\r\n\r\n", limits));
        assertEquals(431, refusal("GET / HTTP/1.1\r\nHost: a\r\nB:\r\nC:\r\n\r\n", limits), "three fields");
        Limits chunks = new Limits(99, 99, 9, 999, 5, 100, 6);
        String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertEquals(0, refusal(head + "5;x\r\nhello\r\n0;yz\r\n\r\n", chunks));
        assertEquals(413, refusal(head + "3\r\nhel\r\n3\r\n", chunks), "counted body of six bytes");
        assertEquals(413, refusal(head + "2;xyz\r\nhe\r\n2;xyz\r\n", chunks), "extensions of eight bytes");
        assertEquals(0, refusal(head + "0\r\nT:1\r\n\r\n", chunks));
        assertEquals(431, refusal(head + "0\r\nT:1\r\nU:2\r\n", chunks), "trailers of ten bytes");
        assertEquals(413, refusal("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n", chunks));
    }

    private static int refusal(String bytes, Limits limits) {
        return Requests.parse(List.of(Requests.bytes(bytes)), limits).refusal();
    }

    @Test
    void aThirdEmptyLineIsRefused() {
        assertEquals(400, Requests.parse("\r\n\r\n\r\nGET / HTTP/1.0\r\n\r\n").refusal());
    }

    @Test
    void theClientIsToldOnceToContinue() throws HttpError, IOException {
        BodySink sink = Requests.into(new ByteArrayOutputStream());
        RequestParser parser = new RequestParser(Limits.DEFAULT, Endpoints.NONE);
        InputBuffer in = new InputBuffer();
        byte[] head = Requests.bytes("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n");
        in.append(head, 0, head.length);
        assertNotNull(parser.next(in));
        assertFalse(parser.body(in, sink));
        assertTrue(parser.takeContinue());
        assertFalse(parser.takeContinue());

        RequestParser eager = new RequestParser(Limits.DEFAULT, Endpoints.NONE);
        in = new InputBuffer();
        in.append(head, 0, head.length);
        in.append(new byte[] {'a'}, 0, 1);
        assertNotNull(eager.next(in));
        assertFalse(eager.body(in, sink));
        assertFalse(eager.takeContinue(), "the body comes already");
    }

    /** A sink without room is asked again, and what it did not take stays where it is. */
    @Test
    void theBodyWaitsForASinkWithoutRoom() throws HttpError, IOException {
        RequestParser parser = new RequestParser(Limits.DEFAULT, Endpoints.NONE);
        InputBuffer in = new InputBuffer();
        byte[] bytes = Requests.bytes("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\n3\r\nyou\r\n0\r\n\r\n");
        in.append(bytes, 0, bytes.length);
        assertEquals(-1, parser.next(in).bodyLength());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int[] room = {0};
        BodySink narrow = (source, from, length) -> {
            int count = Math.min(room[0], length);
            body.write(source, from, count);
            return count;
        };
        assertFalse(parser.body(in, narrow));
        assertEquals("", body.toString());
        room[0] = 4;
        assertFalse(parser.body(in, narrow));
        assertEquals("hell", body.toString());
        assertTrue(parser.body(in, narrow));
        assertEquals("helloyou", body.toString());
        assertEquals(RequestParser.State.COMPLETE, parser.state());
    }

    @Test
    void fieldsOfARequestOutliveWhatArrivesBehindIt() throws HttpError {
        RequestParser parser = new RequestParser(Limits.DEFAULT, Endpoints.NONE);
        InputBuffer in = new InputBuffer();
        byte[] head = Requests.bytes("GET /first HTTP/1.1\r\nHost: a\r\nX: kept\r\n\r\n");
        in.append(head, 0, head.length);
        Request request = parser.next(in);
        assertNotNull(request);
        for (int i = 0; i < 1000; i++) {
            in.append(head, 0, head.length);
        }
        assertEquals("kept", request.headers().get("x"));
        for (int i = 0; i < 1000; i++) {
            assertEquals("/first", parser.next(in).target());
        }
        assertNull(parser.next(in));
        assertEquals(RequestParser.State.REQUEST_LINE, parser.state());
    }

    @Test
    void pathAndQueryAreTakenApart() throws HttpError {
        Request request = request("GET /a%20b/%C3%A9?x=%31&y=2&x=3 HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals("/a b/Ã©", request.path());
        assertEquals("x=%31&y=2&x=3", request.query());
        assertEquals("1", request.parameter("x"));
        assertNull(request.parameter("z"));
        Request absolute = request("GET HTTP://Other:80?q HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals("/", absolute.path());
        assertEquals("q", absolute.query());
        assertEquals("Other:80", absolute.authority());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            true,  1, 'X: y'
            false, 1, 'Connection: Close'
            false, 1, 'Connection: keep-alive, close'
            false, 1, 'Connection: close ,TE'
            true,  1, 'Connection: enclosed'
            false, 0, 'X: y'
            true,  0, 'Connection: Keep-Alive'
            """)
    void persistenceFollowsVersionAndConnection(boolean persistent, int minor, String field) throws HttpError {
        assertEquals(persistent, request("GET / HTTP/1." + minor + "\r\nHost: a\r\n" + field + "\r\n\r\n").persistent());
    }

    private static Request request(String text) throws HttpError {
        InputBuffer in = new InputBuffer();
        byte[] bytes = Requests.bytes(text);
        in.append(bytes, 0, bytes.length);
        return new RequestParser(Limits.DEFAULT, Endpoints.NONE).next(in);
    }

    @Test
    void afterAnErrorThereIsNoNextRequest() {
        RequestParser parser = new RequestParser(Limits.DEFAULT, Endpoints.NONE);
        InputBuffer in = new InputBuffer();
        byte[] bytes = Requests.bytes("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.0\r\n\r\n");
        in.append(bytes, 0, bytes.length);
        assertThrows(HttpError.class, () -> parser.next(in));
        assertThrows(IllegalStateException.class, () -> parser.next(in));
    }
}
