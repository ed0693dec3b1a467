package behaviours.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Requests that nobody thought of: well-formed ones, ones with a few bytes changed, and bytes that only look like HTTP. */
public final class RandomRequests {
    private static final String TOKEN = "abcxyzABCXYZ019!#$%&'*+-.^_`|~";
    private static final String VALUE = "abc XYZ\t019 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u0080\u00a0\u00e9\u00ff";
    /** The bytes that a parser decides by. */
    private static final String DECISIVE = "\r\n\r\n\t :;,0159afAFxX+-\0\u000b\u007f\u0080\u00b2\u00ff#%*/\"=";
    private static final int LONGEST = 1500;
    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get");
    private static final List<String> TARGETS = List.of("/", "/hello", "/hello?", "/echo", "/echo", "/request", "/request?a=1&b=%20?",
            "/re%71uest", "/sleep?ms=0", "/sleep?ms=1", "/sleep?ms=x", "/sleep", "/spin?ms=1", "/spin?ms=%31", "/bytes?n=0", "/bytes?n=300",
            "/bytes?n=70000", "/bytes?n=-1", "/fail", "/fail?how=null", "/fail?how=cake", "/nowhere", "/hello/", "//", "/../hello",
            "http://example.com:81/request?b=2", "HTTP://example.com", "https://[::1]/hello", "http://example.com?c=3",
            "*", "hello", "/%4", "/%zz", "/a#b");
    private static final List<String> SERVED = List.of("POST /echo", "POST /echo?a", "POST http://example.com/echo",
            "PUT /request?b=2&c=%3f", "GET /request", "POST /request", "PATCH /request", "HEAD /request", "GET /hello", "GET /bytes?n=1000",
            "GET /sleep?ms=0", "OPTIONS *");
    private static final List<String> MALFORMED = List.of("*", "hello", "/%4", "/%zz", "/a#b");

    private RandomRequests() {
    }

    /** One change at a place that is given as a share of the length. */
    private record Change(int kind, double place, char octet, int length) {
        byte[] applyTo(byte[] bytes) {
            int at = (int) (place * bytes.length);
            int end = Math.min(bytes.length, at + length);
            byte[] head = Arrays.copyOf(bytes, at);
            byte[] slice = Arrays.copyOfRange(bytes, at, end);
            byte[] one = {(byte) octet};
            return switch (kind) {
                case 0 -> join(head, one, Arrays.copyOfRange(bytes, at, bytes.length));
                case 1 -> join(head, one, Arrays.copyOfRange(bytes, Math.min(bytes.length, at + 1), bytes.length));
                case 2 -> join(head, Arrays.copyOfRange(bytes, end, bytes.length));
                case 3 -> join(head, slice, slice, Arrays.copyOfRange(bytes, end, bytes.length));
                default -> head;
            };
        }
    }

    /** Requests of the corpus, good and bad, with a few changes. */
    public static Arbitrary<byte[]> mutated() {
        Arbitrary<RequestFile> files = Arbitraries.frequencyOf(Tuple.of(2, file(Corpus.valid())), Tuple.of(1, file(Corpus.invalid())));
        Arbitrary<Double> place = Arbitraries.doubles().between(0, true, 1, false);
        Arbitrary<Change> change = Combinators.combine(Arbitraries.of(0, 0, 1, 1, 2, 3, 4), place, Arbitraries.of(chars(DECISIVE)),
                Arbitraries.integers().between(1, 20)).as(Change::new);
        Arbitrary<Integer> number = Arbitraries.of(0, 1, 1, 1, 1, 2, 2, 3, 5);
        return Combinators.combine(files, number.flatMap(count -> change.list().ofSize(count))).as((file, changes) -> {
            byte[] bytes = file.bytes();
            for (Change one : changes) bytes = one.applyTo(bytes);
            return bytes;
        });
    }

    private static Arbitrary<RequestFile> file(List<RequestFile> files) {
        return Arbitraries.of(files.stream().filter(file -> file.bytes().length < LONGEST && !file.method().equals("HEAD")).toList());
    }

