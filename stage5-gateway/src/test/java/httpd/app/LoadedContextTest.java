package httpd.app;

import static httpd.app.LoadFixture.loader;
import static httpd.app.LoadFixture.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frameworks look for classes through the thread's context class loader: it is the application's whenever its code runs, and only then. */
class LoadedContextTest {
    /** Each part of it reports whether the context is the loader of its own class. */
    private static final String WITNESS = """
            import httpd.http.Body;
            import java.io.IOException;
            import java.io.OutputStream;
            class Witness implements Application {
                private static final StringBuilder SEEN = new StringBuilder("static " + see());
                private final String made = see();
                static String see() {
                    return Thread.currentThread().getContextClassLoader() == Witness.class.getClassLoader() ? "own " : "foreign ";
                }
                public Response handle(Request request) throws Exception {
                    if (request.path().equals("/fails")) {
                        throw new Exception("as it should");
                    }
                    if (request.path().equals("/seen")) {
                        return Response.text(200, SEEN.toString());
                    }
                    SEEN.append("made ").append(made).append("handle ").append(see());
                    return Response.of(200, "text/plain", (Body) new Body.Push() {
                        public long length() {
                            return 3;
                        }
                        public void writeTo(OutputStream out) throws IOException {
                            SEEN.append("write ").append(see());
                            out.write("abc".getBytes());
                        }
                        public void close() throws IOException {
                            SEEN.append("close ").append(see());
                            throw new IOException("as it should");
                        }
                    });
                }
            }""";

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path directory;

    @Test
    void itIsSetForASourceFile() throws Exception {
        seesItsOwn(loader(".").load(new LoadFixture(directory).source("witness.java", WITNESS).toString()));
    }

    @Test
    void nothingIsChangedInABodyThatIsNotPushed() throws Exception {
        Path file = new LoadFixture(directory).source("plain.java", "class Plain { static Response app(Request r) { return null; } }");
        assertSame(null, loader(".").load(file.toString()).handle(Request.of("GET", "/")), "it is the server that says what null is");
    }

    @Test
    void itIsSetForAClass() throws Exception {
        seesItsOwn(loader(new LoadFixture(directory).classes("classes", "Witness", WITNESS)).load("Witness"));
    }

    private void seesItsOwn(Application application) throws Exception {
        Body.Push body = assertInstanceOf(Body.Push.class, application.handle(Request.of("GET", "/")).body());
        assertEquals(3, body.length());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.writeTo(out);
        assertEquals("abc", out.toString());
        assertThrows(IOException.class, body::close);
        assertThrows(Exception.class, () -> application.handle(Request.of("GET", "/fails")));
        assertSame(before, Thread.currentThread().getContextClassLoader(), "it is taken back, also after a failure");
        assertEquals("static own made own handle own write own close own ",
                said(request -> application.handle(Request.of("GET", "/seen"))));
    }
}
