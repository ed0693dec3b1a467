package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import httpd.config.CommandLine;
import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.site.Site;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options ask for is what is served: applications, where they are mounted, and what stands around them. */
class ApplicationsTest {
    private static final String HELLO = "class Hello { static Response app(Request r) { "
            + "return Response.text(200, r.script() + \" \" + r.path()); } }";

    @TempDir
    private Path directory;
    private Path hello;

    @BeforeEach
    void prepare() throws Exception {
        hello = new LoadFixture(directory).source("hello.java", HELLO);
    }

    /** What stands around an application costs something, however little it does. */
    @Test
    void theSiteAloneIsNothingButTheSite() throws Exception {
        assertInstanceOf(Site.class, of());
        assertInstanceOf(Site.class, of("--app", "site"));
        assertInstanceOf(Site.class, of("--app", "/=site", "--reload", "--deadlines.application", "1s"));
        assertInstanceOf(StaticFiles.class, of("--app", "static:" + directory));
        assertInstanceOf(UploadForm.class, of("--app", "upload:" + directory.resolve("kept")));
        assertTrue(Files.isDirectory(directory.resolve("kept")), "it is made if it is not there");
    }

    @Test
    void eachIsWhereItIsMounted() throws Exception {
        Application all = of("--app", "/shop=" + hello, "--app", "/files=static:" + directory, "--app", "/a/b=site");
        assertEquals("/shop /cart", said(all, "/shop/cart"));
        assertEquals("Hello, World!\n", said(all, "/a/b/hello"));
        assertEquals(200, all.handle(Request.of("GET", "/files/hello.java")).status());
        assertEquals(404, status(all, "/"), "what is not at the root has no root");
        assertFalse(all.mayBlock(Request.of("GET", "/a/b/hello")), "the site still says what it can do at once");
        assertTrue(all.mayBlock(Request.of("GET", "/a/b/sleep")) && all.mayBlock(Request.of("GET", "/shop")));
    }

    @Test
    void theFirstMiddlewareIsTheOutermost() throws Exception {
        String line = "\"GET /nowhere HTTP/1.1\" 404 ";
        String text = line + "There is nothing here.\n".length() + "\n";
        assertTrue(logged("--middleware", "access-log").endsWith(text));
        assertTrue(logged("--middleware", "error-page,access-log").endsWith(text), "the log inside sees what the site gave");
        String page = logged("--middleware", "access-log,error-page");
        assertTrue(page.contains(line) && !page.endsWith(text), "the log outside sees the page: " + page);
        assertEquals("", logged("--middleware", "error-page"));
    }

    @Test
    void aLoadedApplicationHasItsTime() throws Exception {
        Path slow = new LoadFixture(directory).source("slow.java", "class Slow { static Response app(Request r) throws Exception {"
                + " Thread.sleep(r.path().equals(\"/\") ? 60_000 : 0); return Response.text(200, \"slept\"); } }");
        Application limited = of("--app", slow.toString(), "--deadlines.application", "100ms");
        assertEquals(504, status(limited, "/"));
        Application patient = of("--app", slow.toString(), "--deadlines.application", "0ms");
        assertEquals("slept", said(patient, "/quick"));
        assertInstanceOf(InContext.class, patient);
    }

    @Test
    void withLintTheContractIsChecked() throws Exception {
        Path wrong = new LoadFixture(directory).source("wrong.java",
                "class Wrong { static Response app(Request r) { return Response.text(200, \"x\").with(\"Status\", \"200 OK\"); } }");
        assertEquals("x", said(of("--app", wrong.toString()), "/"));
        Application checked = of("--app", "/wrong=" + wrong, "--app", "/=site", "--lint");
        assertThrows(Exception.class, () -> checked.handle(Request.of("GET", "/wrong")));
        assertEquals(200, checked.handle(Request.of("GET", "/")).status());
    }

    @Test
    void aProgramMayNameAPathOfAnotherApplication() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "skipped: scripts need a POSIX system");
        Path script = Files.writeString(directory.resolve("elsewhere"), "#!/bin/sh\nprintf 'Location: /shop/cart\\n\\n'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Application all = of("--app", "/cgi=cgi:" + directory, "--app", "/shop=" + hello);
        assertEquals("/shop /cart", said(all, "/cgi/elsewhere"));
    }

    @Test
    void whatIsShippedSaysWhatItNeeds() throws Exception {
        Path absent = directory.resolve("absent");
        wrong("static", ": the directory is missing, as in static:DIR");
        wrong("static:", ": the directory is missing, as in static:DIR");
        wrong("cgi", ": the directory is missing, as in cgi:DIR");
        wrong("static:" + absent, ": there is no directory " + absent);
        wrong("cgi:" + hello, ": " + hello + " is no directory");
        wrong("upload:" + hello, ": there can be no directory " + hello);
        wrong("site:x", ": the site takes nothing behind its name; did you mean 'site'?");
        for (String scgi : List.of("scgi", "scgi:", "scgi:4000", "scgi:host", "scgi:host:0", "scgi:host:65536", "scgi:a b:1")) {
            wrong(scgi, ": the address of the process is missing, as in scgi:127.0.0.1:4000");
        }
        assertNotNull(of("--app", "scgi:[::1]:4000"));
    }

    /** Its mount is in the options, and in the message is the name alone. */
    @Test
    void oneThatCannotBeHadIsNamed() throws Exception {
        Path absent = directory.resolve("absent.java");
        LoadException e = assertThrows(LoadException.class, () -> of("--app", "site", "--app", "/x=" + absent));
        assertEquals(absent + ": there is no file " + absent, e.getMessage());
        e = assertThrows(LoadException.class, () -> of("--app-path", absent + "/lib"));
        assertEquals("--app-path: there is no '" + absent + "/lib'", e.getMessage());
    }

    private static void wrong(String name, String message) {
        assertEquals(name + message, assertThrows(LoadException.class, () -> of("--app", name), name).getMessage());
    }

    private static Application of(String... options) throws Exception {
        return Applications.of(CommandLine.read(options));
    }

    private static String said(Application application, String path) throws Exception {
        return LoadFixture.said(request -> application.handle(Request.of("GET", path)));
    }

    private static int status(Application application, String path) throws Exception {
        try {
            return application.handle(Request.of("GET", path)).status();
        } catch (HttpError e) {
            return e.status();
        }
    }

    /** What is printed on standard output for a page that is not there; the log does so when the body is closed. */
    private static String logged(String... options) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Body body = of(options).handle(Request.of("GET", "/nowhere").with("Accept", "text/html")).body();
            if (body instanceof Body.Stream stream) {
                stream.source().readAllBytes();
            }
            body.close();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
    }
}
