package httpd.app;

import static httpd.app.LoadFixture.loader;
import static httpd.app.LoadFixture.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.gateway.Application;
import httpd.http.HttpError;
import httpd.http.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application is found by its name, in every form, and wherever it may lie. */
class AppLoaderTest {
    private static final String MEMBERS = """
            static final Application field = request -> Response.text(200, "field");
            private static Application factory() {
                return request -> Response.text(200, "factory");
            }
            static Response method(Request request) {
                return Response.text(200, "method " + request.path());
            }
            static Response failing(Request request) throws Exception {
                throw new httpd.http.HttpError(418, "short and stout");
            }
            """;

    @TempDir
    private Path directory;
    private LoadFixture files;

    @BeforeEach
    void prepare() {
        files = new LoadFixture(directory);
    }

    @Test
    void aClassIsAnApplicationOrHasOne() throws Exception {
        Path classes = files.classes("classes", "com.example.Itself", """
                class Itself implements Application {
                    private Itself() { }
                    public Response handle(Request request) { return Response.text(200, "itself"); }
                }""");
        files.classes("classes", "com.example.Field", "class Field { static Application app = request -> Response.text(200, \"app\"); }");
        AppLoader loader = loader(classes);
        assertEquals("itself", said(loader, "com.example.Itself"));
        assertEquals("app", said(loader, "com.example.Field"));
    }

    @Test
    void aMemberMayBeAFieldAFactoryOrAMethod() throws Exception {
        AppLoader loader = loader(files.classes("classes", "com.example.App", "public class App {" + MEMBERS + "}"));
        assertEquals("field", said(loader, "com.example.App::field"));
        assertEquals("factory", said(loader, "com.example.App::factory"));
        assertEquals("method /", said(loader, "com.example.App::method"));
        Application failing = loader.load("com.example.App::failing");
        assertEquals(418, assertThrows(HttpError.class, () -> failing.handle(Request.of("GET", "/"))).status());
    }

    /** The directory, the jar, and the directory of jars; what an application uses may lie in another one. */
    @Test
    void classesLieInDirectoriesAndJars() throws Exception {
        String helper = "public class Helper { public static String greeting() { return \"from afar\"; } }";
        String app = "public class App { static Response app(Request request) { "
                + "return Response.text(200, com.example.Helper.greeting()); } }";
        Path classes = files.classes("classes", "com.example.Helper", helper);
        files.classes("classes", "com.example.App", app);
        assertEquals("from afar", said(loader(classes), "com.example.App"));

        Path helperOnly = files.classes("helper", "com.example.Helper", helper);
        Files.delete(classes.resolve("com/example/Helper.class"));
        Path jar = files.jar("app.jar", classes);
        assertEquals("from afar", said(loader(jar, helperOnly), "com.example.App"));

        files.jar("lib/helper.jar", helperOnly);
        Files.move(jar, directory.resolve("lib/app.jar"));
        files.write("lib/notes.txt", "no jar");
        assertEquals(List.of(directory.resolve("lib/app.jar"), directory.resolve("lib/helper.jar")),
                AppPath.of(directory.resolve("lib") + "/*").entries());
        assertEquals("from afar", said(loader(directory.resolve("lib") + "/*"), "com.example.App"));
        Path source = files.source("uses.java", "class Uses {" + app.substring(app.indexOf("static"), app.length() - 1) + "}");
        assertEquals("from afar", said(loader(directory.resolve("lib") + "/*"), source));
    }

    @Test
    void theServersOwnClassesAreThereAnyway() throws Exception {
        assertEquals("Hello, World!\n", said(loader("."), "httpd.site.Site"));
    }

    @Test
    void aSourceFileIsCompiled() throws Exception {
        Path itself = files.source("hello.java", """
                public class Hello implements Application {
                    public Response handle(Request request) { return Response.text(200, new Other().said()); }
                    static class Other { String said() { return "hall\u00f6chen"; } }
                }""");
        assertEquals("hall\u00f6chen", said(loader("."), itself));
        Path packaged = files.write("packaged.java", "package com.example;\n" + LoadFixture.IMPORTS
                + "class Packaged { static Response app(Request request) { return Response.text(200, Packaged.class.getName()); } }");
        assertEquals("com.example.Packaged", said(loader("."), packaged));
        List<String> left = LoadFixture.files(directory).stream().map(file -> file.getFileName().toString()).sorted().toList();
        assertEquals(List.of("hello.java", "packaged.java"), left, "nothing is written");
    }

    @Test
    void aMemberOfASourceFileIsLookedForInAllItsClasses() throws Exception {
        Path source = files.source("many.java", "class First { static int field; }\nclass Second {" + MEMBERS + "}\n"
                + named("Third"));
        AppLoader loader = loader(".");
        assertEquals("field", said(loader, source + ":field"));
        assertEquals("factory", said(loader, source + ":factory"));
        assertEquals("method /", said(loader, source + ":method"));
        assertEquals("Third", said(loader, source + ":Third"));
        assertEquals("Third", said(loader, source), "the only one that is an application");
    }

    @Test
    void theClassThatIsNamedAsTheFileGoesFirst() throws Exception {
        Path source = files.source("shop.java", named("Basket") + named("Shop") + named("Till"));
        assertEquals("Shop", said(loader("."), source));
        assertEquals("Till", said(loader("."), source + ":Till"));
    }

    /** Or a class that was compiled with yesterday's version would hide today's. */
    @Test
    void aSourceFileHidesAnOlderClassOfTheSameName() throws Exception {
        String text = "class Hello { static Response app(Request r) { return Response.text(200, \"old\"); } }";
        Path classes = files.classes("classes", "Hello", text);
        Path source = files.source("Hello.java", text.replace("old", "new"));
        assertEquals("new", said(loader(classes), source));
        assertEquals("old", said(loader(classes), "Hello"));
    }

    @Test
    void whatItSaysOfARequestIsKept() throws Exception {
        Path source = files.source("hints.java", """
                class Hints implements Application {
                    public Response handle(Request request) { return Response.empty(204); }
                    public boolean mayBlock(Request request) { return request.path().equals("/slow"); }
                    public boolean streams(Request request) { return request.path().equals("/upload"); }
                }""");
        Application loaded = loader(".").load(source.toString());
        assertTrue(loaded.mayBlock(Request.of("GET", "/slow")) && loaded.streams(Request.of("POST", "/upload")));
        assertFalse(loaded.mayBlock(Request.of("GET", "/")) || loaded.streams(Request.of("POST", "/")));
    }

    private static String named(String name) {
        return "class " + name + " implements Application { public Response handle(Request request) "
                + "{ return Response.text(200, \"" + name + "\"); } }\n";
    }
}
