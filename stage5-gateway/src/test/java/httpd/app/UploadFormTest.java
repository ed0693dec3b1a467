package httpd.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the upload form, and what becomes of what is sent. */
class UploadFormTest {
    private static final int MOST = 6_000_000;

    @TempDir
    private Path directory;
    private UploadForm form;

    @BeforeEach
    void make() {
        form = new UploadForm(directory.resolve("made/for/it"), MOST);
        directory = directory.resolve("made/for/it");
    }

    private static byte[] part(String fileName, byte[] content) {
        String disposition = "Content-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"";
        byte[] head = ("--b\r\n" + disposition + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] part = new byte[head.length + content.length + 2];
        System.arraycopy(head, 0, part, 0, head.length);
        System.arraycopy(content, 0, part, head.length, content.length);
        part[part.length - 2] = '\r';
        part[part.length - 1] = '\n';
        return part;
    }

    private static Request upload(InputStream body, long length) {
        return Request.of("POST", "/upload").with("Content-Type", "multipart/form-data; boundary=b").with(body, length);
    }

    private Response send(String fileName, byte[] content) throws IOException, HttpError {
        InputStream end = new ByteArrayInputStream("--b--".getBytes());
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(part(fileName, content)), end);
        return form.handle(upload(body, -1));
    }

    private Response get(String target) throws IOException, HttpError {
        return form.handle(Request.of("GET", target));
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private int refused(Request request) throws IOException {
        return assertThrows(HttpError.class, () -> form.handle(request)).status();
    }

    @Test
    void whatIsSentCanBeFetched() throws Exception {
        byte[] content = new byte[5_000_000];
        new Random(1).nextBytes(content);
        Response answer = send("some thing.bin", content);
        assertEquals(303, answer.status());
        assertEquals("/", answer.headers().get("Location"));
        assertTrue(Answers.text(answer).contains("some thing.bin"));
        assertTrue(Answers.text(get("/")).contains("<a href=\"/files/some%20thing.bin\">some thing.bin</a>, 5000000 bytes"));
        Response file = get("/files/some%20thing.bin");
        assertEquals(200, file.status());
        assertArrayEquals(content, Answers.bytes(file));
    }

    @Test
    void anEmptyFileIsAFileToo() throws Exception {
        send("empty", new byte[0]);
        assertEquals(List.of("empty"), kept());
        assertEquals(0, get("/files/empty").body().length());
    }

    /** Otherwise a stranger's page would run as one of this site. */
    @Test
    void whatStrangersHaveSentIsNotShownAsAPage() throws Exception {
        send("page.html", "<script>alert(1)</script>".getBytes());
        for (String range : new String[] {"bytes=0-", "none"}) {
            Response answer = form.handle(Request.of("GET", "/files/page.html").with("Range", range));
            assertEquals(List.of("application/octet-stream"), answer.headers().all("Content-Type"));
            assertEquals("attachment", answer.headers().get("Content-Disposition"));
            assertEquals("nosniff", answer.headers().get("X-Content-Type-Options"));
            assertEquals("sandbox", answer.headers().get("Content-Security-Policy"));
            answer.body().close();
        }
    }

    @Test
    void namesAreText() throws Exception {
        Files.writeString(directory.resolve("<b>&'.txt"), "");
        String index = Answers.text(get("/"));
        assertTrue(index.contains(">&lt;b&gt;&amp;&#39;.txt</a>"), index);
        assertTrue(index.contains("<a href=\"/files/%3Cb%3E%26%27.txt\">"), index);
        assertFalse(index.contains("<b>"), index);
    }

    @Test
    void namesAreReduced() throws Exception {
        send("../../etc/passwd", new byte[1]);
        send("C:\\Users\\me\\photo.jpg", new byte[2]);
        send(".htaccess", new byte[3]);
        send("..", new byte[4]);
        send("a/", new byte[5]);
        send("NUL.txt", new byte[6]);
        send("a<b>:c?.txt", new byte[7]);
        assertEquals(List.of("_NUL.txt", "a_b__c_.txt", "file", "file-2", "htaccess", "passwd", "photo.jpg"), kept());
        assertFalse(Files.exists(directory.resolve("../../etc/passwd")));
    }

    @Test
    void safeNames() {
        assertEquals("d\u00e9j\u00e0.txt", FileNames.safe("d\u00e9j\u00e0.txt"));
        assertEquals("d\u00e9j\u00e0.txt", FileNames.safe("de\u0301ja\u0300.txt"), "some systems write letters and their accents apart");
        assertEquals("a.tar.gz", FileNames.safe("...a.tar.gz. . "));
        assertEquals("_.txt", FileNames.safe("\u0000.txt"));
        assertEquals("file", FileNames.safe(" . "));
        for (String name : new String[] {"x".repeat(500) + ".txt", "\ud835\udc9c".repeat(100) + ".txt", "\u4e00".repeat(300),
            "x." + "y".repeat(300)}) {
            String safe = FileNames.safe(name);
            assertTrue(safe.getBytes(StandardCharsets.UTF_8).length <= 120, safe);
            assertFalse(safe.contains("\ufffd") || safe.contains("?"), safe);
            assertEquals(name.endsWith(".txt"), safe.endsWith(".txt"), safe);
        }
    }

    @Test
    void noFileTakesThePlaceOfAnother() throws Exception {
        for (int size = 1; size <= 3; size++) send("a.txt", new byte[size]);
        assertEquals(List.of("a-2.txt", "a-3.txt", "a.txt"), kept());
        assertEquals(1, Files.size(directory.resolve("a.txt")));
        assertEquals(3, Files.size(directory.resolve("a-3.txt")));
    }

    @Test
    void noneIsLostWhenAllComeAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> tasks = IntStream.rangeClosed(1, 150).<Callable<Integer>>mapToObj(size -> () ->
                    send("same.txt", new byte[size]).status()).toList();
            for (Future<Integer> status : threads.invokeAll(tasks)) assertEquals(303, status.get());
        } finally {
            threads.shutdownNow();
        }
        assertEquals(150, kept().size());
        List<Long> sizes = kept().stream().map(name -> directory.resolve(name).toFile().length()).sorted().toList();
        assertEquals(IntStream.rangeClosed(1, 150).mapToObj(Long::valueOf).toList(), sizes);
    }

    @Test
    void severalFilesAndOtherFields() throws Exception {
        String body = new String(part("one.txt", "1".getBytes()), StandardCharsets.US_ASCII)
                + "--b\r\nContent-Disposition: form-data; name=\"comment\"\r\n\r\nhello\r\n"
                + new String(part("two.txt", "22".getBytes()), StandardCharsets.US_ASCII) + "--b--";
        Response answer = form.handle(upload(new ByteArrayInputStream(body.getBytes()), body.length()));
        assertEquals(303, answer.status());
        assertEquals(List.of("one.txt", "two.txt"), kept());
    }

    /** Not even of the first file, when it is the second that does not come whole. */
    @Test
    void nothingIsLeftOfAFormThatIsNotWhole() throws Exception {
        String start = new String(part("one.txt", "1".getBytes()), StandardCharsets.US_ASCII);
        String cut = start + new String(part("two.txt", new byte[100_000]), StandardCharsets.ISO_8859_1);
        assertEquals(400, refused(upload(new ByteArrayInputStream(cut.getBytes(StandardCharsets.ISO_8859_1)), -1)));
        assertEquals(List.of(), kept());
        InputStream leaving = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the client has left");
            }
        };
        Request left = upload(new SequenceInputStream(new ByteArrayInputStream(cut.getBytes()), leaving), -1);
        assertThrows(IOException.class, () -> form.handle(left));
        assertEquals(List.of(), kept());
    }

    /** Somebody deletes the second file before it has its name. */
    @Test
    void allFilesAreKeptOrNone() throws Exception {
        String body = new String(part("one.txt", "1".getBytes()), StandardCharsets.US_ASCII)
                + new String(part("two.txt", "22".getBytes()), StandardCharsets.US_ASCII) + "--b--";
        InputStream deleting = new InputStream() {
            @Override
            public int read() throws IOException {
                for (String name : kept()) {
                    if (Files.size(directory.resolve(name)) == 2) Files.delete(directory.resolve(name));
                }
                return -1;
            }
        };
        Request request = upload(new SequenceInputStream(new ByteArrayInputStream(body.getBytes()), deleting), -1);
        assertThrows(IOException.class, () -> form.handle(request));
        assertEquals(List.of(), kept());
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        byte[] body = part("large.bin", new byte[MOST]);
        assertEquals(413, refused(upload(new ByteArrayInputStream(body), -1)));
        InputStream unread = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("its length was announced, there is no need to read it");
            }
        };
        assertEquals(413, refused(upload(unread, body.length)));
        assertEquals(List.of(), kept());
    }

    @Test
    void whatIsNoUpload() throws Exception {
        assertEquals(415, refused(Request.of("POST", "/upload").with("a=b".getBytes())));
        assertEquals(415, refused(Request.of("POST", "/upload").with("Content-Type", "text/plain").with("a=b".getBytes())));
        assertEquals(400, refused(Request.of("POST", "/upload").with("Content-Type", "multipart/form-data").with("a=b".getBytes())));
        assertEquals(400, refused(upload(new ByteArrayInputStream("--b--".getBytes()), 5)));
        byte[] nothingChosen = (new String(part("", new byte[0]), StandardCharsets.US_ASCII) + "--b--").getBytes();
        assertEquals(400, refused(upload(new ByteArrayInputStream(nothingChosen), nothingChosen.length)));
        assertEquals(List.of(), kept());
    }

    @Test
    void pagesAndMethods() throws Exception {
        assertTrue(Answers.text(get("/")).contains("Nothing has been sent yet."));
        assertTrue(Answers.text(get("/upload")).contains("enctype=\"multipart/form-data\""));
        assertEquals(404, refused(Request.of("GET", "/other")));
        assertEquals(404, get("/files/missing").status());
        assertEquals(404, get("/files/").status());
        assertEquals("GET, HEAD, OPTIONS", form.handle(Request.of("POST", "/")).headers().get("Allow"));
        assertEquals(405, form.handle(Request.of("DELETE", "/upload")).status());
        assertEquals("GET, HEAD, POST, OPTIONS", form.handle(Request.of("OPTIONS", "/upload")).headers().get("Allow"));
        assertEquals(405, form.handle(Request.of("DELETE", "/files/a")).status());
    }

    @Test
    void hiddenFilesAreNoUploads() throws Exception {
        Files.writeString(directory.resolve(".upload-1.part"), "half");
        assertEquals(404, get("/files/.upload-1.part").status());
        assertFalse(Answers.text(get("/")).contains(".upload-1.part"));
        assertEquals(404, get("/files/..%2f..%2fetc/passwd").status());
    }

    @Test
    void itKnowsWhereItIsMounted() throws Exception {
        String index = Answers.text(form.handle(Request.of("GET", "/a%20shop/").mountedAt("/a shop")));
        assertTrue(index.contains("<a href=\"/a%20shop/upload\">"), index);
        assertEquals(index, Answers.text(form.handle(Request.of("GET", "/a%20shop").mountedAt("/a shop"))));
        byte[] body = (new String(part("x", new byte[1]), StandardCharsets.US_ASCII) + "--b--").getBytes();
        Request request = Request.of("POST", "/a%20shop/upload").mountedAt("/a shop")
                .with("Content-Type", "multipart/form-data; boundary=b").with(body);
        assertTrue(form.streams(request));
        Response answer = form.handle(request);
        assertEquals("/a%20shop/", answer.headers().get("Location"));
        assertEquals(200, form.handle(Request.of("GET", "/a%20shop/files/x").mountedAt("/a shop")).status());
    }

    @Test
    void onlyAnUploadIsReadWhileItComes() {
        assertTrue(form.streams(Request.of("POST", "/upload")));
        assertFalse(form.streams(Request.of("POST", "/")));
        assertFalse(form.streams(Request.of("GET", "/upload")));
    }
}
