package httpd.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CgiHeadTest {
    @Test
    void aTypeAloneIs200() {
        CgiHead head = CgiHead.parse("content-type:text/plain \r\nSet-Cookie: a=1\nSet-Cookie: b=2\n");
        assertEquals(200, head.status());
        assertEquals("text/plain", head.headers().get("Content-Type"));
        assertEquals(List.of("a=1", "b=2"), head.headers().all("Set-Cookie"));
        assertNull(head.redirect());
    }

    @Test
    void aStatusIsTakenAndNotPassedOn() {
        CgiHead head = CgiHead.parse("Content-Type: text/plain\nStatus: 404 Not here\n");
        assertEquals(404, head.status());
        assertEquals(1, head.headers().size());
        assertEquals(201, CgiHead.parse("Status: 201\n").status());
    }

    @Test
    void aScriptThatWritesAStatusLineItself() {
        CgiHead head = CgiHead.parse("HTTP/1.1 202 Accepted\r\nContent-Type: text/plain\r\nConnection: close\r\n");
        assertEquals(202, head.status());
        assertEquals(1, head.headers().size());
    }

    @Test
    void aPathWithoutAStatusIsForTheServer() {
        assertEquals("/x?y=1", CgiHead.parse("Location: /x?y=1\n").redirect());
    }

    @Test
    void anyOtherLocationIsForTheClient() {
        CgiHead withStatus = CgiHead.parse("Status: 303 See Other\nLocation: /x\n");
        assertNull(withStatus.redirect());
        assertEquals(303, withStatus.status());
        CgiHead elsewhere = CgiHead.parse("Location: http://example.com/x\n");
        assertNull(elsewhere.redirect());
        assertEquals(302, elsewhere.status());
        assertEquals("http://example.com/x", elsewhere.headers().get("Location"));
    }

    @Test
    void framingConnectionAndTimeAreLeftOut() {
        CgiHead head = CgiHead.parse("Content-Type: a/b\nTransfer-Encoding: chunked\nConnection: close\nKeep-Alive: 5\nUpgrade: h2c\n"
                + "Trailer: x\nTE: x\nProxy-Connection: x\nDate: Thu, 01 Jan 1970 00:00:00 GMT\nContent-Length: 5\n");
        assertEquals(2, head.headers().size());
        assertEquals("5", head.headers().get("Content-Length"));
        assertNull(CgiHead.parse("Status: 204\nContent-Length: 0\n").headers().get("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X-Other: 1\n", "no field at all\n", ": empty\nContent-Type: a/b\n", "Content Type: a/b\n",
        " Content-Type: a/b\n", "Content-Type: a/b\n folded\n", "Content-Type: a\rX: b\n", "Content-Type: a\0b\n",
        "Content-Type: a/b\nContent-Type: a/c\n", "Status: ok\n", "Status: 99\n", "Status: 100 Continue\n", "Status: 600\n",
        "Status: 2000\n", "Status: +20\n", "Status: 200\nStatus: 200\n", "Location: /a\nLocation: /b\n",
        "Content-Type: a/b\nContent-Length: -1\n", "Content-Type: a/b\nContent-Length: 1\nContent-Length: 1\n",
        "HTTP/1.1 abc\n", "Content-Type: a/b\nHTTP/1.1 200 OK\n"})
    void whatIsNoHead(String text) {
        assertThrows(IllegalArgumentException.class, () -> CgiHead.parse(text));
    }
}
