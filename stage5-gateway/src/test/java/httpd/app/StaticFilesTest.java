package httpd.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.HttpDate;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered for files that are there. */
class StaticFilesTest {
    private static final Instant LONG_AGO = Instant.parse("1994-11-06T08:49:37.123456Z");

    @TempDir
    private Path root;
    private StaticFiles files;

    @BeforeEach
    void fill() throws IOException {
        files = new StaticFiles(root);
        write("index.html", "<p>index");
        write("digits.txt", "0123456789");
        write("empty.bin", "");
        write("shop/index.html", "<p>shop");
        write("shop/a b/c.txt", "c");
        Files.createDirectories(root.resolve("bare"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.setLastModifiedTime(Files.writeString(file, text), FileTime.from(LONG_AGO));
    }

    private Response get(String target, String... fields) throws IOException {
        return ask("GET", target, fields);
    }

    private Response ask(String method, String target, String... fields) throws IOException {
        Request request = Request.of(method, target);
        for (int i = 0; i < fields.length; i += 2) request = request.with(fields[i], fields[i + 1]);
        return files.handle(request);
    }

    @Test
    void aFileIsSentWithItsTypeAndLength() throws IOException {
        Response answer = get("/digits.txt?query=1");
        assertEquals(200, answer.status());
        assertEquals("text/plain; charset=utf-8", answer.headers().get("Content-Type"));
        assertEquals(10, answer.body().length());
        assertEquals("bytes", answer.headers().get("Accept-Ranges"));
        assertEquals("nosniff", answer.headers().get("X-Content-Type-Options"));
        assertEquals("0123456789", Answers.text(answer));
        assertEquals(0, get("/empty.bin").body().length());
    }

    @Test
    void aDirectoryIsItsIndex() throws IOException {
        assertEquals("<p>index", Answers.text(get("/")));
        assertEquals("text/html; charset=utf-8", get("/").headers().get("Content-Type"));
        assertEquals("<p>shop", Answers.text(get("/shop/")));
        assertEquals("c", Answers.text(get("/shop/a%20b/c.txt")));
        assertEquals(404, get("/bare/").status());
    }

    @Test
    void aDirectoryWithoutASlashIsElsewhere() throws IOException {
        assertEquals(301, get("/shop").status());
        assertEquals("/shop/", get("/shop").headers().get("Location"));
        assertEquals("/shop/a%20b/?x=%20&y", get("/shop/a%20b?x=%20&y").headers().get("Location"));
        assertEquals(404, get("/digits.txt/").status());
    }

    /** A path that began with two slashes would name another host. */
    @Test
    void nobodyIsSentToAnotherHost() throws IOException {
        for (String target : new String[] {"//shop", "//shop/a%20b", "/%2fshop", "/%5cshop", "//"}) {
            assertEquals(404, get(target).status(), target);
        }
    }

    @Test
    void aMountedDirectoryKnowsWhereItIs() throws IOException {
        Response answer = files.handle(Request.of("GET", "/files/d%C3%A9p/shop").mountedAt("/files/d\u00c3\u00a9p"));
        assertEquals("/files/d%C3%A9p/shop/", answer.headers().get("Location"));
        answer = files.handle(Request.of("GET", "/files").mountedAt("/files"));
        assertEquals("/files/", answer.headers().get("Location"));
        assertEquals("<p>index", Answers.text(files.handle(Request.of("GET", "/files/").mountedAt("/files"))));
    }

    @Test
    void onlyReadingIsAllowed() throws IOException {
        assertEquals(200, ask("HEAD", "/digits.txt").status());
        assertEquals(10, ask("HEAD", "/digits.txt").body().length());
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "get", "BREW"}) {
            Response answer = ask(method, "/digits.txt");
            assertEquals(405, answer.status(), method);
            assertEquals("GET, HEAD, OPTIONS", answer.headers().get("Allow"), method);
        }
        assertEquals(204, ask("OPTIONS", "/digits.txt").status());
        assertEquals("GET, HEAD, OPTIONS", ask("OPTIONS", "*").headers().get("Allow"));
        assertTrue(files.mayBlock(Request.of("GET", "/digits.txt")));
    }

    @Test
    void aPartIsSent() throws IOException {
        Response answer = get("/digits.txt", "Range", "bytes=2-4");
        assertEquals(206, answer.status());
        assertEquals("bytes 2-4/10", answer.headers().get("Content-Range"));
        assertEquals(3, answer.body().length());
        assertEquals("234", Answers.text(answer));
        assertEquals("789", Answers.text(get("/digits.txt", "Range", "bytes=-3")));
        assertEquals("56789", Answers.text(get("/digits.txt", "Range", "bytes=5-")));
    }

