package httpd.cgi;

import static httpd.cgi.Scripts.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import httpd.http.Endpoints;
import httpd.http.Request;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetaVariablesTest {
    private static Map<String, String> of(Request request) {
        return MetaVariables.of(request, "/cgi-bin/env.sh", "/a b", request.bodyLength());
    }

    @Test
    void aRequestWithoutABody() {
        Endpoints endpoints = new Endpoints(new InetSocketAddress("127.0.0.2", 4711), new InetSocketAddress("127.0.0.1", 8005));
        Request request = Request.of("GET", "/cgi-bin/env.sh/a%20b?x=%31&y?z", endpoints).with("Host", "shop.example:80");
        assertEquals(Map.ofEntries(
                Map.entry("GATEWAY_INTERFACE", "CGI/1.1"), Map.entry("REQUEST_METHOD", "GET"),
                Map.entry("REQUEST_URI", "/cgi-bin/env.sh/a%20b?x=%31&y?z"), Map.entry("SCRIPT_NAME", "/cgi-bin/env.sh"),
                Map.entry("PATH_INFO", "/a b"), Map.entry("QUERY_STRING", "x=%31&y?z"), Map.entry("SERVER_PROTOCOL", "HTTP/1.1"),
                Map.entry("SERVER_SOFTWARE", "stages/5"), Map.entry("SERVER_NAME", "shop.example"), Map.entry("SERVER_ADDR", "127.0.0.1"),
                Map.entry("SERVER_PORT", "8005"), Map.entry("REMOTE_ADDR", "127.0.0.2"), Map.entry("REMOTE_HOST", "127.0.0.2"),
                Map.entry("REMOTE_PORT", "4711"), Map.entry("HTTP_HOST", "shop.example:80")), of(request));
    }

    @Test
    void theQueryIsSetEvenIfThereIsNone() {
        assertEquals("", of(get("/x")).get("QUERY_STRING"));
        assertEquals("", of(get("/x?")).get("QUERY_STRING"));
    }

    @Test
    void aBodyHasLengthAndTypeInVariablesOfTheirOwn() {
        Map<String, String> variables = of(get("/x").with("Content-Type", "text/plain").with("Content-Length", "77").with(new byte[5]));
        assertEquals("5", variables.get("CONTENT_LENGTH"), "the length is that of the body, not that of a field");
        assertEquals("text/plain", variables.get("CONTENT_TYPE"));
        assertFalse(variables.containsKey("HTTP_CONTENT_LENGTH") || variables.containsKey("HTTP_CONTENT_TYPE"), variables.toString());
    }

    @Test
    void fieldsOfOneNameAreJoined() {
        Map<String, String> variables = of(get("/x").with("Accept", "a").with("Cookie", "a=1").with("accept", "b").with("cookie", "b=2"));
        assertEquals("a, b", variables.get("HTTP_ACCEPT"));
        assertEquals("a=1; b=2", variables.get("HTTP_COOKIE"));
    }

    @Test
    void proxyAndCredentialsAndTheConnectionAreKeptBack() {
        Map<String, String> plain = of(get("/x"));
        assertEquals(plain, of(get("/x").with("Proxy", "http://evil").with("PROXY", "x").with("Authorization", "Basic x")
                .with("Proxy-Authorization", "Basic x").with("Connection", "close").with("Transfer-Encoding", "chunked")
                .with("TE", "trailers")
                .with("Upgrade", "h2c").with("Keep-Alive", "5").with("Expect", "100-continue").with("Trailer", "x")));
    }

    @Test
    void noNameCanPassForAnother() {
        Map<String, String> variables = of(get("/x").with("X_Under", "1").with("X.Dot", "2").with("X-Hyphen", "3").with("Path-Info", "4"));
        assertNull(variables.get("HTTP_X_UNDER"));
        assertEquals("3", variables.get("HTTP_X_HYPHEN"));
        assertEquals("/a b", variables.get("PATH_INFO"), "a field overwrote a variable of the server");
        assertEquals("4", variables.get("HTTP_PATH_INFO"));
        assertFalse(variables.keySet().stream().anyMatch(name -> name.contains("DOT")), variables.toString());
    }

    @Test
    void anAbsoluteTargetNamesTheHost() {
        Map<String, String> variables = of(Request.of("GET", "http://[::1]:81/x?q=1").with("Host", "other"));
        assertEquals("[::1]", variables.get("SERVER_NAME"));
        assertEquals("[::1]:81", variables.get("HTTP_HOST"));
        assertEquals("q=1", variables.get("QUERY_STRING"));
    }
}