    /** Anything at all, and anything made of the bytes that a parser decides by; a blank line at the end, so that it could be a head. */
    public static Arbitrary<byte[]> garbage() {
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(600);
        Arbitrary<byte[]> decisive = Arbitraries.of(chars(DECISIVE + "GETHOSPhttp1.1")).list().ofMaxSize(300).map(RandomRequests::bytes);
        Arbitrary<String> starts = Arbitraries.of("", "GET ", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n");
        return Combinators.combine(starts, Arbitraries.oneOf(any, decisive))
                .as((start, rest) -> join(latin1(start), rest, latin1("\r\n\r\n")));
    }

    /** Requests to the demo site; most are right, some have one thing wrong that the rules of HTTP decide. */
    public static Arbitrary<byte[]> toTheSite() {
        Arbitrary<String> any = Combinators.combine(Arbitraries.of(METHODS), Arbitraries.of(TARGETS)).as((method, target) ->
                (MALFORMED.contains(target) && method.equals("HEAD") ? "GET" : method) + " " + target); // is a bad line one of HEAD?
        Arbitrary<String> versions = Arbitraries.of("1.1", "1.1", "1.1", "1.0", "1.2");
        Arbitrary<String> line = Combinators.combine(Arbitraries.oneOf(any, Arbitraries.of(SERVED)), versions)
                .as((request, version) -> request + " HTTP/" + version + "\r\n");
        Arbitrary<String> host = Arbitraries.frequency(Tuple.of(12, "Host: example.org\r\n"), Tuple.of(1, "hOST:\texample.org:80 \r\n"),
                Tuple.of(1, ""), Tuple.of(1, "Host: a b\r\n"));
        Arbitrary<String> empty = Arbitraries.frequency(Tuple.of(6, ""), Tuple.of(1, "\r\n"), Tuple.of(1, "\r\n\r\n"));
        Arbitrary<String> padding = Arbitraries.frequency(Tuple.of(6, ""), Tuple.of(1, "X-Long: " + "a".repeat(3000) + "\r\n"));
        return Combinators.combine(empty, line, padding, host, fields().list().ofMaxSize(5), framedBody())
                .as((before, first, second, third, fields, body) ->
                        join(latin1(before + first + second + third + String.join("", fields)), body));
    }

    private static Arbitrary<String> fields() {
        Arbitrary<String> blank = Arbitraries.of("", " ", "\t", " \t ");
        return Combinators.combine(text(TOKEN, 1, 12), blank, text(VALUE, 0, 30), blank)
                .as((name, before, value, after) -> "X-" + name + ":" + before + value + after + "\r\n");
    }

    private static Arbitrary<byte[]> framedBody() {
        Arbitrary<byte[]> data = body(500);
        Arbitrary<byte[]> length = data.map(bytes -> join(latin1("Content-Length: " + bytes.length + "\r\n\r\n"), bytes));
        Arbitrary<byte[]> chunks = data.flatMap(RandomRequests::chunked)
                .map(bytes -> join(latin1("Transfer-Encoding: chunked\r\n\r\n"), bytes));
        return Arbitraries.oneOf(Arbitraries.just(latin1("\r\n")), length, chunks);
    }

    /** Bodies of any bytes. */
    public static Arbitrary<byte[]> body(int longest) {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(longest);
    }

    /** One body in any chunks: cut anywhere, sizes with zeros in front and in both cases, extensions, up to two trailers. */
    public static Arbitrary<byte[]> chunked(byte[] body) {
        Arbitrary<String> extension = Arbitraries.of("", "", ";a", ";a=1;b", "; a = \"x;y\"", " ;a=b");
        Arbitrary<String> size = Arbitraries.of("%x", "%X", "%04x", "%015X");
        Arbitrary<List<byte[]>> chunks = Combinators.combine(Arbitraries.integers().between(1, 200), size, extension).as(Chunk::new)
                .list().ofMinSize(1).ofMaxSize(10).map(shapes -> cut(body, shapes));
        Arbitrary<String> trailers = Arbitraries.of("", "X-Sum: 1\r\n", "X-Sum: 1\r\nX-Time:2\r\n");
        return Combinators.combine(chunks, Arbitraries.of("0", "000"), extension, trailers).as((data, zero, last, fields) ->
                join(join(data.toArray(byte[][]::new)), latin1(zero + last + "\r\n" + fields + "\r\n")));
    }

    private record Chunk(int length, String size, String extension) {
    }

    /** The last shape takes what the others leave. */
    private static List<byte[]> cut(byte[] body, List<Chunk> shapes) {
        List<byte[]> chunks = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < shapes.size() && at < body.length; i++) {
            Chunk shape = shapes.get(i);
            int end = i == shapes.size() - 1 ? body.length : Math.min(body.length, at + shape.length);
            String line = String.format(Locale.ROOT, shape.size, end - at) + shape.extension + "\r\n";
            chunks.add(join(latin1(line), Arrays.copyOfRange(body, at, end), latin1("\r\n")));
            at = end;
        }
        return chunks;
    }

    private static Arbitrary<String> text(String alphabet, int shortest, int longest) {
        return Arbitraries.strings().withChars(alphabet).ofMinLength(shortest).ofMaxLength(longest);
    }

    private static List<Character> chars(String text) {
        return text.chars().mapToObj(c -> (char) c).toList();
    }

    private static byte[] bytes(List<Character> characters) {
        byte[] bytes = new byte[characters.size()];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) characters.get(i).charValue();
        return bytes;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }
}
