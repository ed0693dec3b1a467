package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gzip compresses text for those who accept it, says so, and changes nothing else. */
class GzipTest {
    private static final String TEXT = "All work and no play makes Jack a dull boy.\n".repeat(1000);
    private static final Request BROWSER = Request.of("GET", "/").with("Accept-Encoding", "gzip, deflate, br");

    private static Asked ask(Request request, Response response) throws Exception {
        return Asked.of(new Lint().around(new Gzip().around(new Lint().around(asked -> response))), request);
    }

    private static Asked ask(Response response) throws Exception {
        return ask(BROWSER, response);
    }

    private static String unzipped(byte[] bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void isCompressed(boolean expected, Asked asked) throws IOException {
        assertEquals(expected ? "gzip" : null, asked.field("Content-Encoding"));
        assertEquals(TEXT, expected ? unzipped(asked.body()) : asked.text());
        assertTrue(!expected || asked.body().length < TEXT.length() / 10, asked.body().length + " bytes");
    }

    private static Response bytes(String type) {
        return Response.of(200, type, new Body.Bytes(TEXT.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void bodiesOfEveryKindAreCompressed() throws Exception {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        Watched watched = new Watched();
        isCompressed(true, ask(Response.text(200, TEXT)));
        isCompressed(true, ask(Response.of(200, "text/html", watched.pulled(bytes, bytes.length))));
        isCompressed(true, ask(Response.of(200, "text/html", watched.pushed(out -> out.write(bytes)))));
        isCompressed(true, ask(Response.of(200, "text/html", watched.pushed(out -> {
            for (byte octet : bytes) {
                out.write(octet);
            }
        }))));
        assertEquals(3, watched.closed.get());
    }

    @Test
    void theFieldsSayWhatHasBeenDone() throws Exception {
        Asked asked = ask(Response.text(200, TEXT).with("Content-Length", String.valueOf(TEXT.length())).with("ETag", "\"x\"")
                .with("Accept-Ranges", "bytes").with("X-Own", "kept"));
        isCompressed(true, asked);
        assertEquals("Accept-Encoding", asked.field("Vary"));
        assertEquals("W/\"x\"", asked.field("ETag"), "not the same bytes as those of the other one");
        assertNull(asked.field("Accept-Ranges"));
        assertEquals("kept", asked.field("X-Own"));
        assertEquals(String.valueOf(asked.body().length), asked.field("Content-Length"), "it is small enough to be held back");
        assertEquals("W/\"y\"", ask(Response.text(200, TEXT).with("ETag", "W/\"y\"")).field("ETag"));
    }

    @Test
    void whoDoesNotAcceptItIsToldThatOthersGetAnotherAnswer() throws Exception {
        Asked asked = ask(Request.of("GET", "/"), Response.text(200, TEXT).with("ETag", "\"x\""));
        isCompressed(false, asked);
        assertEquals("Accept-Encoding", asked.field("Vary"));
        assertEquals("\"x\"", asked.field("ETag"));
        assertEquals(String.valueOf(TEXT.length()), asked.field("Content-Length"));
        for (String known : List.of("*", "accept-encoding", "Accept, Accept-Encoding")) {
            assertEquals(known, ask(Response.text(200, TEXT).with("Vary", known)).field("Vary"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "br, gzip", "*", "gzip;q=0.001", "gzip ; q=1", "gzip;Q=1.000",
        "identity;q=0, *;q=0.5", "*;q=0, gzip"})
    void whoAcceptsItGetsIt(String accepted) throws Exception {
        isCompressed(true, ask(Request.of("GET", "/").with("Accept-Encoding", accepted), Response.text(200, TEXT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "identity", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzip;q=0, *", "*, gzip;q=0", "gzipped", "not gzip",
        "gzip;q=2", "gzip;q=-1", "gzip;q=x", "gzip;level=9"})
    void whoDoesNotDoesNot(String accepted) throws Exception {
        isCompressed(false, ask(Request.of("GET", "/").with("Accept-Encoding", accepted), Response.text(200, TEXT)));
    }

    @Test
    void theListMayBeInSeveralFields() throws Exception {
        Request twice = Request.of("GET", "/").with("Accept-Encoding", "br").with("Accept-Encoding", "gzip");
        isCompressed(true, ask(twice, Response.text(200, TEXT)));
    }

    @ParameterizedTest
    @CsvSource({"text/plain,true", "text/html; charset=utf-8,true", "TEXT/CSS,true", "application/json,true", "application/javascript,true",
        "application/xml,true", "image/svg+xml,true", "application/problem+json,true", "image/png,false", "application/zip,false",
        "application/octet-stream,false", "video/mp4,false", "textual/plain,false"})
    void textIsCompressedAndWhatIsCompressedAlreadyIsNot(String type, boolean expected) throws Exception {
        Asked asked = ask(bytes(type));
        isCompressed(expected, asked);
        assertEquals(expected ? "Accept-Encoding" : null, asked.field("Vary"));
    }

    @Test
    void whatMustNotBeChangedIsNot() throws Exception {
        isCompressed(false, ask(bytes("text/plain").with("Cache-Control", "public, no-transform")));
        Asked part = ask(Response.of(206, "text/plain", new Body.Bytes(TEXT.getBytes())).with("Content-Range", "bytes 0-43999/50000"));
        isCompressed(false, part);
        isCompressed(false, ask(Response.of(206, "text/plain", new Body.Bytes(TEXT.getBytes()))));
        assertEquals("gzip", ask(Response.of(200, "text/plain", new Body.Bytes(new byte[] {1, 2})).with("Content-Encoding", "gzip"))
                .field("Content-Encoding"));
        assertArrayEquals(new byte[] {1, 2},
                ask(Response.of(200, "text/plain", new Body.Bytes(new byte[] {1, 2})).with("Content-Encoding", "br")).body());
        for (Response empty : List.of(Response.empty(204), Response.empty(304).with("ETag", "\"x\""), Response.text(200, ""))) {
            Asked asked = ask(empty);
            assertNull(asked.field("Content-Encoding"));
            assertEquals(0, asked.body().length);
        }
        assertEquals("\"x\"", ask(Response.empty(304).with("ETag", "\"x\"")).field("ETag"));
    }

    @Test
    void twoOfThemCompressOnce() throws Exception {
        isCompressed(true, Asked.of(new Gzip().then(new Gzip()).around(request -> Response.text(200, TEXT)), BROWSER));
    }

    @Test
    void headSaysWhatGetWouldAndNoLength() throws Exception {
        Request head = Request.of("HEAD", "/").with("Accept-Encoding", "gzip");
        Watched watched = new Watched();
        for (Response response : List.of(Response.text(200, TEXT).with("ETag", "\"x\""),
                Response.empty(200).with("Content-Type", "text/plain").with("Content-Length", "44000").with("ETag", "\"x\""),
                Response.of(200, "text/plain", watched.pushed(out -> {
                    throw new IOException("nobody asks for it");
                })).with("ETag", "\"x\""))) {
            Asked asked = ask(head, response);
            assertEquals("200 gzip W/\"x\" Accept-Encoding", asked.status() + " " + asked.field("Content-Encoding") + " "
                    + asked.field("ETag") + " " + asked.field("Vary"));
            assertNull(asked.field("Content-Length"));
            assertEquals(0, asked.body().length);
        }
        assertEquals(1, watched.closed.get());
    }

    /** Whoever reads what has been sent by then can read what has been written by then. */
    @Test
    void whatIsFlushedIsSent() throws Exception {
        List<String> arrived = new ArrayList<>();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        Response response = new Gzip().around(request -> Response.of(200, "text/plain", out -> {
            for (String tick : List.of("one ", "two ", "three")) {
                out.write(tick.getBytes());
                out.flush();
                arrived.add(readable(sent.toByteArray()));
            }
        })).handle(BROWSER);
        ((Body.Push) response.body()).writeTo(sent);
        assertEquals(List.of("one ", "one two ", "one two three"), arrived);
        assertEquals("one two three", unzipped(sent.toByteArray()));
    }

    private static String readable(byte[] bytes) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes));
        EOFException end = assertThrows(EOFException.class, () -> {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                read.write(octet);
            }
        });
        assertTrue(end.getMessage().contains("Unexpected end"), end.getMessage());
        return read.toString();
    }

    @Test
    void whatIsNotWholeDoesNotLookWhole() throws Exception {
        byte[] noise = new byte[100_000];
        new java.util.Random(1).nextBytes(noise);
        Application fails = request -> Response.of(200, "text/plain", out -> {
            out.write(noise);
            throw new IOException("late");
        });
        Asked asked = Asked.of(new Gzip().around(fails), BROWSER);
        assertTrue(asked.isCut());
        assertThrows(IOException.class, () -> unzipped(asked.body()));
        Asked swallowed = Asked.of(new Gzip().around(request -> Response.of(200, "text/plain", out -> {
            out.flush();
            out.write(noise, 0, 6);
            try {
                out.write(noise, 0, 5);
            } catch (IOException e) {
                out.write(noise, 0, 4);
            }
        }).with("Content-Length", "10")), BROWSER);
        assertTrue(swallowed.isCut());
    }

    /** The length was that of the text, and nobody else can check it when it is gone. */
    @Test
    void aTextThatIsShorterOrLongerThanPromisedFails() throws Exception {
        Watched watched = new Watched();
        for (Body body : List.of(watched.pushed(out -> out.write(new byte[9])), watched.pushed(out -> out.write(new byte[11])),
                watched.pushed(10, out -> out.write(new byte[9])), watched.pulled(new byte[9], 10), watched.pushed(out -> {
                    out.write(new byte[10]);
                    out.write(1);
                }))) {
            Response wrong = Response.of(200, "text/plain", body).with("Content-Length", "10");
            Asked asked = Asked.of(new Gzip().around(request -> wrong), BROWSER);
            assertEquals(500, asked.status());
            assertNull(asked.field("Content-Encoding"));
        }
        assertEquals(5, watched.closed.get());
        Asked exact = Asked.of(new Gzip().around(request -> Response.of(200, "text/plain", watched.pulled(TEXT.getBytes(), 10))), BROWSER);
        assertEquals(TEXT.substring(0, 10), unzipped(exact.body()));
    }

    @Test
    void aWrongResponseIsFoundOutAndClosed() throws Exception {
        Watched watched = new Watched();
        Response wrong = Response.of(200, "text/plain", watched.pulled(new byte[9], 9)).with("Content-Length", "10");
        assertEquals(500, Asked.of(new Gzip().around(request -> wrong), BROWSER).status());
        assertEquals(1, watched.closed.get());
    }

    /** Compressing is work, and what is compressed is pushed; so a worker does it, and the loop what is not compressed. */
    @Test
    void itMayBlockWhereItCompresses() {
        Application quick = new Application() {
            @Override
            public Response handle(Request request) {
                return Response.text(200, TEXT);
            }

            @Override
            public boolean mayBlock(Request request) {
                return request.path().equals("/slow");
            }

            @Override
            public boolean streams(Request request) {
                return request.path().equals("/slow");
            }
        };
        Application gzip = new Gzip().around(quick);
        assertTrue(gzip.mayBlock(BROWSER));
        assertFalse(gzip.mayBlock(Request.of("GET", "/")));
        assertTrue(gzip.mayBlock(Request.of("GET", "/slow")));
        assertTrue(gzip.streams(Request.of("GET", "/slow")));
        assertFalse(gzip.streams(BROWSER));
    }

    @Test
    void theResponseThatWasGivenStaysAsItIs() throws Exception {
        Response shared = Response.text(200, TEXT);
        ask(shared);
        isCompressed(true, ask(shared));
        assertFalse(shared.headers().has("Vary") || shared.headers().has("Content-Encoding"), "an application may give the same one again");
    }
}
