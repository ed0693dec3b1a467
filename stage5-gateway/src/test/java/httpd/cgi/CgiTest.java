package httpd.cgi;

import static httpd.cgi.Scripts.get;
import static httpd.cgi.Scripts.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of the shell without a server: what they are given, and what is made of what they write. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = Scripts.NOT_HERE)
class CgiTest {
    private static final String PLAIN = "printf 'Content-Type: text/plain\\n\\n'";

    @TempDir
    Path directory;

    private Response answer(Request request) throws Exception {
        return new Cgi(directory, Duration.ofSeconds(20)).handle(request);
    }

    private Response run(String... lines) throws Exception {
        Scripts.write(directory, "it.sh", lines);
        return answer(get("/it.sh"));
    }

    private int refusal(String... lines) {
        return assertThrows(HttpError.class, () -> run(lines)).status();
    }

    @Test
    void statusAndFieldsAndBody() throws Exception {
        Response response = run("printf 'Status: 418 Teapot\\r\\nX-A: 1\\r\\nX-A: 2\\r\\nContent-Type: text/tea\\r\\n\\r\\nhot\\n\\n'");
        assertEquals(418, response.status());
        assertEquals(List.of("1", "2"), response.headers().all("X-A"));
        assertEquals("hot\n\n", text(response));
    }

    @Test
    void theEnvironmentIsWhatTheRequestSaysAndNothingElse() throws Exception {
        Scripts.write(directory, "env.sh", PLAIN, "env");
        String text = text(answer(get("/cgi-bin/env.sh/a%20b?x=1&y").mountedAt("/cgi-bin")));
        Set<String> lines = text.lines().collect(Collectors.toSet());
        assertTrue(lines.containsAll(Set.of("SCRIPT_NAME=/cgi-bin/env.sh", "PATH_INFO=/a b", "QUERY_STRING=x=1&y", "REDIRECT_STATUS=200",
                "REQUEST_URI=/cgi-bin/env.sh/a%20b?x=1&y", "PATH=" + Cgi.PATH, "SCRIPT_FILENAME=" + directory.resolve("env.sh"),
                "DOCUMENT_ROOT=" + directory, "PATH_TRANSLATED=" + directory + "/a b")), text);
        assertTrue(lines.stream().noneMatch(line -> line.matches("(HOME|USER|JAVA_.*|MAVEN_.*|CONTENT_LENGTH)=.*")), text);
    }

    @Test
    void itRunsWhereItLiesAndWithoutArguments() throws Exception {
        Scripts.write(Files.createDirectory(directory.resolve("sub")), "it.sh", PLAIN, "pwd; echo $#");
        assertEquals(directory.toRealPath().resolve("sub") + "\n0\n", text(answer(get("/sub/it.sh?-s+--help"))));
    }

    @Test
    void standardInputIsTheBodyAndEndsWithIt() throws Exception {
        byte[] body = new byte[1_000_000];
        new Random(5).nextBytes(body);
        Scripts.write(directory, "cat.sh", PLAIN, "echo $CONTENT_LENGTH; cat");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Response response = answer(get("/cat.sh").with(body));
        ((Body.Push) response.body()).writeTo(out);
        response.body().close();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes("1000000\n".getBytes(StandardCharsets.US_ASCII));
        expected.writeBytes(body);
        assertArrayEquals(expected.toByteArray(), out.toByteArray());
        assertEquals("\n", text(answer(get("/cat.sh"))), "without a body there is no length, and the end at once");
    }

    @Test
    void aBodyThatNobodyReadsMakesNobodyWait() throws Exception {
        Scripts.write(directory, "deaf.sh", PLAIN, "echo done");
        assertEquals("done\n", text(answer(get("/deaf.sh").with(new byte[1_000_000]))));
    }

    @Test
    void aNoisyScriptIsNotHeldBack() throws Exception {
        String line = "0123456789".repeat(99);
        String noise = "i=0; while [ $i -lt 300 ]; do echo " + line + " >&2; i=$((i+1)); done";
        assertEquals("after\n", text(run(noise, PLAIN, noise, "echo after")));
    }

    @Test
    void whatCannotBeStarted() throws IOException {
        Path file = Files.writeString(directory.resolve("bad"), "#!/no/such/interpreter\n");
        assertTrue(file.toFile().setExecutable(true));
        assertEquals(500, assertThrows(HttpError.class, () -> answer(get("/bad"))).status());
    }

    @Test
    void whatIsNoAnswer() {
        assertEquals(502, refusal("echo garbage"));
        assertEquals(502, refusal("true"));
        assertEquals(502, refusal("exit 3"));
        assertEquals(502, refusal("printf 'Content-Type: text/plain\\n'"));
        assertEquals(502, refusal("printf 'Content-Type: a\\rSet-Cookie: b\\n\\n'"));
        assertEquals(502, refusal("kill -9 $$"));
        assertEquals(502, refusal("printf 'Content-Type: a/b\\nX: '; head -c 10000000 /dev/zero | tr '\\0' x; printf '\\n\\n'"));
    }

