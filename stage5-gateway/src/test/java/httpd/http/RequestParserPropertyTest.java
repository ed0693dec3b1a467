package httpd.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for all requests, not only for those that somebody thought of. */
class RequestParserPropertyTest {
    @Property(tries = 500)
    void anySegmentationGivesTheSameRequests(@ForAll("streams") String stream,
            @ForAll @Size(max = 20) List<@IntRange(min = 0) Integer> cuts) {
        byte[] bytes = Requests.bytes(stream);
        assertEquals(Requests.parse(List.of(bytes)), Requests.parse(Requests.cut(bytes, cuts)));
    }

    @Property(tries = 200)
    void byteByByteGivesTheSameRequests(@ForAll("streams") String stream) {
        List<byte[]> single = new ArrayList<>();
        for (byte octet : Requests.bytes(stream)) {
            single.add(new byte[] {octet});
        }
        assertEquals(Requests.parse(stream), Requests.parse(single));
    }

    @Property(tries = 500)
    void twoRequestsAreTheFirstAndTheSecond(@ForAll("requests") String first, @ForAll("requests") String second) {
        List<String> each = new ArrayList<>(Requests.parse(first).requests());
        each.addAll(Requests.parse(second).requests());
        assertEquals(2, each.size());
        assertEquals(new Requests(each, 0), Requests.parse(first + second));
    }

    @Property(tries = 500)
    void anyChunkingIsTheSameBody(@ForAll("bodies") String body, @ForAll @Size(max = 9) List<@IntRange(min = 0) Integer> cuts,
            @ForAll("extensions") String extension, @ForAll @IntRange(max = 2) int trailers) {
        StringBuilder chunks = new StringBuilder("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (byte[] piece : Requests.cut(Requests.bytes(body), cuts)) {
            if (piece.length > 0) {
                String size = Integer.toHexString(piece.length);
                chunks.append(piece.length % 2 == 0 ? size : "00" + size.toUpperCase(Locale.ROOT)).append(extension).append("\r\n");
                chunks.append(new String(piece, StandardCharsets.ISO_8859_1)).append("\r\n");
            }
        }
        chunks.append("0\r\n").append("T: x\r\n".repeat(trailers)).append("\r\n");
        Requests parsed = Requests.parse(chunks.toString());
        assertEquals(List.of("POST / 1.1|Host=a|Transfer-Encoding=chunked||" + body), parsed.requests());
    }

    @Property(tries = 1000)
    void anyBytesGiveRequestsOrARefusal(@ForAll byte[] noise, @ForAll("requests") String request, @ForAll @IntRange(min = 0) int place) {
        byte[] bytes = Requests.bytes(request);
        int at = place % bytes.length;
        byte[] damaged = new byte[bytes.length + noise.length];
        System.arraycopy(bytes, 0, damaged, 0, at);
        System.arraycopy(noise, 0, damaged, at, noise.length);
        System.arraycopy(bytes, at, damaged, at + noise.length, bytes.length - at);
        int refusal = Requests.parse(List.of(damaged)).refusal();
        assertTrue(refusal == 0 || refusal >= 400 && refusal < 600, "status " + refusal);
    }

    @Provide
    Arbitrary<String> bodies() {
        return Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(300);
    }

    @Provide
    Arbitrary<String> extensions() {
        return Arbitraries.of("", ";a", " ;a=b", ";a=\"q;\"");
    }

    @Provide
    Arbitrary<String> requests() {
        Arbitrary<String> method = Arbitraries.of("GET", "HEAD", "POST", "PUT", "BREW");
        Arbitrary<String> target = Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(30).map(path -> "/" + path);
        Arbitrary<String> fields = Arbitraries.strings().withChars("xyz \t=;,\u00E9").ofMaxLength(20)
                .map(value -> "X-Field: " + value + "\r\n").list().ofMaxSize(12).map(lines -> String.join("", lines));
        return Combinators.combine(method, target, fields, bodies().optional()).as((m, t, f, body) ->
                m + " " + t + " HTTP/1.1\r\nHost: a\r\n" + f
                        + body.map(b -> "Content-Length: " + b.length() + "\r\n\r\n" + b).orElse("\r\n"));
    }

    /** One to four requests behind each other, of which the last may be damaged. */
    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> whole = requests().list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("", list));
        Arbitrary<String> damage = Arbitraries.of("", "\r\n", "\n", "GET / HTTP/1.1\n", "x", "GET /\r\n\r\n", "\0",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloX");
        return Combinators.combine(whole, damage).as(String::concat);
    }
}
