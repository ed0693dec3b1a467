package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import httpd.http.Request;
import httpd.http.Response;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No path leads out of the directory, nor to what is hidden in it. */
class StaticFilesEscapeTest {
    @TempDir
    private Path directory;
    private Path root;
    private StaticFiles files;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectories(directory.resolve("root"));
        Files.createDirectories(root.resolve("sub"));
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.createDirectories(directory.resolve("root-too"));
        Files.writeString(directory.resolve("root-too/secret.txt"), "secret");
        Files.writeString(root.resolve("open.txt"), "open");
        Files.writeString(root.resolve("sub/open.txt"), "open");
        Files.writeString(root.resolve(".hidden"), "secret");
        Files.createDirectories(root.resolve(".git"));
        Files.writeString(root.resolve(".git/config"), "secret");
        files = new StaticFiles(root);
    }

    private Response get(String target) throws IOException {
        return files.handle(Request.of("GET", target));
    }

    private void hidden(String target) throws IOException {
        Response answer = get(target);
        assertEquals(404, answer.status(), target);
        assertFalse(Answers.text(answer).contains("secret"), target);
    }

    @Test
    void noWayUp() throws IOException {
        for (String target : new String[] {"/../secret.txt", "/sub/../../secret.txt", "/%2e%2e/secret.txt", "/.%2E/secret.txt",
            "/..%2fsecret.txt", "/sub%2f..%2F..%2fsecret.txt", "/..%5csecret.txt", "/..\\secret.txt", "/sub/..%5C..%5csecret.txt",
            "/..", "/../", "/.", "/./open.txt", "/sub/./open.txt", "/sub/../open.txt", "/..%c0%afsecret.txt", "/%c0%ae%c0%ae/secret.txt",
            "/../root-too/secret.txt", "/%252e%252e/secret.txt", "/%2fetc/passwd", "//etc/passwd", "/sub//open.txt",
            "http://a/../secret.txt"}) {
            hidden(target);
        }
        assertEquals("open", Answers.text(get("/sub/open.txt")), "the same by the right way");
        assertEquals("open", Answers.text(get("http://a/sub/open.txt")));
    }

    @Test
    void anEscapedSlashIsNoSeparator() throws IOException {
        hidden("/sub%2fopen.txt");
        hidden("/sub%2Fopen.txt");
        hidden("/sub%5copen.txt");
        assertEquals("open", Answers.text(get("/sub/open.txt?a=%2f")), "in the query it is nobody's business");
    }

    @Test
    void whatCanBeNoName() throws IOException {
        for (String target : new String[] {"/open.txt%00", "/%00", "/open.txt%00.html", "/open%0a.txt", "/%7f", "/%ff", "/%c3",
            "/%ed%a0%80", "/" + "x".repeat(5000), "/" + "x/".repeat(3000)}) {
            hidden(target);
        }
    }

    @Test
    void hiddenFilesAreNotThere() throws IOException {
        hidden("/.hidden");
        hidden("/%2ehidden");
        hidden("/.git/config");
        hidden("/.git/");
        hidden("/.git");
    }

    @Test
    void noLinkLeadsOut() throws IOException {
        link("out.txt", directory.resolve("secret.txt"));
        link("relative.txt", Path.of("../secret.txt"));
        link("up", directory);
        link("hidden.txt", Path.of(".hidden"));
        link("loop", Path.of("loop"));
        link("dangling", Path.of("nowhere"));
        link("twice.txt", Path.of("out.txt"));
        link("sub/index.html", directory.resolve("secret.txt"));
        for (String target : new String[] {"/out.txt", "/relative.txt", "/up/secret.txt", "/up/", "/up", "/hidden.txt", "/loop",
            "/dangling", "/twice.txt", "/sub/"}) {
            hidden(target);
        }
        link("within.txt", Path.of("sub/open.txt"));
        assertEquals("open", Answers.text(get("/within.txt")), "one that stays below the directory is followed");
    }

    private void link(String name, Path target) throws IOException {
        try {
            Files.createSymbolicLink(root.resolve(name), target);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "links cannot be made here: " + e);
        }
    }

    /** To open a pipe is to wait until somebody writes into it. */
    @Test
    void onlyFilesAreFiles() throws Exception {
        assumeTrue(new File("/usr/bin/mkfifo").exists(), "there is no mkfifo here");
        assertEquals(0, new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> hidden("/pipe"));
    }

    @Test
    void whatMayNotBeReadIsRefused() throws IOException {
        assumeTrue(Files.getFileStore(root).supportsFileAttributeView("posix"), "there are no such permissions here");
        Path file = Files.writeString(root.resolve("locked.txt"), "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "this user may read everything");
        assertEquals(403, get("/locked.txt").status());
    }

    @Test
    void namesAreUtf8() throws IOException {
        try {
            Files.writeString(root.resolve("d\u00e9j\u00e0 \u2713.txt"), "open");
        } catch (InvalidPathException e) {
            assumeTrue(false, "names of files have no such letters here: " + e.getMessage());
        }
        assertEquals("open", Answers.text(get("/d%C3%A9j%C3%A0%20%E2%9C%93.txt")));
        hidden("/d%E9j%E0%20%E2%9C%93.txt");
    }

    @Test
    void windowsHasOtherNames() {
        for (String name : new String[] {"nul", "NUL.txt", "con", "Aux.tar.gz", "COM1", "lpt9.log", "com\u00b9", "nul .txt", "CONIN$",
            "a.txt::$DATA", "c:", "a:b", "a.", "a ", "..", ".a", "", "a\\b", "a/b"}) {
            assertFalse(FileNames.isPlain(name, true), name);
        }
        for (String name : new String[] {"null.txt", "console", "com", "com10", "a.nul", "a", "a.b", "lpt"}) {
            assertTrue(FileNames.isPlain(name, true), name);
        }
        for (String name : new String[] {"nul", "a:b", "a.", "COM1"}) {
            assertTrue(FileNames.isPlain(name, false), name + " is a name like any other elsewhere");
        }
    }

    @Test
    void octetsThatAreNotUtf8AreNoName() {
        assertNull(FileNames.decode("\u00ff"));
        assertNull(FileNames.decode("\u00c0\u00af"), "a slash in two bytes");
        assertEquals("\u00e9", FileNames.decode(new String("\u00e9".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
    }
}
