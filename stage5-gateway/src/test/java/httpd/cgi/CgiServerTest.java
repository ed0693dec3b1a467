package httpd.cgi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of the shell behind the whole server, in a heap that is smaller than what passes through it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = Scripts.NOT_HERE)
class CgiServerTest {
    private static final String PLAIN = "printf 'Content-Type: text/plain\\n\\n'";
    private static final String GET = "GET /cgi-bin/%s HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int MUCH = 300_000_000;
    private static final int LIMIT = 6_000_000;

    @TempDir
    static Path folder;
    private static Path scripts;
    private static Path temporary;
    private static ServerUnderTest server;

    @BeforeAll
    static void start() throws IOException {
        scripts = Files.createDirectories(folder.resolve("scripts"));
        temporary = Files.createDirectories(folder.resolve("temporary"));
        server = Scripts.server(new String[] {"-Xmx24m", "-Djava.io.tmpdir=" + temporary}, "--app", "/cgi-bin=cgi:" + scripts,
                "--app", "/=site", "--deadlines.application", "20s", "--limits.body", Integer.toString(LIMIT));
    }

    @AfterAll
    static void end() {
        if (server != null) server.close();
    }

    private static Answer get(String script) {
        try (Wire wire = Wire.to(server).within(Duration.ofSeconds(20))) {
            return wire.send(String.format(GET, script)).answer();
        }
    }

