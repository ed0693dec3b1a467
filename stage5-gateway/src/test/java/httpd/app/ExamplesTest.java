package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples, each under its name and checked on both sides of the contract; one process is enough for all of them. */
class ExamplesTest {
    private static final String[] NAMES = {"hello", "ticks", "uploads", "site", "wsgi"};

    @TempDir
    private static Path directory;
    private static ServerUnderTest server;
    private Wire wire;

    @BeforeAll
    static void start() {
        Target target = AppServer.with("--lint").jvm("-Duploads=" + directory.resolve("sent"), "-Dsources=examples");
        for (String name : NAMES) target = target.options("--app", "/" + name + "=examples/" + name + ".java");
        server = ServerUnderTest.start(target);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void connect() {
        wire = Wire.to(server);
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    private Answer get(String target, String... lines) {
        return wire.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n" + String.join("", lines) + "\r\n").answer();
    }

    @Test
    void hello() {
        get("/hello/").expect(200).expectBody("Hello, World!\n").expectField("Content-Length", "14").expectKeepAlive();
    }

    @Test
    void ticks() throws IOException {
        get("/ticks/?n=2").expect(200).expectBody("tick 1\ntick 2\n").expectField("Transfer-Encoding", "chunked").expectKeepAlive();
        get("/ticks/events?n=2").expect(200).expectBody("id: 1\ndata: tick 1\n\nid: 2\ndata: tick 2\n\n")
                .expectField("Content-Type", "text/event-stream").expectField("Cache-Control", "no-store");
        get("/ticks/other").expect(404);
        get("/ticks/?n=many").expect(400);
        wire.send("HEAD /ticks/ HTTP/1.1\r\nHost: a\r\n\r\n").answer("HEAD").expect(200);
        eachTickArrivesAtOnce();
    }

    /** The first has been there for long when the last one comes. HTTP/1.0 has no chunks, so the lines are the ticks. */
    private static void eachTickArrivesAtOnce() throws IOException {
        List<Long> times = new ArrayList<>();
        try (Socket socket = new Socket(server.address().getAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET /ticks/ HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("tick ")) times.add(System.nanoTime());
            }
        }
        assertEquals(10, times.size());
        long millis = (times.get(9) - times.get(0)) / 1_000_000;
        assertTrue(millis > 600, "nine pauses of 200 ms, and the ticks came within " + millis + " ms");
    }

    @Test
    void uploads() throws IOException {
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../a.txt\"\r\n\r\nhello\r\n--b--\r\n";
        wire.send("POST /uploads/upload HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                + "Content-Length: " + form.length() + "\r\n\r\n" + form).answer().expect(303).expectField("Location", "/uploads/");
        assertEquals("hello", Files.readString(directory.resolve("sent/a.txt")));
        assertTrue(get("/uploads/").expect(200).text().contains("a.txt</a>, 5 bytes"));
        get("/uploads/files/a.txt").expect(200).expectBody("hello");
        get("/uploads/upload").expect(200);
    }

    @Test
    void site() throws IOException {
        assertTrue(get("/site/").expect(200).text().contains("/sources/hello.java"));
        get("/site/sources/hello.java").expect(200).expectBody(Files.readAllBytes(Path.of("examples/hello.java")));
        get("/site/demo/hello").expect(200).expectBody("Hello, World!\n");
        get("/site/sources/missing").expect(404);
        get("/site/sources/ticks.java", "Accept-Encoding: gzip\r\n").expect(200).expectField("Content-Encoding", "gzip");
    }

    @Test
    void wsgi() {
        assertTrue(get("/wsgi/").expect(200).text().contains("/environ"));
        String environ = get("/wsgi/environ?a=%20b", "Cookie: c=d\r\n").expect(200).text();
        assertTrue(environ.contains("QUERY_STRING = a=%20b\n") && environ.contains("HTTP_COOKIE = c=d\n"), environ);
        assertTrue(environ.contains("SERVER_PORT = " + server.port() + "\n"), environ);
        wire.send("POST /wsgi/shout HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\nh\u00c3\u00a4llo!").answer().expect(200)
                .expectBody("H\u00c3\u0084LLO!").expectField("Content-Length", "7");
        get("/wsgi/other").expect(404).expectKeepAlive();
    }
}
