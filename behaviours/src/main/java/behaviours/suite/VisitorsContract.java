package behaviours.suite;

import behaviours.Behaviour;
import behaviours.Contract;
import behaviours.Figures;
import behaviours.Hard;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Violation;
import behaviours.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The rest of what is owed to who asks for {@code GET /}: common clients, clients who leave early, and a thousand in a row. */
@Since(1)
public abstract class VisitorsContract extends Contract {
    private static final Duration USUAL = Duration.ofSeconds(5);
    /** Compiler and collector of the Java machine come and go; a leak of one for each client is a thousand. */
    private static final int SLACK = 12;
    /** As many may wait to be accepted even by a server that has asked for the shortest queue in use. */
    private static final int BACKLOG = 4;

    @Test
    @Behaviour("answer.clients")
    public void javaHttpClientAcceptsTheAnswer() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url()).timeout(USUAL).version(HttpClient.Version.HTTP_1_1).build();
        try {
            HttpResponse<byte[]> response = HttpClient.newBuilder().connectTimeout(USUAL).build()
                    .send(request, HttpResponse.BodyHandlers.ofByteArray());
            ask("GET", "/").expect(response.statusCode()).expectBody(response.body());
        } catch (IOException e) {
            throw new Violation("java.net.http.HttpClient does not accept the answer: " + e);
        }
    }

    @Test
    @Behaviour("answer.clients")
    public void javaUrlConnectionAcceptsTheAnswer() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url().toURL().openConnection();
            connection.setConnectTimeout((int) USUAL.toMillis());
            connection.setReadTimeout((int) USUAL.toMillis());
            int status = connection.getResponseCode();
            byte[] received;
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                received = body == null ? new byte[0] : body.readAllBytes();
            }
            connection.disconnect();
            ask("GET", "/").expect(status).expectBody(received);
        } catch (IOException e) {
            throw new Violation("HttpURLConnection does not accept the answer: " + e);
        }
    }

    @Test
    @Behaviour("answer.clients")
    public void curlAcceptsTheAnswer() throws InterruptedException, IOException {
        Process curl;
        try {
            curl = new ProcessBuilder("curl", "--silent", "--show-error", "--noproxy", "*", "--max-time", "5", url().toString())
                    .redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new TestAbortedException("curl is not installed");
        }
        byte[] printed = curl.getInputStream().readAllBytes();
        if (!curl.waitFor(10, TimeUnit.SECONDS)) curl.destroyForcibly();
        else if (curl.exitValue() == 0) ask("GET", "/").expectBody(printed);
        else throw new Violation("curl does not accept the answer: " + new String(printed, StandardCharsets.UTF_8).strip());
    }

    private URI url() {
        return URI.create("http://" + server().authority() + "/");
    }

    @Test
    @Behaviour("answer.early-leave")
    public void survivesThoseWhoConnectAndLeave() {
        survives(Wire::close);
    }

    @Test
    @Behaviour("answer.early-leave")
    public void survivesThoseWhoLeaveInMidRequest() {
        survives(wire -> {
            wire.send("GET / HTTP/1.1\r\nHost: a");
            wire.close();
        });
    }

    @Test
    @Behaviour("answer.early-leave")
    public void survivesThoseWhoResetInMidRequest() {
        survives(wire -> {
            wire.send("GET / HTTP/1.1\r\nHost: a");
            wire.reset();
        });
    }

    @Test
    @Behaviour("answer.early-leave")
    public void survivesThoseWhoResetWithoutTakingTheAnswer() {
        survives(wire -> {
            wire.send(request(server(), "GET", "/"));
            wire.reset();
        });
    }

    /** Now and then somebody stays, so that the backlog never overflows and the server is seen to live on. */
    private void survives(Consumer<Wire> leaver) {
        int status = ask("GET", "/").status();
        Figures base = Figures.available() ? server().figures() : null;
        for (int i = 1; i <= Hard.scale(500); i++) {
            leaver.accept(connect());
            closeConnections();
            if (i % BACKLOG == 0) ask("GET", "/").expect(status);
        }
        if (base != null) awaitBase(base);
    }

    private void awaitBase(Figures base) {
        server().awaitFigures("descriptors and threads do not come back to " + base, Duration.ofSeconds(2),
                now -> now.descriptors() <= base.descriptors() + SLACK && now.threads() <= base.threads() + SLACK);
    }

    @Test
    @Behaviour("answer.sequential")
    public void answersOneThousandOneAfterAnother() {
        int status = ask("GET", "/").status();
        for (int i = 0; i < Hard.scale(1000); i++) ask("GET", "/").expect(status);
    }

    @Test
    @Behaviour("answer.sequential")
    public void holdsNothingOfThoseItHasServed() {
        for (int i = 0; i < 50; i++) ask("GET", "/");
        Figures base = server().figures();
        for (int i = 0; i < Hard.scale(1000); i++) ask("GET", "/");
        awaitBase(base);
    }

    @Test
    @Behaviour("answer.sequential")
    public void servesTheNextWhenOneHasItsAnswerAndStays() {
        connect().send(request(server(), "GET", "/")).answer();
        ask("GET", "/");
    }

    @Test
    @Behaviour("answer.sequential")
    public void servesTheNextWhenOneHasItsAnswerAndGoesOnSending() {
        Wire staying = connect();
        staying.send(request(server(), "GET", "/")).answer();
        Thread dribbler = new Thread(() -> dribble(staying), "dribbler");
        dribbler.setDaemon(true);
        dribbler.start();
        ask("GET", "/");
    }

    private static void dribble(Wire wire) {
        try {
            wire.sendSlowly(new byte[80], Duration.ofMillis(100));
        } catch (Violation | IllegalStateException e) {
            // cut off by the server, or closed at the end of the test: either is as it should be
        }
    }

    @Test
    @Behaviour("answer.restart")
    public void startsAgainAtOnceOnTheSamePort() {
        ServerUnderTest first = start(target());
        int port = first.port();
        ask(first, "GET", "/");
        // A connection that is open when the server dies keeps its port busy for a minute unless the server has asked for reuse.
        Wire open = connect(first).send("GET / HT");
        first.close();
        open.expectGone();
        ask(start(target(), port), "GET", "/");
    }
}
