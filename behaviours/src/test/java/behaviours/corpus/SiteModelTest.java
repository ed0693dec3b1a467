package behaviours.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SiteModelTest {
    static List<RequestFile> all() {
        return Corpus.all();
    }

    private static SiteModel.Expectation expect(String latin1) {
        return SiteModel.expect(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void agreesWithTheCorpus(RequestFile file) {
        SiteModel.Expectation expected = SiteModel.expect(file.bytes());
        assertTrue(!Collections.disjoint(file.expect(), expected.statuses()), () -> file.expect() + " and " + expected.statuses());
        if (file.body() != null) assertArrayEquals(file.body(), expected.body());
    }

    @ParameterizedTest
    @CsvSource({"GET,/,200", "GET,/hello,200", "POST,/hello,405", "GET,/echo,405", "GET,/nowhere,404", "OPTIONS,/nowhere,404",
        "OPTIONS,*,204", "OPTIONS,/echo,204", "TRACE,/,501", "get,/,501", "BREW,/nowhere,501", "GET,/sleep,400", "GET,/sleep?ms=60000,200",
        "GET,/sleep?ms=60001,400", "GET,/spin?ms=1,200", "GET,/bytes?n=10000000000,200", "GET,/bytes?n=+1,400", "GET,/fail,500",
        "GET,/fail?how=cake,400", "PATCH,/request,200", "GET,http://a/hello,200", "GET,http://a,200", "GET,http://a?b,200",
        "GET,/%68ello,200"})
    void knowsTheTable(String method, String target, int status) {
        assertEquals(Set.of(status), expect(method + " " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").statuses());
    }

    @Test
    void describesARequest() {
        String request = "PUT http://b:1/request?c=%41 HTTP/1.1\r\nHost: a\r\nX:  1 \r\nContent-Length: 2\r\n\r\nhi";
        assertEquals("""
                method: PUT
                target: http://b:1/request?c=%41
                path: /request
                query: c=%41
                authority: b:1
                version: HTTP/1.1
                body: 2 bytes
                field: Host: a
                field: X: 1
                field: Content-Length: 2
                """, new String(expect(request).body(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void expectsNoAnswerToHalfARequest() {
        assertEquals(Set.of(), expect("GET / HTTP/1.1\r\nHost: a\r\n").statuses());
    }

    @Test
    void thePatternIsTheFormula() {
        byte[] bytes = BytePattern.of(300_000);
        for (long i = 0; i < bytes.length; i++) {
            assertEquals((byte) (i * 31 + (i >>> 8) * 7 + (i >>> 16)), bytes[(int) i]);
        }
        BytePattern right = new BytePattern();
        for (int from = 0; from < bytes.length; from += 777) right.accept(bytes, from, Math.min(777, bytes.length - from));
        bytes[200_000]++;
        assertThrows(Violation.class, () -> new BytePattern().accept(bytes, 0, bytes.length));
    }

    @Provide
    Arbitrary<byte[]> requests() {
        return RandomRequests.toTheSite();
    }

    @Provide
    Arbitrary<byte[]> mutated() {
        return RandomRequests.mutated();
    }

    @Property(tries = 500)
    void knowsAnAnswerToEveryRandomRequest(@ForAll("requests") byte[] request) {
        assertTrue(!SiteModel.expect(request).statuses().isEmpty());
    }

    @Property(tries = 500)
    void theOracleReadsAnythingAndNeverMoreFromLess(@ForAll("mutated") byte[] request) {
        int all = Oracle.count(request);
        assertTrue(Oracle.count(Arrays.copyOf(request, request.length / 2)) <= all);
    }
}
