package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Violation;
import behaviours.Wire;
import behaviours.corpus.BytePattern;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Files that are sent to a form, and files that are fetched from a directory; and no way from there to any other file. */
public abstract class GatewayFilesContract extends GatewayContract {
    private static final String BOUNDARY = "----a boundary";
    private static final int LIMIT = 6_000_000;
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*/files/[^\"]*)\"");

    @Override
    protected List<String> options() {
        Path site = GatewayFiles.directory("site");
        if (!Files.exists(site.resolve("a page.html"))) fill(site);
        return List.of("--app", "/=static:" + site, "--app", "/form=upload:" + GatewayFiles.directory("uploads"),
                "--limits.body", Integer.toString(LIMIT));
    }

    private static void fill(Path site) {
        GatewayFiles.write(site.resolve("index.html"), "<p>The index.</p>\n");
        GatewayFiles.write(site.resolve("below/index.html"), "<p>Below.</p>\n");
        GatewayFiles.write(site.resolve("below/picture.png"), BytePattern.of(100_000));
        GatewayFiles.write(site.resolve("digits.txt"), "0123456789");
        GatewayFiles.write(site.resolve("empty.css"), "");
        GatewayFiles.write(site.resolve("without/some.js"), "1;\n");
        GatewayFiles.write(site.resolveSibling("secret.txt"), "a secret\n");
        GatewayFiles.write(site.resolveSibling("site-secret/secret.txt"), "a secret\n");
        try {
            Files.createSymbolicLink(site.resolve("out.txt"), site.resolveSibling("secret.txt"));
            Files.createSymbolicLink(site.resolve("up"), site.getParent());
            Files.createSymbolicLink(site.resolve("in.txt"), Path.of("digits.txt"));
        } catch (IOException | UnsupportedOperationException e) {
            System.err.println("no links on this system: " + e);
        }
        GatewayFiles.write(site.resolve("a page.html"), "<p>A page.</p>\n");
    }

    @Test
    @Behaviour("gateway.upload")
    public void whatIsUploadedIsWhatCanBeFetched() {
        ask("GET", "/form/").expect(200);
        byte[] large = BytePattern.of(5_000_000);
        System.arraycopy(bytes("\r\n--" + BOUNDARY.substring(0, 9)), 0, large, 70_000, 13); // as if the boundary came
        for (byte[] content : List.of(large, new byte[0], bytes("\r\n--"), bytes("x--" + BOUNDARY + "--"), bytes("\r\n\r\n"),
                new byte[] {0, -1, 13})) {
            for (boolean chunked : new boolean[] {false, true}) {
                Answer answer = upload(form("a file.bin", content), chunked).expect(303);
                Answer file = ask("GET", link(answer)).expect(200).expectBody(content);
                if (!String.valueOf(file.field("Content-Disposition")).startsWith("attachment")) {
                    throw wrong(file, "a stranger's file must not become a page");
                }
            }
        }
    }

    /** What is read may end anywhere, and so in a boundary. */
    @Test
    @Behaviour("gateway.upload")
    public void aBoundaryThatComesInTwoPiecesIsOne() {
        byte[] form = form("two pieces.bin", bytes("abc"));
        int half = form.length - "boundary--\r\nan epilogue".length();
        Wire wire = connect().send(request("POST", "/form/upload", type(), "Content-Length: " + form.length));
        wire.send(Arrays.copyOf(form, half)).expectSilence(Duration.ofMillis(50));
        Answer answer = wire.send(Arrays.copyOfRange(form, half, form.length)).answer("POST").expect(303);
        ask("GET", link(answer)).expect(200).expectBody("abc");
    }

    /** RFC 7578 section 4.2: what a file is called says nothing about where it may go. */
    @Test
    @Behaviour("gateway.upload")
    public void aNameLeadsNowhere() {
        Path uploads = GatewayFiles.directory("uploads");
        List<Path> outside = GatewayFiles.list(uploads.getParent());
        for (String name : List.of("../../etc/passwd", "..", ".", "/etc/passwd", "C:\\\\Windows\\\\a.ini", "..\\\\b", "a/../../c",
                "%2e%2e%2fd", ".hidden", "<b>.txt", "n".repeat(300))) {
            String link = link(upload(form(name, bytes("by " + name)), false).expect(303));
            ask("GET", link).expect(200).expectBody("by " + name);
        }
        if (!GatewayFiles.list(uploads.getParent()).equals(outside)) {
            throw new Violation("files outside: " + GatewayFiles.list(uploads.getParent()));
        }
        for (Path file : GatewayFiles.list(uploads)) {
            if (!Files.isRegularFile(file)) throw new Violation("this is no file: " + file);
        }
        String index = ask("GET", "/form/").expect(200).text();
        if (index.contains("<b>")) throw new Violation("what a file is called has become part of the page");
    }

