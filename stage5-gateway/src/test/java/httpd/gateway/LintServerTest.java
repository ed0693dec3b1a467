package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Deadline;
import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Wire;
import behaviours.corpus.Corpus;
import behaviours.corpus.RequestFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;

/** The program as it is started with {@code --lint}: it finds what an application does, and nothing in what this server does. */
class LintServerTest {
    private static final String FAILED = "The server failed to answer this request.\n";

    /** What is printed of each way to break the contract, as the examples do it. */
    private static final Map<String, String> SENTENCES = new TreeMap<>(Map.ofEntries(
            Map.entry("/204-with-a-body", "gives an answer with status 204 a body"),
            Map.entry("/204-with-a-type", "sets Content-Type for an answer with status 204"),
            Map.entry("/304-with-a-length", "sets Content-Length for an answer with status 304"),
            Map.entry("/body-without-a-type", "gives a body without a Content-Type"),
            Map.entry("/closes-the-stream", "closes the stream that it was given to write to, which is not its own"),
            Map.entry("/connection", "set Connection"),
            Map.entry("/date", "set Date"),
            Map.entry("/length-in-words", "set Content-Length to seven"),
            Map.entry("/length-of-another-body", "set Content-Length to 8 for 7 bytes"),
            Map.entry("/name-ends-in-the-middle", "sets a field whose name ends in the middle: X-"),
            Map.entry("/null", "answered null"),
            Map.entry("/pushes-on-the-loop", "pushes the body of an answer that it said it would not block for"),
            Map.entry("/reads-when-it-is-over", "reads the body of a request that has been answered (GET /reads-when-it-is-over)"),
            Map.entry("/refuses-with-200", "refuses a request with the status 200"),
            Map.entry("/status-99", "answered with status 99"),
            Map.entry("/status-as-a-field", "sets the field Status, which is for programs that cannot say it otherwise"),
            Map.entry("/stream-too-short", "gave 1 bytes of the 7 that it promised"),
            Map.entry("/stream-without-a-length", "gave a body of unknown length that it does not push"),
            Map.entry("/swallows-what-it-is-told", "writes more than the 7 bytes that it promised"),
            Map.entry("/too-long", "writes more than the 7 bytes that it promised"),
            Map.entry("/too-short", "wrote 1 of the 7 bytes that it promised"),
            Map.entry("/transfer-encoding", "set Transfer-Encoding"),
            Map.entry("/two-lengths", "set Content-Length to 7 and 7"),
            Map.entry("/two-types", "sets more than one Content-Type: [text/plain; charset=utf-8, text/html]"),
            Map.entry("/writes-in-another-thread", "writes to a body in another thread than it was asked for it in"),
            Map.entry("/writes-when-it-is-over", "writes to a body that is over (GET /writes-when-it-is-over)")));
    private static final Set<String> TOO_LATE = Set.of("/reads-when-it-is-over", "/writes-when-it-is-over");

    private static ServerUnderTest start(String... options) {
        try {
            Path library = Path.of(Load.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Target stage = Target.stage(5, "5 gateway", List.of(Path.of("target/classes"), library), "httpd.Main");
            return ServerUnderTest.start(stage.options(options));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String request(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** Waits for a line that ends so: it is printed, and read, by another thread. */
    private static boolean isPrinted(ServerUnderTest server, String end) {
        for (Deadline deadline = Deadline.in(Duration.ofSeconds(10)); !deadline.passed(); LockSupport.parkNanos(5_000_000)) {
            if (server.tail().stream().anyMatch(line -> line.endsWith(end))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void theBrokenApplicationIsFoundOutInEveryWay() {
        try (ServerUnderTest server = start("--app", "examples/broken.java", "--lint"); Wire index = Wire.to(server)) {
            String listed = index.send(request("/")).answer().expect(200).text();
            assertEquals(SENTENCES.keySet(), new TreeSet<>(listed.lines().toList()), "the index page, and what is looked for here");
            for (Map.Entry<String, String> way : SENTENCES.entrySet()) {
                try (Wire wire = Wire.to(server)) {
                    ask(way.getKey(), wire.send(request(way.getKey())));
                }
                assertTrue(isPrinted(server, "lint: the application " + way.getValue()), way.getKey() + ": " + server.tail());
            }
            index.send(request("/unknown")).answer().expect(404);
        }
    }

    private static void ask(String way, Wire wire) {
        if (way.equals("/stream-too-short")) {
            assertEquals("7", wire.head("GET").expect(200).field("Content-Length"));
            wire.readBody(1, (bytes, from, count) -> { });
            wire.expectClosed();
        } else if (TOO_LATE.contains(way)) {
            wire.answer().expect(200).expectBody("?");
        } else {
            wire.answer().expect(500).expectBody(FAILED).expectKeepAlive();
        }
    }

    /** Right and wrong requests of every kind, each to its end: the server passes on what it should, and closes what it should. */
    @Test
    void theServerItselfIsClean() throws IOException {
        try (ServerUnderTest server = start("--lint")) {
            for (RequestFile file : Corpus.all()) {
                try (Wire wire = Wire.to(server)) {
                    wire.trySend(file.bytes());
                    wire.halfClose();
                    wire.socket().getInputStream().readAllBytes();
                } catch (IOException e) {
                    // It was refused before all of it was sent.
                }
            }
            for (String target : List.of("/fail", "/bytes?n=1000000", "/sleep?ms=1", "/hello", "/bytes?n=0")) {
                for (String method : List.of("GET", "HEAD", "OPTIONS", "POST")) {
                    try (Wire wire = Wire.to(server)) {
                        wire.send(request(target).replace("GET", method)).answer(method);
                    }
                }
            }
            try (Wire wire = Wire.to(server)) { // one who leaves in the middle
                wire.send(request("/bytes?n=100000000")).head("GET");
                wire.reset();
            }
            collectGarbage(server); // then a body that was thrown away is found
            try (Wire wire = Wire.to(server)) {
                wire.send("get /last HTTP/1.1\r\nHost: localhost\r\n\r\n").answer().expect(501);
            }
            assertTrue(isPrinted(server, "as no usual one is: get"), server.tail().toString());
            assertTrue(server.tail().size() < 200, "no line has been dropped");
            assertEquals(List.of(), server.tail().stream()
                    .filter(line -> line.contains("lint: the server") && !line.contains("not upper case")).toList());
        }
    }

    private static void collectGarbage(ServerUnderTest server) throws IOException {
        for (int i = 0; i < 2; i++) {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    String.valueOf(server.process().pid()), "GC.run").redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(said.contains("successfully"), said);
        }
    }

    @Test
    void theSiteIsCleanWhereItMeansToBe() {
        try (ServerUnderTest server = start("--lint")) {
            for (String target : List.of("/", "/request?x=1", "/missing", "/hello", "/bytes?n=70000", "/sleep?ms=1", "/sleep?ms=x")) {
                for (String method : List.of("GET", "HEAD", "OPTIONS", "PUT")) {
                    try (Wire wire = Wire.to(server)) {
                        wire.send(request(target).replace("GET", method)).answer(method);
                    }
                }
            }
            try (Wire wire = Wire.to(server)) {
                byte[] body = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
                wire.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n").send(body).answer("POST").expectBody(body);
                wire.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
                wire.answer("POST").expectBody("abc");
                wire.send(request("/fail?how=framing")).answer().expect(500);
            }
            assertTrue(isPrinted(server, "lint: the application set Content-Length to 3 for 7 bytes"), server.tail().toString());
            assertEquals(1, server.tail().stream().filter(line -> line.contains("lint:")).count(), server.tail().toString());
        }
    }
}