    @Test
    void noPartIsThere() throws IOException {
        Response answer = get("/digits.txt", "Range", "bytes=10-");
        assertEquals(416, answer.status());
        assertEquals("bytes */10", answer.headers().get("Content-Range"));
        assertNull(answer.headers().get("ETag"));
    }

    @Test
    void whatIsNoPartIsTheWhole() throws IOException {
        assertEquals(200, get("/digits.txt", "Range", "bytes=0-1,3-4").status());
        assertEquals(200, get("/digits.txt", "Range", "lines=1-2").status());
        assertEquals(200, ask("HEAD", "/digits.txt", "Range", "bytes=2-4").status(), "a range is defined for GET alone");
        assertEquals(200, get("/digits.txt", "Range", "bytes=10-", "If-Range", "\"x\"").status());
    }

    @Test
    void aPartFitsToTheVersionTheClientHas() throws IOException {
        String tag = get("/digits.txt").headers().get("ETag");
        assertEquals(206, get("/digits.txt", "Range", "bytes=2-4", "If-Range", tag).status());
        write("digits.txt", "9876543210+");
        Response answer = get("/digits.txt", "Range", "bytes=2-4", "If-Range", tag);
        assertEquals(200, answer.status());
        assertEquals("9876543210+", Answers.text(answer));
    }

    @Test
    void anUnchangedFileIsNotSentAgain() throws IOException {
        Response first = get("/digits.txt");
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", first.headers().get("Last-Modified"));
        for (String method : new String[] {"GET", "HEAD"}) {
            Response answer = ask(method, "/digits.txt", "If-None-Match", first.headers().get("ETag"), "Range", "bytes=2-4");
            assertEquals(304, answer.status());
            assertEquals(first.headers().get("ETag"), answer.headers().get("ETag"));
            assertEquals(0, answer.body().length());
            assertFalse(answer.headers().has("Content-Type"));
        }
        assertEquals(304, get("/digits.txt", "If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT").status());
        assertEquals(412, get("/digits.txt", "If-Match", "\"x\"").status());
    }

    @Test
    void anotherVersionHasAnotherTag() throws IOException {
        String tag = get("/digits.txt").headers().get("ETag");
        assertTrue(tag.matches("\"[0-9a-f-]+\""), "strong, and quoted: " + tag);
        assertEquals(tag, get("/digits.txt").headers().get("ETag"));
        Path file = write("digits.txt", "9876543210");
        assertEquals(tag, get("/digits.txt").headers().get("ETag"), "the same length and time");
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO.plusNanos(1000)));
        assertNotEquals(tag, get("/digits.txt").headers().get("ETag"), "a microsecond later");
        write("digits.txt", "longer than before");
        assertNotEquals(tag, get("/digits.txt").headers().get("ETag"), "another length");
    }

    /** RFC 9110 section 8.8.2.1. */
    @Test
    void nothingWasModifiedInTheFuture() throws IOException {
        Files.setLastModifiedTime(root.resolve("digits.txt"), FileTime.from(Instant.now().plus(Duration.ofDays(2))));
        Instant modified = Validators.date(get("/digits.txt").headers().get("Last-Modified"));
        assertFalse(modified.isAfter(Instant.now()), () -> HttpDate.format(modified));
    }

    @Test
    void theLengthIsThatOfTheStart() throws IOException {
        Response answer = get("/digits.txt");
        Files.writeString(root.resolve("digits.txt"), "more", StandardOpenOption.APPEND);
        assertEquals("0123456789", Answers.text(answer));
    }

    /** The end before the promised length: the server cuts the connection then. */
    @Test
    void aFileThatShrinksEndsEarly() throws IOException {
        Response answer = get("/digits.txt");
        Files.writeString(root.resolve("digits.txt"), "0123");
        assertEquals(10, answer.body().length());
        assertArrayEquals("0123".getBytes(), Answers.bytes(answer));
    }

    @Test
    void theFileIsClosedWithTheBody() throws IOException {
        Body.Stream body = (Body.Stream) get("/digits.txt").body();
        assertEquals('0', body.source().read());
        body.close();
        assertThrows(ClosedChannelException.class, () -> body.source().read());
    }

    @Test
    void thereIsNoSuchDirectory() throws IOException {
        Exception missing = assertThrows(IllegalArgumentException.class, () -> new StaticFiles(root.resolve("missing")));
        assertTrue(missing.getMessage().contains("missing"), missing.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new StaticFiles(root.resolve("digits.txt")));
    }
}
