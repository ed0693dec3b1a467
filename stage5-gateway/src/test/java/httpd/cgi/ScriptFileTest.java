package httpd.cgi;

import static httpd.cgi.Scripts.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import httpd.http.HttpError;
import httpd.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = Scripts.NOT_HERE)
class ScriptFileTest {
    @TempDir
    Path folder;
    private Path directory;

    @BeforeEach
    void scripts() throws IOException {
        directory = Files.createDirectories(folder.resolve("bin"));
        Scripts.write(directory, "env.sh", "");
        Scripts.write(Files.createDirectories(directory.resolve("sub")), "env.sh", "");
        Scripts.write(folder, "outside.sh", "");
        Files.writeString(directory.resolve("notes.txt"), "no program");
        Files.createSymbolicLink(directory.resolve("link.sh"), Path.of("../outside.sh"));
        Files.createSymbolicLink(directory.resolve("alias.sh"), Path.of("sub/env.sh"));
        Files.createSymbolicLink(directory.resolve("up"), Path.of(".."));
    }

    private ScriptFile find(Request request) throws Exception {
        return ScriptFile.find(directory, request);
    }

    private int refusal(String target) {
        return assertThrows(HttpError.class, () -> find(get(target))).status();
    }

    @Test
    void theLongestPrefixThatIsAFileIsTheScript() throws Exception {
        ScriptFile found = find(get("/cgi-bin/sub/env.sh/a%20b/%C3%A9//c?x=1&y").mountedAt("/cgi-bin"));
        assertEquals(directory.resolve("sub/env.sh"), found.file());
        assertEquals("/sub/env.sh", found.name());
        assertEquals("/a b/\u00c3\u00a9//c", found.rest());
    }

    @Test
    void nothingMayFollow() throws Exception {
        assertEquals("", find(get("/env.sh?a=/../b%2F")).rest());
        assertEquals("/", find(get("/env.sh/")).rest());
        assertEquals("/env.sh", find(get("http://localhost/env.sh")).name());
    }

    @Test
    void aLinkInsideTheDirectoryIsFollowed() throws Exception {
        assertEquals("/alias.sh", find(get("/alias.sh")).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/missing.sh", "/sub", "/sub/", "/env.shx", "//env.sh", "/link.sh", "/up/outside.sh", "/up/bin/env.sh"})
    void whatIsNoProgramOfThisDirectoryIsNotFound(String target) {
        assertEquals(404, refusal(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../outside.sh", "/sub/../env.sh", "/%2e%2e/outside.sh", "/.%2E/outside.sh", "/sub%2fenv.sh", "/sub%2Fenv.sh",
        "/%2e%2e%2foutside.sh", "/env.sh/..%2f..", "/env.sh/a%2Fb", "/env.sh/../b", "/env.sh/%2e%2e/b", "/./env.sh"})
    void whatIsNotCleanIsNotFound(String target) {
        assertEquals(404, refusal(target));
    }

    @Test
    void aNulIsRefused() {
        assertEquals(400, refusal("/env.sh%00"));
        assertEquals(400, refusal("/env.sh/a%00b"));
    }

    @Test
    void theAsteriskIsNoProgram() {
        assertEquals(404, assertThrows(HttpError.class, () -> find(Request.of("OPTIONS", "*"))).status());
    }

    @Test
    void whatMayNotBeRunIsForbidden() {
        assertEquals(403, refusal("/notes.txt"));
    }
}