    /** Returns every byte that comes until the server closes, whether it closes in order or not. */
    private static String raw(String script) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = new Socket(server.address().getAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            String request = String.format(GET, script).replace("Host", "Connection: close\r\nHost");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(received);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // a reset is one of the ways to cut
        }
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    /** Writes a script, and asks for it; the answer begins as it should, and ends before its end. */
    private static void assertCut(String... lines) throws IOException {
        Scripts.write(scripts, "cut.sh", lines);
        String answer = raw("cut.sh");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer.substring(0, Math.min(answer.length(), 200)));
        assertTrue(!isWhole(answer), "it is whole");
    }

    private static boolean isWhole(String answer) {
        Matcher length = Pattern.compile("(?i)\r\nContent-Length: ([0-9]+)\r\n").matcher(answer);
        int body = answer.indexOf("\r\n\r\n") + 4;
        return length.find() ? answer.length() - body == Integer.parseInt(length.group(1)) : answer.endsWith("0\r\n\r\n");
    }

    /** Requests have their time when the server is told to stop; past it nothing is left, neither the script nor what it has started. */
    @Test
    void whatRunsWhenTheServerEndsIsEnded() throws Exception {
        Scripts.write(scripts, "hangs.sh", PLAIN, "sleep 300 & echo $$ $!", "wait");
        String[] pids;
        try (ServerUnderTest other = Scripts.server(new String[0], "--app", "cgi:" + scripts, "--shutdown.grace", "300ms");
                Wire wire = Wire.to(other)) {
            wire.send("GET /hangs.sh HTTP/1.0\r\n\r\n").head("GET").expect(200);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (!line.toString(StandardCharsets.US_ASCII).endsWith("\n")) wire.readBody(1, line::write);
            pids = line.toString(StandardCharsets.US_ASCII).strip().split(" ");
            assertTrue(Scripts.isRunning(pids[0]) && Scripts.isRunning(pids[1]), "script and child run");
            other.signal("TERM");
            other.waitForExit(Duration.ofSeconds(10));
        }
        for (String pid : pids) assertTrue(Scripts.await(() -> !Scripts.isRunning(pid)), pid + " is left");
    }

    /** One that ends within 10 ms of its last output, which on a machine with much to do may take a few tries. */
    @Test
    void aShortAnswerHasItsLength() throws IOException {
        Scripts.write(scripts, "short.sh", PLAIN, "echo short");
        Answer answer = get("short.sh");
        for (int tries = 1; tries < 50 && answer.field("Content-Length") == null; tries++) answer = get("short.sh");
        answer.expect(200).expectField("Content-Length", "6").expectBody("short\n").expectKeepAlive();
    }

    @Test
    void muchPassesThroughASmallHeap() throws IOException {
        Scripts.write(scripts, "much.sh", PLAIN, "head -c " + MUCH + " /dev/zero");
        AtomicLong count = new AtomicLong();
        try (Wire wire = Wire.to(server).within(Duration.ofSeconds(60))) {
            wire.send(String.format(GET, "much.sh").replace("1.1", "1.0")).head("GET").expect(200);
            wire.readBody(MUCH, (bytes, from, length) -> count.addAndGet(length));
            wire.expectClosed();
        }
        assertEquals(MUCH, count.get());
    }

    @Test
    void aLargeBodyArrivesAsItWasSentAndLeavesNoFile() throws Exception {
        byte[] body = new byte[5_000_000];
        new Random(7).nextBytes(body);
        Scripts.write(scripts, "cat.sh", PLAIN, "echo $CONTENT_LENGTH; cat");
        byte[] length = "5000000\n".getBytes(StandardCharsets.US_ASCII);
        for (boolean chunked : new boolean[] {false, true}) {
            Answer answer = post("cat.sh", body, chunked).expect(200);
            byte[] echoed = new byte[body.length];
            System.arraycopy(answer.body(), length.length, echoed, 0, answer.body().length - length.length);
            assertArrayEquals(body, echoed);
            assertEquals(length.length + body.length, answer.body().length);
        }
        assertTrue(Scripts.await(() -> files() == 0), files() + " temporary files are left");
    }

    private static Answer post(String script, byte[] body, boolean chunked) {
        String head = "POST /cgi-bin/" + script + " HTTP/1.1\r\nHost: a\r\n";
        try (Wire wire = Wire.to(server).within(Duration.ofSeconds(20))) {
            if (chunked) {
                String size = Integer.toHexString(body.length);
                wire.send(head + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n").send(body).send("\r\n0\r\n\r\n");
            } else {
                wire.send(head + "Content-Length: " + body.length + "\r\n\r\n").send(body);
            }
            return wire.answer();
        }
    }

    private static long files() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".body")).count();
        }
    }

    @Test
    void whatIsTooLargeRunsNoScript() throws IOException {
        Scripts.write(scripts, "never.sh", PLAIN, "echo ran > ran");
        try (Wire wire = Wire.to(server)) {
            wire.send("POST /cgi-bin/never.sh HTTP/1.1\r\nHost: a\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n").answer().expect(413);
        }
        assertTrue(Files.notExists(scripts.resolve("ran")), "the script ran");
    }

    @Test
    void aScriptThatIsKilledBySignalIsCut() throws IOException {
        assertCut(PLAIN, "head -c 20000 /dev/zero", "kill -SEGV $$");
    }

    @Test
    void aLengthThatIsNotKept() throws IOException {
        assertCut("printf 'Content-Type: a/b\\nContent-Length: 30000\\n\\n'", "head -c 20000 /dev/zero");
        Scripts.write(scripts, "less.sh", "printf 'Content-Type: a/b\\nContent-Length: 100\\n\\n123456'");
        String less = raw("less.sh");
        assertTrue(less.startsWith("HTTP/1.1 500 ") || !isWhole(less), "refused while it is held back, else cut: " + less);
        Scripts.write(scripts, "more.sh", "printf 'Content-Type: a/b\\nContent-Length: 3\\n\\n123456'");
        get("more.sh").expect(500);
    }

    @Test
    void framingOfTheScriptIsNotPassedOn() throws IOException {
        Scripts.write(scripts, "framing.sh", "printf 'Content-Type: a/b\\nTransfer-Encoding: chunked\\nConnection: close\\n\\nx'");
        get("framing.sh").expect(200).expectNoField("Transfer-Encoding").expectKeepAlive().expectBody("x");
    }

    @Test
    void aTickIsSentWhenItIsWritten() throws IOException {
        Scripts.write(scripts, "tick.sh", "rm -f go; " + PLAIN, "echo tick", "while [ ! -e go ]; do sleep 0.02; done", "echo tock");
        try (Wire wire = Wire.to(server)) {
            StringBuilder text = new StringBuilder();
            wire.send(String.format(GET, "tick.sh").replace("1.1", "1.0")).head("GET").expect(200);
            wire.readBody(5, (bytes, from, length) -> text.append(new String(bytes, from, length, StandardCharsets.ISO_8859_1)));
            Files.createFile(scripts.resolve("go"));
            wire.readBody(5, (bytes, from, length) -> text.append(new String(bytes, from, length, StandardCharsets.ISO_8859_1)));
            assertEquals("tick\ntock\n", text.toString());
            wire.expectClosed();
        }
    }

    @Test
    void whoLeavesEndsTheScript() throws Exception {
        Scripts.write(scripts, "endless.sh", "echo $$ > pid.tmp; mv pid.tmp pid", PLAIN, "while :; do echo x; done");
        Wire wire = Wire.to(server);
        wire.send(String.format(GET, "endless.sh")).head("GET").expect(200);
        wire.reset();
        String pid = Files.readString(scripts.resolve("pid")).strip();
        assertTrue(Scripts.await(() -> !Scripts.isRunning(pid)), "the script is still running");
    }

    @Test
    void whatAScriptSaysOnStandardErrorIsLoggedWithItsName() throws Exception {
        Scripts.write(scripts, "says.sh", "printf 'a \\033[31mwarning\\n' >&2", PLAIN, "exit 7");
        get("says.sh").expect(200);
        assertTrue(Scripts.await(() -> server.tail().contains("says.sh: a ?[31mwarning")), server.tail().toString());
        assertTrue(Scripts.await(() -> server.tail().contains("says.sh: ended with exit code 7")), server.tail().toString());
    }

    @Test
    void utf8IsPassedOnAsItIs() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale of this machine is not in UTF-8");
        Scripts.write(scripts, "path.sh", PLAIN, "printf %s \"$PATH_INFO\"");
        get("path.sh/%C3%A9").expectBody("/\u00c3\u00a9");
    }

    @Test
    void refusals() throws IOException {
        Files.writeString(scripts.resolve("plain.txt"), "no program");
        get("missing.sh").expect(404);
        get("").expect(404);
        get("plain.txt").expect(403);
        get("..%2fmissing.sh").expect(404);
        get("plain.txt%00").expect(400);
        get("plain.txt%zz").expect(400);
        get("../hello").expectOneOf(400, 404);
    }
}
