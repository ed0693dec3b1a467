package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import httpd.http.HttpError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a form is cut on its way, it is read as one that is there at once would be by whoever knows nothing but indexOf. */
class MultipartPropertyTest {
    private static final String BOUNDARY = "b-b";
    private static final String DELIMITER = "\r\n--" + BOUNDARY;
    private static final String HEAD = "Content-Disposition: form-data; name=\"a\"; filename=\"f\"";

    /** Gives at most so many bytes with each read, in turns. */
    private static final class Segments extends InputStream {
        private final byte[] bytes;
        private final List<Integer> lengths;
        private int at;
        private int reads;

        Segments(String latin1, List<Integer> lengths) {
            bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
            this.lengths = lengths;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one at a time is too slow");
        }

        @Override
        public int read(byte[] target, int from, int length) {
            if (at == bytes.length) {
                return -1;
            }
            int most = lengths.isEmpty() ? length : lengths.get(reads++ % lengths.size());
            int count = Math.min(Math.min(most, length), bytes.length - at);
            System.arraycopy(bytes, at, target, from, count);
            at += count;
            return count;
        }
    }

    private static List<String> read(InputStream in) throws IOException {
        List<String> contents = new ArrayList<>();
        Multipart form = new Multipart(in, BOUNDARY, 1000, Long.MAX_VALUE);
        try {
            for (Multipart.Part part = form.next(); part != null; part = form.next()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                part.writeTo(content);
                contents.add(content.toString(StandardCharsets.ISO_8859_1));
            }
        } catch (HttpError e) {
            contents.add("refused: " + e.status());
        }
        return contents;
    }

    /** The oracle: all of it is in one string. Heads are short here, so that none is too long. */
    private static List<String> naive(String form) {
        List<String> contents = new ArrayList<>();
        String text = "\r\n" + form;
        int at = text.indexOf(DELIMITER);
        while (at >= 0) {
            at += DELIMITER.length();
            if (text.startsWith("--", at)) {
                return contents;
            }
            int line = at + text.substring(at).length() - text.substring(at).replaceFirst("^[ \t]+", "").length();
            int empty = text.startsWith("\r\n", line) ? text.indexOf("\r\n\r\n", line) : -1;
            if (empty < 0 || !isHead(text.substring(line, empty))) {
                break;
            }
            at = text.indexOf(DELIMITER, empty + 2);
            if (at >= 0) {
                contents.add(at == empty + 2 ? "" : text.substring(empty + 4, at));
            }
        }
        contents.add("refused: 400");
        return contents;
    }

    private static boolean isHead(String lines) {
        try {
            PartHead.of(lines);
            return true;
        } catch (HttpError e) {
            return false;
        }
    }

    @Property(tries = 500)
    void contentsArriveAsTheyWereSent(@ForAll("contents") List<String> contents,
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 300) Integer> cuts) throws IOException {
        StringBuilder form = new StringBuilder("preamble");
        for (String content : contents) {
            Assume.that(!("\r\n" + content + "\r\n--").contains(DELIMITER));
            form.append(DELIMITER).append("\r\n").append(HEAD).append("\r\n\r\n").append(content);
        }
        assertEquals(contents, read(new Segments(form + DELIMITER + "--\r\n", cuts)));
    }

    @Property(tries = 1500)
    void whateverComesIsReadAsTheOracleReadsIt(@ForAll("forms") String form,
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 40) Integer> cuts) throws IOException {
        assertEquals(naive(form), read(new Segments(form, cuts)));
    }

    @Provide
    Arbitrary<List<String>> contents() {
        Arbitrary<String> pieces = Arbitraries.of("\r\n", "\r", "\n", "--", "-", "b", "b-", "b-b", "\r\n--b-", "\r\n--b-x", "\r\n--", "x",
                "\u0000\u00ff", "y".repeat(5000), "\r\n\r\n");
        Arbitrary<String> any = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(100);
        return Arbitraries.oneOf(pieces.list().ofMaxSize(12).map(list -> String.join("", list)), any).list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> forms() {
        Arbitrary<String> pieces = Arbitraries.of(DELIMITER + "\r\n" + HEAD + "\r\n\r\n", DELIMITER + "\r\n" + HEAD + "\r\n\r\n", "content",
                DELIMITER, DELIMITER + "--", "\r\n", "\r", "\n", "--", "-", " ", "\t", "b-b", "b", HEAD, "\r\n\r\n", "A: b\r\n", "\r\n--b-",
                "y".repeat(20_000));
        return pieces.list().ofMaxSize(14).map(list -> String.join("", list)).filter(form -> longestHead(form) < Multipart.LARGEST_HEAD);
    }

    /** Between a delimiter and the next empty line. */
    private static int longestHead(String form) {
        int longest = 0;
        for (int at = ("\r\n" + form).indexOf(DELIMITER); at >= 0; at = ("\r\n" + form).indexOf(DELIMITER, at + 1)) {
            int empty = ("\r\n" + form).indexOf("\r\n\r\n", at + DELIMITER.length());
            longest = Math.max(longest, (empty < 0 ? form.length() : empty) - at);
        }
        return longest;
    }
}