    @Test
    void anExitCodeIsTheScriptsAffairAndASignalIsNot() throws Exception {
        assertEquals("x", text(run(PLAIN, "printf x; exit 1")));
        assertEquals("x", text(run(PLAIN, "printf x; exit 255")));
        Response killed = run(PLAIN, "printf x; kill -SEGV $$");
        assertThrows(IOException.class, () -> text(killed));
    }

    @Test
    void aRedirectForTheServerIsAnsweredByAnother() throws Exception {
        Scripts.write(directory, "to.sh", "cat > /dev/null; printf 'Location: /other/place?q=1\\n\\n'");
        Application whole = request -> Response.text(200, request.method() + " " + request.target() + " " + request.headers().get("X-A")
                + " " + request.headers().get("Content-Type") + " " + request.bodyLength());
        Request post = Request.of("POST", "/to.sh").with("X-A", "1").with("Content-Type", "a/b").with(new byte[3]);
        Response response = new Cgi(directory, Duration.ofSeconds(20), whole).handle(post);
        assertEquals("GET /other/place?q=1 1 null 0", new String(((Body.Bytes) response.body()).bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void aRedirectForTheServerMayLeadToAnotherScript() throws Exception {
        Scripts.write(directory, "to.sh", "printf 'Location: /cgi-bin/env.sh/x?y=z\\n\\n'");
        Scripts.write(directory, "env.sh", PLAIN, "echo $SCRIPT_NAME $PATH_INFO $QUERY_STRING");
        assertEquals("/cgi-bin/env.sh /x y=z\n", text(answer(get("/cgi-bin/to.sh").mountedAt("/cgi-bin"))));
        Scripts.write(directory, "out.sh", "printf 'Location: /elsewhere\\n\\n'");
        assertEquals(502, assertThrows(HttpError.class, () -> answer(get("/cgi-bin/out.sh").mountedAt("/cgi-bin"))).status());
        assertEquals(502, refusal("printf 'Location: /a b\\n\\n'"));
    }

    @Test
    void redirectsThatLeadInACircleEnd() throws Exception {
        Scripts.write(directory, "round.sh", "echo x >> count", "printf 'Location: /round.sh\\n\\n'");
        for (int time = 1; time <= 2; time++) {
            assertEquals(502, assertThrows(HttpError.class, () -> answer(get("/round.sh"))).status());
            assertEquals(6 * time, Files.readAllLines(directory.resolve("count")).size(), "one and five redirects");
        }
    }

    @Test
    void aRedirectForTheClientIsPassedOn() throws Exception {
        Response response = run("printf 'Status: 303 See Other\\nLocation: /x\\n\\n'");
        assertEquals(303, response.status());
        assertEquals("/x", response.headers().get("Location"));
        assertEquals("", text(response));
    }

    @Test
    void aScriptWithoutABodyToSendMayFinishItsWork() throws Exception {
        Scripts.write(directory, "work.sh", "printf 'Status: 204 Done\\n\\n'; sleep 0.3; echo $REQUEST_METHOD >> worked");
        assertEquals(204, answer(get("/work.sh")).status());
        assertEquals(204, answer(Request.of("HEAD", "/work.sh")).status());
        assertEquals(List.of("GET", "HEAD"), Files.readAllLines(directory.resolve("worked")));
    }

    @Test
    void theAnswerToHeadTellsTheLengthThatTheScriptTold() throws Exception {
        Scripts.write(directory, "it.sh", "printf 'Content-Type: a/b\\nContent-Length: 100\\n\\n'");
        assertEquals("100", answer(Request.of("HEAD", "/it.sh")).headers().get("Content-Length"));
        Scripts.write(directory, "it.sh", PLAIN, "echo body");
        Response response = answer(Request.of("HEAD", "/it.sh"));
        assertNull(response.headers().get("Content-Length"));
        assertEquals(-1, response.body().length());
    }

    @Test
    void whatHasBeenWrittenIsSentBeforeTheRestIsThere() throws Exception {
        Response response = run(PLAIN, "printf first", "while [ ! -e go ]; do sleep 0.02; done", "printf second");
        StringBuilder seen = new StringBuilder();
        ((Body.Push) response.body()).writeTo(new OutputStream() {
            @Override
            public void write(int octet) {
                seen.append((char) octet);
            }

            @Override
            public void flush() throws IOException {
                if (seen.toString().equals("first")) Files.createFile(directory.resolve("go"));
            }
        });
        response.body().close();
        assertEquals("firstsecond", seen.toString());
    }
}
