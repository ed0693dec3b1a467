package httpd.cgi;

import static httpd.cgi.Scripts.get;
import static httpd.cgi.Scripts.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SCGI with a peer that does what each test needs. */
class ScgiTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** What a peer does with the connection of a request. */
    private interface Peer {
        void serve(Socket socket) throws Exception;
    }

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private ServerSocket listener;
    private Future<?> served;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws Exception {
        listener.close();
        thread.shutdownNow();
        if (served != null) served.get(10, TimeUnit.SECONDS); // throws what has failed in the peer
    }

    private Response answer(Duration deadline, Request request, Peer peer) throws Exception {
        served = thread.submit(() -> {
            try (Socket socket = listener.accept()) {
                peer.serve(socket);
            }
            return null;
        });
        return new Scgi("127.0.0.1", listener.getLocalPort(), deadline).handle(request);
    }

    /** Reads the netstring strictly, its comma included. */
    private static Map<String, String> variables(InputStream in) throws IOException {
        StringBuilder digits = new StringBuilder();
        for (int octet = in.read(); octet != ':'; octet = in.read()) digits.append((char) octet);
        String pairs = new String(in.readNBytes(Integer.parseInt(digits.toString())), StandardCharsets.ISO_8859_1);
        assertEquals(',', in.read());
        Map<String, String> variables = new LinkedHashMap<>();
        String[] words = pairs.split("\0", -1);
        for (int i = 0; i + 1 < words.length; i += 2) variables.put(words[i], words[i + 1]);
        return variables;
    }

    private static Peer saying(String answer) {
        return socket -> {
            variables(socket.getInputStream());
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        };
    }

    private int refusal(Duration deadline, Peer peer) {
        return assertThrows(HttpError.class, () -> answer(deadline, get("/"), peer)).status();
    }

    @Test
    void theVariablesComeInANetstringWithTheLengthFirst() throws Exception {
        Map<String, String> seen = new LinkedHashMap<>();
        Response response = answer(LONG, get("/shop/a%20%C3%A9?x=%31").mountedAt("/shop"), socket -> {
            seen.putAll(variables(socket.getInputStream()));
            socket.getOutputStream().write("Status: 201 Made\r\nContent-Type: a/b\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII));
        });
        assertEquals(201, response.status());
        assertEquals("body", text(response));
        assertEquals(List.of("CONTENT_LENGTH", "SCGI"), seen.keySet().stream().limit(2).toList());
        assertEquals("0", seen.get("CONTENT_LENGTH"));
        assertEquals("1", seen.get("SCGI"));
        assertEquals("/shop", seen.get("SCRIPT_NAME"));
        assertEquals("/a \u00c3\u00a9", seen.get("PATH_INFO"), "its octets, which no encoding has touched");
        assertEquals("x=%31", seen.get("QUERY_STRING"));
    }

    @Test
    void aLargeBodyArrivesAsItIs() throws Exception {
        byte[] body = new byte[5_000_000];
        new Random(9).nextBytes(body);
        byte[][] seen = new byte[1][];
        Response response = answer(LONG, Request.of("POST", "/").with(body), socket -> {
            InputStream in = socket.getInputStream();
            seen[0] = in.readNBytes(Integer.parseInt(variables(in).get("CONTENT_LENGTH")));
            socket.getOutputStream().write("Content-Type: a/b\n\nthanks".getBytes(StandardCharsets.US_ASCII));
        });
        assertEquals("thanks", text(response));
        assertArrayEquals(body, seen[0]);
    }

    /** Both write more than all buffers hold before either has read: who only wrote would wait for ever. */
    @Test
    void aPeerThatAnswersBeforeItHasReadTheBody() throws Exception {
        byte[] body = new byte[20_000_000];
        Response response = answer(LONG, Request.of("POST", "/").with(body), socket -> {
            InputStream in = socket.getInputStream();
            variables(in);
            socket.getOutputStream().write("Content-Type: a/b\n\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            in.readNBytes(body.length);
        });
        assertEquals(body.length, text(response).length());
    }

    @Test
    void whoIsNotThere() throws IOException {
        listener.close();
        HttpError error = assertThrows(HttpError.class, () -> new Scgi("127.0.0.1", listener.getLocalPort(), LONG).handle(get("/")));
        assertEquals(503, error.status());
    }

    @Test
    void whoSaysNothing() {
        CountDownLatch gone = new CountDownLatch(1);
        assertEquals(504, refusal(SHORT, socket -> {
            variables(socket.getInputStream());
            assertEquals(-1, socket.getInputStream().read(), "the connection is closed when nobody waits any more");
            gone.countDown();
        }));
        assertEquals(0, awaited(gone));
    }

    private static long awaited(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return latch.getCount();
    }

    @Test
    void whoTalksNonsense() throws Exception {
        assertEquals(502, refusal(LONG, saying("nonsense\r\n\r\n")));
        served.get(10, TimeUnit.SECONDS);
        assertEquals(502, refusal(LONG, saying("")));
        served.get(10, TimeUnit.SECONDS);
        assertEquals(502, refusal(LONG, socket -> {
            socket.setSoLinger(true, 0);
            variables(socket.getInputStream());
        }), "a reset");
    }

    /** As uWSGI does when an application has not read the body: what was sent before the reset is whole if its length says so. */
    @Test
    void aResetAfterTheAnswer() throws Exception {
        assertEquals("whole", text(reset("Content-Type: a/b\nContent-Length: 5\n\nwhole")));
        Response half = reset("Content-Type: a/b\nContent-Length: 9\n\nhalf");
        assertThrows(IOException.class, () -> text(half));
    }

    /** Returns the answer when the peer has reset the connection, which it does when the head has been read. */
    private Response reset(String answer) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Response response = answer(LONG, get("/"), socket -> {
            saying(answer).serve(socket);
            assertEquals(0, awaited(read));
            socket.setSoLinger(true, 0);
        });
        read.countDown();
        served.get(10, TimeUnit.SECONDS);
        return response;
    }

    @Test
    void whoStopsInTheMiddle() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Response response = answer(SHORT, get("/"), socket -> {
            saying("Content-Type: a/b\n\nhalf").serve(socket);
            assertEquals(0, awaited(end));
        });
        assertThrows(IOException.class, () -> text(response));
        end.countDown();
    }

    @Test
    void aBodyThatIsClosedUnreadClosesTheConnection() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        Response response = answer(LONG, get("/"), socket -> {
            saying("Content-Type: a/b\n\nhalf").serve(socket);
            try {
                assertTrue(socket.getInputStream().read() < 0);
            } catch (IOException e) {
                // a reset says it as well
            }
            gone.countDown();
        });
        response.body().close();
        assertEquals(0, awaited(gone));
    }

    @Test
    void aRedirectForTheServerIsAnsweredByAnother() throws Exception {
        served = thread.submit(() -> {
            try (Socket socket = listener.accept()) {
                saying("Location: /other\n\n").serve(socket);
            }
            return null;
        });
        Scgi scgi = new Scgi("127.0.0.1", listener.getLocalPort(), LONG, request -> Response.empty(204).with("X-Target", request.target()));
        assertEquals("/other", scgi.handle(get("/")).headers().get("X-Target"));
    }
}