    @Test
    @Behaviour("gateway.upload")
    public void whatIsTooLargeOrNoFormIsRefusedAndLeavesNothing() {
        int before = GatewayFiles.list(GatewayFiles.directory("uploads")).size();
        byte[] form = form("large", new byte[LIMIT]);
        Wire declared = connect().send(request("POST", "/form/upload", type(), "Content-Length: " + form.length));
        declared.answer("POST").expect(413).expectClose();
        Wire counted = connect().send(request("POST", "/form/upload", type(), "Transfer-Encoding: chunked"));
        for (int i = 0; i < LIMIT; i += 1_000_000) {
            counted.trySend(join(bytes("f4240\r\n"), Arrays.copyOfRange(form, i, i + 1_000_000), bytes("\r\n")));
        }
        counted.trySend(bytes("1\r\n"));
        counted.answer("POST").expect(413).expectClose();
        byte[] whole = form("a", bytes("abc"));
        ask("POST", "/form/upload", whole).expectOneOf(400, 415);
        ask("POST", "/form/upload", whole, "Content-Type: multipart/form-data").expectOneOf(400, 415);
        ask("POST", "/form/upload", new byte[0], type()).expect(400);
        ask("POST", "/form/upload", Arrays.copyOf(whole, whole.length - 30), type()).expect(400);
        Wire gone = connect().send(request("POST", "/form/upload", type(), "Content-Length: " + form.length / 2)).send(new byte[100]);
        gone.reset();
        if (!comes(() -> GatewayFiles.list(GatewayFiles.directory("uploads")).size() == before)) {
            throw new Violation("files are left of forms that were refused: " + GatewayFiles.list(GatewayFiles.directory("uploads")));
        }
    }

    private static String type() {
        return "Content-Type: multipart/form-data; boundary=\"" + BOUNDARY + "\"";
    }

