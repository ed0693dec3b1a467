package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.HttpError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Forms with files, whole and broken ones. */
class MultipartTest {
    private static final String FIELD = "Content-Disposition: form-data; name=\"a\"\r\n\r\n";
    private static final String FILE = "Content-Disposition: form-data; name=\"a\"; filename=\"f.txt\"\r\nContent-Type: text/plain\r\n\r\n";

    private static Multipart form(String latin1) {
        return new Multipart(new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1)), "b", 5, 100_000);
    }

    /** What is in the form: name, name of the file and content of each part. */
    private static String read(String latin1) throws IOException, HttpError {
        return read(form(latin1));
    }

    private static String read(Multipart form) throws IOException, HttpError {
        StringBuilder all = new StringBuilder();
        for (Multipart.Part part = form.next(); part != null; part = form.next()) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            part.writeTo(content);
            all.append('[').append(part.name()).append('|').append(part.fileName()).append('|')
                    .append(content.toString(StandardCharsets.ISO_8859_1)).append(']');
        }
        return all.toString();
    }

    private static void refused(int status, Executable reading) {
        HttpError error = assertThrows(HttpError.class, reading);
        assertEquals(status, error.status(), error.getMessage());
    }

    private static void malformed(String latin1) {
        HttpError error = assertThrows(HttpError.class, () -> read(latin1), latin1);
        assertEquals(400, error.status(), latin1);
    }

    @Test
    void fieldsAndFiles() throws Exception {
        assertEquals("[a|null|hello][a|f.txt|line\r\n\r\nline\r\n]",
                read("--b\r\n" + FIELD + "hello\r\n--b\r\n" + FILE + "line\r\n\r\nline\r\n\r\n--b--\r\n"));
    }

    @Test
    void whatStandsBeforeAndBehindIsSkipped() throws Exception {
        assertEquals("[a|null|hello]", read("preamble\r\n--b\r\n" + FIELD + "hello\r\n--b--epilogue\r\n--b\r\nmore"));
        assertEquals("[a|null|hello]", read("\r\n--b \t \r\n" + FIELD + "hello\r\n--b--"));
        assertEquals("", read("--b--"));
    }

    @Test
    void theRestIsRead() throws Exception {
        InputStream in = new ByteArrayInputStream(("--b\r\n" + FIELD + "x\r\n--b--" + "epilogue".repeat(5000)).getBytes());
        Multipart form = new Multipart(in, "b", 5, 100_000);
        assertEquals("a", form.next().name());
        assertNull(form.next());
        assertEquals(0, in.available());
    }

    @Test
    void aContentMayBeEmptyOrLookLikeABoundary() throws Exception {
        assertEquals("[a|f.txt|]", read("--b\r\n" + FILE + "\r\n--b--"));
        assertEquals("[a|f.txt|]", read("--b\r\n" + FILE + "--b--"), "the empty line may end in the break before the boundary");
        for (String content : new String[] {"\r\n", "\r\n--", "\r\n-", "\r\n--\r\n--", "\r\r\n-", "--c", "\n--b\n", "\r--b", "x--b",
            "\r\n --b", "\r\n-b", "\r\n--B", "\r\n\r\n"}) {
            assertEquals("[a|f.txt|" + content + "]", read("--b\r\n" + FILE + content + "\r\n--b--"), content);
        }
    }

    @Test
    void aFormWithoutItsLastBoundaryIsNotWhole() {
        String whole = "--b\r\n" + FILE + "content\r\n--b--";
        for (int length = 0; length < whole.length(); length++) malformed(whole.substring(0, length));
    }

    @Test
    void whatIsNoForm() {
        malformed("hello");
        malformed("--bb\r\n" + FIELD + "x\r\n--b--");
        malformed("--b\n" + FIELD + "x\r\n--b--");
        malformed("--bxy" + FIELD + "x\r\n--b--");
        malformed("--b-\r\n" + FIELD + "x\r\n--b--");
        malformed("--b\r\n" + FIELD + "x\r\n--bc\r\n--b--");
        malformed("--b\r\n\r\nno head\r\n--b--");
        malformed("--b\r\nContent-Type: text/plain\r\n\r\nno disposition\r\n--b--");
        malformed("--b\r\nno field\r\n" + FIELD + "x\r\n--b--");
        malformed("--b\r\n folded: x\r\n" + FIELD + "x\r\n--b--");
        malformed("--b\r\nA:\u0000\r\n" + FIELD + "x\r\n--b--");
        malformed("--b\r\nA: \n\r\n" + FIELD + "x\r\n--b--");
        malformed("--b\r\n" + FIELD.strip() + "\r\n" + FIELD + "two\r\n--b--");
        malformed("--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--b--");
        malformed("--b\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nx\r\n--b--");
        malformed("--b\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n--b--");
        malformed("--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--");
        malformed("--b\r\nContent-Disposition: form-data; name=\"\u00ff\"\r\n\r\nnot UTF-8\r\n--b--");
        malformed("--b\r\nContent-Transfer-Encoding: base64\r\n" + FIELD + "x\r\n--b--");
        malformed("--b" + " ".repeat(9000) + "\r\n" + FIELD + "x\r\n--b--");
    }

    @Test
    void headsOfMoreThanOneKind() throws Exception {
        assertEquals("[a b|null|x]", read("--b\r\ncontent-DISPOSITION:form-data;NAME=\"a b\"\r\n\r\nx\r\n--b--"));
        assertEquals("[a|null|x]", read("--b\r\nContent-Transfer-Encoding: BINARY\r\nX: y\r\n"
                + "Content-Disposition: form-data; name=a\r\n\r\nx\r\n--b--"));
    }

    @Test
    void namesOfFiles() throws Exception {
        assertEquals("a\"b\\c", fileName("filename=\"a\\\"b\\\\c\""));
        assertEquals("C:\\dir\\f.txt", fileName("filename=\"C:\\dir\\f.txt\""), "some clients send a path of Windows as it is");
        assertEquals("a;b=c", fileName("filename=\"a;b=c\""));
        assertEquals("", fileName("filename=\"\""));
        assertEquals("\u00e9", fileName("filename=\"\u00c3\u00a9\""));
        assertEquals("plain.txt", fileName("filename=\"plain.txt\"; filename*=UTF-8''star.txt"));
        assertNull(fileName("filename*=UTF-8''star.txt"), "must not be used in a form (RFC 7578 section 4.2)");
    }

    private static String fileName(String parameter) throws IOException, HttpError {
        return form("--b\r\nContent-Disposition: form-data; name=\"f\"; " + parameter + "\r\n\r\nx\r\n--b--").next().fileName();
    }

    @Test
    void partsAreCounted() throws Exception {
        String part = "--b\r\n" + FIELD + "x\r\n";
        assertEquals("[a|null|x]".repeat(5), read(part.repeat(5) + "--b--"));
        refused(413, () -> read(part.repeat(6) + "--b--"));
    }

    @Test
    void headsAreBounded() throws Exception {
        int room = Multipart.LARGEST_HEAD - "\r\nX: \r\n".length() - FIELD.strip().length();
        assertEquals("[a|null|x]", read("--b\r\nX: " + "y".repeat(room) + "\r\n" + FIELD + "x\r\n--b--"));
        refused(413, () -> read("--b\r\nX: " + "y".repeat(room + 1) + "\r\n" + FIELD + "x\r\n--b--"));
        refused(413, () -> read("--b\r\nX: " + "y".repeat(room + 10_000) + "\r\n" + FIELD + "x\r\n--b--"));
    }

    @Test
    void theBoundDoesNotDependOnHowItComes() throws Exception {
        int room = Multipart.LARGEST_HEAD - "\r\nX: \r\n".length() - FIELD.strip().length();
        byte[] form = ("--b\r\nX: " + "y".repeat(room) + "\r\n" + FIELD + "x\r\n--b--").getBytes(StandardCharsets.US_ASCII);
        InputStream slow = new ByteArrayInputStream(form) {
            @Override
            public int read(byte[] bytes, int from, int length) {
                return super.read(bytes, from, Math.min(length, 1));
            }
        };
        assertEquals("[a|null|x]", read(new Multipart(slow, "b", 5, 100_000)));
    }

    @Test
    void theWholeIsBounded() throws Exception {
        String start = "--b\r\n" + FILE;
        int room = 100_000 - start.length() - "\r\n--b--".length();
        assertEquals(room + "[a|f.txt|]".length(), read(start + "x".repeat(room) + "\r\n--b--").length());
        refused(413, () -> read(start + "x".repeat(room + 1) + "\r\n--b--"));
        refused(413, () -> read("x".repeat(100_001)));
        refused(413, () -> read("--b--" + "x".repeat(100_000)));
    }

    @Test
    void aFieldIsText() throws Exception {
        String form = "--b\r\n" + FIELD + "d\u00c3\u00a9j\u00c3\u00a0\r\n--b--";
        assertEquals("d\u00e9j\u00e0", form(form).next().text(6));
        refused(413, () -> form(form).next().text(5));
        refused(400, () -> form("--b\r\n" + FIELD + "\u00ff\r\n--b--").next().text(10));
    }

    @Test
    void whatIsNotReadIsSkipped() throws Exception {
        Multipart form = form("--b\r\n" + FILE + "one\r\n--b\r\n" + FIELD + "two\r\n--b--");
        form.next();
        assertEquals("two", form.next().text(3));
        assertNull(form.next());
        assertNull(form.next());
    }

    @Test
    void theBoundaryIsInTheType() throws Exception {
        assertEquals("----WebKitFormBoundary7", Boundary.of("multipart/form-data; boundary=----WebKitFormBoundary7"));
        assertEquals("a b?", Boundary.of("Multipart/Form-Data; charset=utf-8; Boundary=\"a b?\""));
        assertEquals("b", Boundary.of("multipart/form-data; ; boundary=b ; "), "a parameter may be empty (RFC 9110 section 5.6.6)");
        assertEquals("x".repeat(70), Boundary.of("multipart/form-data;boundary=" + "x".repeat(70)));
        for (String type : new String[] {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
            "multipart/form-data; boundary=" + "x".repeat(71), "multipart/form-data; boundary=a*b", "multipart/form-data; boundary=\"a \"",
            "multipart/form-data; boundary=\u00e9"}) {
            refused(400, () -> Boundary.of(type));
        }
        for (String type : new String[] {null, "", "text/plain", "application/x-www-form-urlencoded", "multipart/mixed; boundary=b",
            "multipart/form-data; boundary=a; boundary=b", "multipart/form-data; boundary=\"a"}) {
            refused(415, () -> Boundary.of(type));
        }
    }

    /** Content full of line breaks and of what is nearly a boundary takes no longer than any other. */
    @Test
    void beginningsOfABoundaryCostNothing() throws Exception {
        String boundary = "-".repeat(69) + "x";
        String content = ("\r\n--" + "-".repeat(69)).repeat(100_000);
        byte[] bytes = ("--" + boundary + "\r\n" + FILE + content + "\r\n--" + boundary + "--").getBytes(StandardCharsets.US_ASCII);
        Multipart form = new Multipart(new ByteArrayInputStream(bytes), boundary, 5, bytes.length);
        long start = System.nanoTime();
        assertEquals(content.length() + "[a|f.txt|]".length(), read(form).length());
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 5000, "7 MB took " + millis + " ms");
    }
}
