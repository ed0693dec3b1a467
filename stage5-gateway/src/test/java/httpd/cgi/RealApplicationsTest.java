package httpd.cgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Flask, Django, PHP and Perl's CGI.pm behind the whole server, as Debian has them: programs whose authors never heard of it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = Scripts.NOT_HERE)
class RealApplicationsTest {
    private static final Duration TIME = Duration.ofSeconds(30);
    private static ServerUnderTest server;
    private static Process uwsgi;
    private static String noUwsgi;

    @BeforeAll
    static void start() throws Exception {
        noUwsgi = withoutUwsgi();
        int port = freePort();
        if (noUwsgi.isEmpty()) {
            ProcessBuilder builder = new ProcessBuilder("/usr/bin/uwsgi", "--plugin", "python3", "--scgi-socket", "127.0.0.1:" + port,
                    "--buffer-size", "32768", "--processes", "2", "--master", "--die-on-term",
                    "--chdir", "examples/scgi", "--module", "shop:app");
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            uwsgi = builder.redirectErrorStream(true).redirectOutput(Path.of("target/uwsgi.log").toFile()).start();
            assertTrue(Scripts.await(() -> accepts(port)), "uwsgi accepts no connection, see target/uwsgi.log");
        }
        server = Scripts.server(new String[0], "--app", "/cgi-bin=cgi:examples/cgi-bin", "--app", "/django=cgi:examples/django",
                "--app", "/shop=scgi:127.0.0.1:" + port, "--deadlines.application", "30s");
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (server != null) server.close();
        if (uwsgi != null) {
            uwsgi.destroy();
            if (!uwsgi.waitFor(5, TimeUnit.SECONDS)) {
                uwsgi.descendants().forEach(ProcessHandle::destroyForcibly);
                uwsgi.destroyForcibly();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String withoutUwsgi() throws Exception {
        String missing = Scripts.missing("/usr/bin/uwsgi") + withoutModule("flask");
        if (missing.isEmpty() && run("/usr/bin/uwsgi", "--plugin", "python3", "--version") != 0) return "uwsgi-plugin-python3";
        return missing;
    }

    private static String withoutModule(String module) throws Exception {
        String python = Scripts.missing("/usr/bin/python3");
        return python.isEmpty() && run("/usr/bin/python3", "-c", "import " + module) != 0 ? "Python's " + module : python;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    private static void assumeHere(String missing) {
        assumeTrue(missing.isEmpty(), "not installed: " + missing);
    }

    private static void assumeUtf8() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale of this machine is not in UTF-8");
    }

    private static Answer ask(String method, String target, String fields, byte[] body) {
        try (Wire wire = Wire.to(server).within(TIME)) {
            String head = method + " " + target + " HTTP/1.1\r\nHost: shop.example\r\n" + fields;
            return wire.send(head + "Content-Length: " + body.length + "\r\n\r\n").send(body).answer(method);
        }
    }

    private static Answer get(String target) {
        return ask("GET", target, "", new byte[0]);
    }

    /** Sends a file of so many bytes with a form, and expects that it has arrived as it is. */
    private static void upload(String target, int length) throws Exception {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--Xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        form.writeBytes(content);
        form.writeBytes("\r\n--Xx--\r\n".getBytes(StandardCharsets.US_ASCII));
        String digest = String.format("%032x", new BigInteger(1, MessageDigest.getInstance("MD5").digest(content)));
        Answer answer = ask("POST", target, "Content-Type: multipart/form-data; boundary=Xx\r\n", form.toByteArray());
        answer.expect(200).expectBody("a.bin has " + length + " bytes, MD5 " + digest + "\n");
    }

    /** The same for Flask by CGI and by SCGI: it cannot tell one from the other. */
    private static void shop(String prefix) throws Exception {
        Answer index = get(prefix + "/").expect(200);
        assertTrue(index.text().contains("<a href=\"" + prefix + "/upload\">"), index.text());
        assertTrue(get(prefix + "/upload").expect(200).text().contains("<form"));
        upload(prefix + "/upload", 5_000_000);
        get(prefix + "/old").expect(302).expectField("Location", prefix + "/");
        get(prefix + "/missing").expect(404);
        ask("POST", prefix + "/", "", new byte[1]).expect(405);
        assertTrue(!get(prefix + "/broken").expect(500).text().contains("fire"), "internals in the answer");
        assertEquals(0, ask("HEAD", prefix + "/", "", new byte[0]).expect(200).body().length);
        ticks(prefix + "/ticks");
        assumeUtf8();
        get(prefix + "/goods/t%C3%A9?colour=gr%C3%BCn").expect(200).expectBody("t\u00c3\u00a9, gr\u00c3\u00bcn\n");
    }

    /** A line every 200 ms; the first must be here while the program is still writing, or the last is not 0.4 s later. */
    private static void ticks(String target) {
        try (Wire wire = Wire.to(server).within(TIME)) {
            wire.send("GET " + target + " HTTP/1.0\r\nHost: a\r\n\r\n").head("GET").expect(200);
            StringBuilder text = new StringBuilder();
            wire.readBody(7, (bytes, from, length) -> text.append(new String(bytes, from, length, StandardCharsets.US_ASCII)));
            long first = System.nanoTime();
            wire.readBody(28, (bytes, from, length) -> text.append(new String(bytes, from, length, StandardCharsets.US_ASCII)));
            assertTrue(System.nanoTime() - first > TimeUnit.MILLISECONDS.toNanos(400), "all lines came together");
            assertTrue(Pattern.matches("(tick [0-9]\n){5}", text), text.toString());
            wire.expectClosed();
        }
    }

    @Test
    void shell() {
        String text = get("/cgi-bin/env.sh/some/path?a=1").expect(200).text();
        assertTrue(text.contains("\nPATH_INFO=/some/path\n") && text.contains("\nQUERY_STRING=a=1\n"), text);
        ticks("/cgi-bin/slow.sh");
    }

    @Test
    void flaskByCgi() throws Exception {
        assumeHere(withoutModule("flask"));
        shop("/cgi-bin/shop.cgi");
    }

    @Test
    void flaskByScgi() throws Exception {
        assumeHere(noUwsgi);
        shop("/shop");
    }

    @Test
    void djangoByCgi() throws Exception {
        assumeHere(withoutModule("django"));
        upload("/django/site.cgi/upload", 5_000_000);
        assertTrue(get("/django/site.cgi/missing").expect(404).text().contains("Not Found"));
        assumeUtf8();
        get("/django/site.cgi/hello/%C3%A9?x=1").expectBody("Hello, \u00c3\u00a9! You asked for /django/site.cgi/hello/%C3%A9?x=1\n");
    }

    @Test
    void phpByCgi() throws Exception {
        assumeHere(Scripts.missing("/usr/bin/php-cgi"));
        String text = get("/cgi-bin/info.php/some/path?a=1").expect(200).text();
        assertTrue(text.endsWith("SCRIPT_NAME=/cgi-bin/info.php\nPATH_INFO=/some/path\nQUERY_STRING=a=1\na=1\n"), text);
        assertTrue(!get("/cgi-bin/info.php?-s").expect(200).text().contains("$_FILES"), "the query became an option: it shows its source");
        upload("/cgi-bin/info.php", 1_000_000);
    }

    @Test
    void perlByCgi() throws Exception {
        assumeHere(Scripts.missing("/usr/bin/perl"));
        assumeTrue(run("/usr/bin/perl", "-MCGI", "-e", "1") == 0, "not installed: CGI.pm");
        Answer hello = get("/cgi-bin/hello.pl?name=World").expect(200).expectBody("Hello, World!\n");
        assertTrue(hello.field("Set-Cookie").startsWith("seen=yes"), hello.toString());
        get("/cgi-bin/hello.pl/away").expect(302).expectField("Location", "http://shop.example/cgi-bin/hello.pl?name=back");
        upload("/cgi-bin/hello.pl", 1_000_000);
    }
}
