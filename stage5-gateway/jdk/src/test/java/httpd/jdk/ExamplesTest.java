package httpd.jdk;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Answer;
import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Wire;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples, each started as its README says. */
class ExamplesTest {
    @Test
    void aHandlerThatStreams() {
        try (ServerUnderTest server = AppServer.start("examples/clock.java"); Wire wire = Wire.to(server).within(Duration.ofSeconds(20))) {
            wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            wire.head("GET").expect(200).expectField("Content-Type", "text/plain").expectField("Transfer-Encoding", "chunked");
            StringBuilder first = new StringBuilder();
            wire.readBody("9\r\n12:34:56\n\r\n".length(), (bytes, from, count) -> first.append(new String(bytes, from, count)));
            assertTrue(first.toString().matches("9\r\n\\d\\d:\\d\\d:\\d\\d\n\r\n"), first.toString());
        }
    }

    @Test
    void theFileServerOfTheJdk() throws IOException {
        assumeTrue(Runtime.version().feature() >= 18, "the JDK has its file server since 18, and this is " + Runtime.version());
        try (ServerUnderTest server = AppServer.start("/files=examples/files.java"); Wire wire = Wire.to(server)) {
            byte[] file = Files.readAllBytes(Path.of("examples", "files.java"));
            String length = Integer.toString(file.length);
            Answer listing = get(wire, "GET", "/files/examples/").expect(200).expectField("Content-Type", "text/html; charset=UTF-8");
            assertTrue(listing.text().contains("clock.java"), listing.text());
            get(wire, "GET", "/files/examples/files.java").expect(200).expectBody(file).expectField("Content-Length", length);
            get(wire, "HEAD", "/files/examples/files.java").expect(200).expectField("Content-Length", length);
            get(wire, "GET", "/files/examples").expect(301).expectField("Location", "/files/examples/");
            get(wire, "GET", "/files/no").expect(404);
            get(wire, "GET", "/files/%2e%2e/pom.xml").expect(404);
            get(wire, "POST", "/files/examples/").expect(405).expectField("Allow", "HEAD, GET");
            get(wire, "GET", "/files/examples/").expect(200).expectKeepAlive();
        }
    }

    private static Answer get(Wire wire, String method, String target) {
        return wire.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").answer(method);
    }

    @Test
    void anApplicationElsewhere() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = AppServer.classPath().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> command = List.of(java, "-cp", classPath, "examples/Elsewhere.java", "{port}");
        Target elsewhere = new Target("elsewhere", 5, command, List.of(), true);
        try (ServerUnderTest server = ServerUnderTest.start(elsewhere); Wire wire = Wire.to(server)) {
            get(wire, "GET", "/you").expect(200).expectBody("Hello from /you\n").expectKeepAlive();
        }
    }
}
