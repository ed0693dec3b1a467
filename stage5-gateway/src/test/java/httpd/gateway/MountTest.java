package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several applications share the paths: the longest prefix wins, and it ends where a segment does. */
class MountTest {
    private static final Application NONE = request -> {
        throw new IllegalStateException();
    };

    private static Application named(String name) {
        return request -> Response.text(200, name + " " + request.script() + " " + request.path());
    }

    private static String ask(Application application, String target) throws Exception {
        return Asked.get(new Lint().around(application), target).text();
    }

    @Test
    void theLongestPrefixWinsWhateverTheirOrder() throws Exception {
        Mount mount = new Mount(Map.of("/", named("root"), "/shop", named("shop"), "/shop/admin", named("admin"), "/a/b/c", named("c")));
        assertEquals("root  /", ask(mount, "/"));
        assertEquals("shop /shop ", ask(mount, "/shop"));
        assertEquals("shop /shop /", ask(mount, "/shop/"));
        assertEquals("shop /shop /cart", ask(mount, "/shop/cart?x=/shop/admin"));
        assertEquals("admin /shop/admin /x", ask(mount, "/shop/admin/x"));
        assertEquals("shop /shop /administrator", ask(mount, "/shop/administrator"));
        assertEquals("root  /shopping", ask(mount, "/shopping"));
        assertEquals("root  /a/b", ask(mount, "/a/b"));
        assertEquals("root  /Shop", ask(mount, "/Shop"));
    }

    @Test
    void thePathIsDecodedBeforeItIsCompared() throws Exception {
        Mount mount = new Mount(Map.of("/a b", named("blank")));
        assertEquals("blank /a b /c d", ask(mount, "/a%20b/c%20d"));
        assertEquals("blank /a b /", ask(mount, "http://example.org/%61%20b/"));
    }

    @Test
    void whatNobodyHasIsNotFound() throws Exception {
        Mount mount = new Mount(Map.of("/shop", NONE));
        for (String target : new String[] {"/", "/shopping", "/sho", "//shop"}) {
            HttpError refused = assertThrows(HttpError.class, () -> mount.handle(Request.of("GET", target)));
            assertEquals(404, refused.status());
            assertFalse(mount.mayBlock(Request.of("GET", target)));
            assertFalse(mount.streams(Request.of("GET", target)));
        }
        assertThrows(HttpError.class, () -> mount.handle(Request.of("OPTIONS", "*")));
        assertEquals("root  *", Asked.of(new Mount(Map.of("", named("root"))), Request.of("OPTIONS", "*")).text());
    }

    @Test
    void aPrefixMayEndWithASlash() throws Exception {
        Mount mount = new Mount(Map.of("/shop/", named("shop"), "", named("root")));
        assertEquals("shop /shop /cart", ask(mount, "/shop/cart"));
        assertEquals("root  /x", ask(mount, "/x"));
    }

    @Test
    void aMountMayBeMounted() throws Exception {
        Mount mount = new Mount(Map.of("/a", new Mount(Map.of("/b", named("b"), "/a", named("a")))));
        assertEquals("b /a/b /c", ask(mount, "/a/b/c"));
        assertEquals("a /a/a /a", ask(mount, "/a/a/a"));
    }

    @Test
    void theHintsAreThoseOfTheMountedOneForItsOwnPath() {
        Application hinting = new Application() {
            @Override
            public Response handle(Request request) {
                throw new IllegalStateException();
            }

            @Override
            public boolean mayBlock(Request request) {
                return request.path().equals("/slow");
            }

            @Override
            public boolean streams(Request request) {
                return request.path().equals("/upload");
            }
        };
        Mount mount = new Mount(Map.of("/shop", hinting, "/", NONE));
        assertTrue(mount.mayBlock(Request.of("GET", "/shop/slow")));
        assertFalse(mount.mayBlock(Request.of("GET", "/shop/fast")));
        assertTrue(mount.mayBlock(Request.of("GET", "/other")));
        assertTrue(mount.streams(Request.of("PUT", "/shop/upload")));
        assertFalse(mount.streams(Request.of("PUT", "/upload")));
    }

    @Test
    void aWrongPrefixIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Mount(Map.of("shop", NONE)));
        assertThrows(IllegalArgumentException.class, () -> new Mount(Map.of("/shop", NONE, "/shop/", NONE)));
        assertThrows(IllegalArgumentException.class, () -> new Mount(Map.of("", NONE, "/", NONE)));
    }
}