    private static byte[] form(String name, byte[] content) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(bytes("a preamble\r\n--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"comment\"\r\n\r\nnone\r\n--"
                + BOUNDARY + " \t\r\ncontent-disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n"));
        form.writeBytes(content);
        form.writeBytes(bytes("\r\n--" + BOUNDARY + "--\r\nan epilogue"));
        return form.toByteArray();
    }

    private Answer upload(byte[] form, boolean chunked) {
        if (!chunked) return ask("POST", "/form/upload", form, type());
        Wire wire = connect().send(request("POST", "/form/upload", type(), "Transfer-Encoding: chunked"));
        for (int from = 0; from < form.length; from += 65_521) {
            int length = Math.min(65_521, form.length - from);
            wire.send(Integer.toHexString(length) + "\r\n").send(Arrays.copyOfRange(form, from, from + length)).send("\r\n");
        }
        return wire.send("0\r\n\r\n").answer("POST");
    }

    private static String link(Answer answer) {
        Matcher link = LINK.matcher(answer.text());
        if (!link.find()) throw wrong(answer, "it has no link to the file");
        return link.group(1);
    }

    @Test
    @Behaviour("gateway.files")
    public void aFileHasItsTypeAndADirectoryItsIndex() {
        Map<String, String> types = Map.of("/", "text/html", "/below/", "text/html", "/a%20page.html", "text/html", "/below/picture.png",
                "image/png", "/digits.txt", "text/plain", "/empty.css", "text/css", "/without/some.js", "text/javascript", "/in.txt",
                "text/plain");
        types.forEach((path, type) -> {
            if (path.equals("/in.txt") && !Files.exists(GatewayFiles.directory("site").resolve("in.txt"))) return;
            Answer answer = ask("GET", path).expect(200);
            if (!answer.field("Content-Type").startsWith(type)) throw wrong(answer, "the type of " + path + " had to be " + type);
            ask("HEAD", path).expect(200).expectField("Content-Length", Integer.toString(answer.body().length));
        });
        ask("GET", "/below/picture.png").expect(200).expectBody(BytePattern.of(100_000));
        ask("GET", "/below?x").expect(301).expectField("Location", "/below/?x");
        ask("GET", "/without/").expect(404);
        ask("GET", "/digits.txt/").expect(404);
        ask("POST", "/digits.txt", bytes("a")).expect(405).expectField("Allow", "GET, HEAD, OPTIONS");
    }

    /** RFC 9110 section 13.1: who has it already is told that it is still the same. */
    @Test
    @Behaviour("gateway.files-conditional")
    public void whoHasTheFileAlreadyIsNotSentItAgain() {
        Answer first = ask("GET", "/digits.txt").expect(200);
        String tag = first.field("ETag");
        String modified = first.field("Last-Modified");
        if (tag == null || modified == null) throw wrong(first, "it needs ETag and Last-Modified");
        for (String condition : List.of("If-None-Match: " + tag, "If-None-Match: \"other\", " + tag, "If-None-Match: *",
                "If-None-Match: W/" + tag, "If-Modified-Since: " + modified)) {
            Answer answer = with("/digits.txt", condition).expect(304).expectField("ETag", tag);
            if (answer.body().length != 0) throw wrong(answer, "a 304 has no body");
        }
        for (String condition : List.of("If-None-Match: \"other\"", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT",
                "If-Modified-Since: yesterday", "If-None-Match: \"other\"\r\nIf-Modified-Since: " + modified)) {
            with("/digits.txt", condition).expect(200).expectBody("0123456789");
        }
        with("/digits.txt", "If-Match: \"other\"").expect(412);
        with("/digits.txt", "If-Match: " + tag).expect(200);
    }

    @Test
    @Behaviour("gateway.files-range")
    public void aPartCanBeAskedFor() {
        Map<String, String> parts = Map.of("0-3", "0123", "4-4", "4", "7-", "789", "-2", "89", "-100", "0123456789", "8-100", "89");
        parts.forEach((range, part) -> {
            int from = "0123456789".indexOf(part);
            with("/digits.txt", "Range: bytes=" + range).expect(206).expectBody(part)
                    .expectField("Content-Range", "bytes " + from + "-" + (from + part.length() - 1) + "/10");
        });
        for (String range : List.of("10-", "100-200", "-0")) {
            with("/digits.txt", "Range: bytes=" + range).expect(416).expectField("Content-Range", "bytes */10");
        }
        for (String range : List.of("bytes=3-2", "bytes=a-b", "lines=1-2", "bytes=", "bytes=+1-2")) { // none, so it says nothing
            with("/digits.txt", "Range: " + range).expect(200).expectBody("0123456789");
        }
        byte[] middle = Arrays.copyOfRange(BytePattern.of(100_000), 33_333, 77_778);
        with("/below/picture.png", "Range: bytes=33333-77777").expect(206).expectBody(middle);
        String tag = ask("GET", "/digits.txt").field("ETag");
        with("/digits.txt", "Range: bytes=1-2\r\nIf-Range: " + tag).expect(206).expectBody("12");
        with("/digits.txt", "Range: bytes=1-2\r\nIf-Range: \"other\"").expect(200).expectBody("0123456789");
    }

    private Answer with(String path, String fields) {
        return connect().send(request("GET", path, fields)).answer();
    }

    @Test
    @Behaviour("gateway.files-escape")
    public void noPathLeadsOut() {
        ask("GET", "/digits.txt").expect(200);
        List<String> paths = new ArrayList<>(List.of("/../secret.txt", "/below/../../secret.txt", "/%2e%2e/secret.txt",
                "/.%2e/secret.txt", "/below/%2E%2E/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt",
                "/../site-secret/secret.txt", "//../secret.txt", "/./../secret.txt", "/digits.txt%00.html", "/digits.txt%00", "/%00",
                "/below%2f..%2f..%2fsecret.txt", "/%c0%ae%c0%ae/secret.txt", "/../site/digits.txt", "/below/../digits.txt",
                "/below%2fpicture.png"));
        paths.add(GatewayFiles.directory("site").resolveSibling("secret.txt").toString());
        paths.add("/" + GatewayFiles.directory("site").resolveSibling("secret.txt"));
        for (String path : paths) {
            Answer answer = ask("GET", path).expectOneOf(400, 403, 404);
            if (answer.text().contains("secret")) throw wrong(answer, "it leads out: " + path);
        }
    }

    @Test
    @Behaviour("gateway.files-escape")
    public void noLinkLeadsOut() {
        Path site = GatewayFiles.directory("site");
        ask("GET", "/digits.txt").expect(200);
        Assumptions.assumeTrue(Files.isSymbolicLink(site.resolve("up")), "this system has no symbolic links");
        for (String path : List.of("/out.txt", "/up/secret.txt", "/up/site-secret/secret.txt", "/up/site/digits.txt/../../secret.txt",
                "/up/")) {
            ask("GET", path).expectOneOf(403, 404);
        }
        ask("GET", "/in.txt").expect(200).expectBody("0123456789");
    }
}
