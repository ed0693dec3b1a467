package httpd.app;

import static httpd.app.LoadFixture.loader;
import static httpd.app.LoadFixture.problem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that cannot be had: the message is one line, says what was looked for, and what may have been meant. */
class AppLoadErrorTest {
    private static final String APP = "class App { static Application first = request -> null; "
            + "static Response second(Request r) { return null; } }";

    @TempDir
    private Path directory;
    private LoadFixture files;

    @BeforeEach
    void prepare() {
        files = new LoadFixture(directory);
    }

    @Test
    void aClassThatIsNotThere() throws Exception {
        Path classes = files.classes("classes", "com.example.App", APP);
        String looked = ": looked for the class %s in '" + classes + "' (--app-path); there is none%s";
        wrong(loader(classes), "com.example.Nothing", looked, "com.example.Nothing", "");
        wrong(loader(classes), "com.example.app", looked, "com.example.app", "; did you mean 'com.example.App'?");
        wrong(loader(classes), "com.exmaple.App", looked, "com.exmaple.App", "; did you mean 'com.example.App'?");
        wrong(loader(classes), "App", looked, "App", "; did you mean 'com.example.App'?");
        wrong(loader(classes), "stie", looked, "stie", "; did you mean 'site'?");
        wrong(loader(classes), "Uplaod", looked, "Uplaod", "");
        wrong(loader(classes), "com.example.Appp::first", looked, "com.example.Appp", "; did you mean 'com.example.App'?");
        Path jar = files.jar("lib/app.jar", classes);
        looked = looked.replace(classes.toString(), jar.toString());
        wrong(loader(jar), "com.example.Ap", looked, "com.example.Ap", "; did you mean 'com.example.App'?");
    }

    @Test
    void aMemberThatIsNotThere() throws Exception {
        AppLoader loader = loader(files.classes("classes", "com.example.App", APP));
        String looked = ": looked for a static member %s of the class com.example.App that is an Application, returns one, "
                + "or takes a Request and returns a Response; there is none%s";
        wrong(loader, "com.example.App::other", looked, "other", "; it has first, second");
        wrong(loader, "com.example.App::frist", looked, "frist", "; did you mean 'first'?");
        wrong(loader, "com.example.App", ": looked for an application, but the class com.example.App neither implements "
                + "httpd.gateway.Application nor has a static member app; it has first, second");
        wrong(loader, "java.lang.String", ": looked for an application, but the class java.lang.String neither implements "
                + "httpd.gateway.Application nor has a static member app");
    }

    @Test
    void aMemberOfAnotherKind() throws Exception {
        AppLoader loader = loader(files.classes("classes", "Odd", """
                class Odd {
                    Application field;
                    Response method(Request request) { return null; }
                    static String words = "words";
                    static Application nothing;
                    static Application none() { return null; }
                    static Response wants(String text, int number) { return null; }
                }"""));
        String looked = ": looked for a static member %s of the class Odd that is an Application, returns one, "
                + "or takes a Request and returns a Response; %s";
        wrong(loader, "Odd::field", looked, "field", "there is one, but it is not static; it has nothing, none");
        wrong(loader, "Odd::method", looked, "method", "there is one, but it is not static; it has nothing, none");
        wrong(loader, "Odd::wants", looked, "wants", "there is only static httpd.http.Response Odd.wants(java.lang.String,int)");
        wrong(loader, "Odd::words", ": the field words of the class Odd is no Application but a java.lang.String");
        wrong(loader, "Odd::nothing", ": the field nothing of the class Odd is no Application but null");
        wrong(loader, "Odd::none", ": the method none of the class Odd is no Application but null");
    }

    @Test
    void anApplicationThatCannotBeMade() throws Exception {
        String methods = " public Response handle(Request request) { return null; } ";
        Path classes = files.classes("classes", "Abstract", "abstract class Abstract implements Application { }");
        files.classes("classes", "Wants", "class Wants implements Application { Wants(int number) { }" + methods + "}");
        files.classes("classes", "Early",
                "class Early implements Application {\n static final int ZERO = 0, NUMBER = 1 / ZERO;" + methods + "}");
        files.classes("classes", "Late", """
                class Late implements Application {
                    Late() { throw new IllegalStateException("no data\\nbase"); }
                    public Response handle(Request request) { return null; }
                    static class Number { static final int VALUE = Integer.parseInt("x"); }
                    static Application other() { return Number.VALUE == 0 ? null : null; }
                    static Application app() { java.util.Objects.requireNonNull(null, "no thing"); return null; }
                }""");
        AppLoader loader = loader(classes);
        wrong(loader, "Abstract", ": the class Abstract is abstract, so no application can be made of it");
        wrong(loader, "Wants", ": the class Wants has no constructor without parameters; a static member app may call another one");
        wrong(loader, "Early",
                ": the static initialiser of the class Early has thrown java.lang.ArithmeticException: / by zero at Early.java:5");
        wrong(loader, "Late",
                ": the constructor of the class Late has thrown java.lang.IllegalStateException: no data\\u000abase at Late.java:5");
        wrong(loader, "Late::app", ": the method app of the class Late has thrown java.lang.NullPointerException: no thing at Late.java:9");
        wrong(loader, "Late::other",
                ": the method other of the class Late has thrown java.lang.NumberFormatException: For input string: \"x\" at Late.java:7");
    }

    @Test
    void aClassThatNeedsWhatIsNotThere() throws Exception {
        Path classes = files.classes("classes", "Helper", "class Helper { static Application app() { return null; } }");
        files.classes("classes", "Needs", "class Needs { static Helper helper; static Application app = Helper.app(); }");
        files.classes("classes", "Extends", "class Extends extends Helper { }");
        files.classes("classes", "Signs", "class Signs { static Helper app(Request request) { return null; } }");
        Files.delete(classes.resolve("Helper.class"));
        for (String name : new String[] {"Needs", "Extends", "Signs"}) {
            wrong(loader(classes), name, ": the class " + name + " needs Helper, which is neither on --app-path nor in the server");
        }
        Path source = files.source("uses.java", "class Uses { static Application app = httpd.site.Missing.app(); }");
        assertTrue(problem(loader("."), source).contains("uses.java:4: error"), problem(loader("."), source));
    }

    @Test
    void aPathThatLeadsIntoAPackage() throws Exception {
        Path classes = files.classes("classes", "com.example.App", APP);
        wrong(loader(classes.resolve("com/example")), "App", ": looked for the class App, but its file holds com.example.App; "
                + "--app-path must name the directory where the packages begin");
    }

    @Test
    void aClassFileThatIsNone() throws Exception {
        files.write("classes/Text.class", "text");
        Path classes = directory.resolve("classes");
        String problem = problem(loader(classes), "Text");
        assertTrue(problem.startsWith("Text: the class Text cannot be loaded: java.lang.ClassFormatError: "), problem);
        byte[] later = Files.readAllBytes(files.classes("classes", "Later", "class Later { }").resolve("Later.class"));
        later[7] = 127; // the version of the class file, high enough for some time
        Files.write(classes.resolve("Later.class"), later);
        wrong(loader(classes), "Later", ": the class Later was compiled for a later Java than this one ("
                + Runtime.version().feature() + ")");
    }

    @Test
    void aFileThatIsNotThere() throws Exception {
        files.source("hello.java", "class Hello { static Response app(Request r) { return null; } }");
        Path near = directory.resolve("helo.java");
        wrong(loader("."), near.toString(), ": there is no file " + near + "; did you mean 'hello.java'?");
        Path far = directory.resolve("shop.java");
        wrong(loader("."), far + ":app", ": there is no file " + far);
        Path nowhere = directory.resolve("nowhere/hello.java");
        wrong(loader("."), nowhere.toString(), ": there is no file " + nowhere + ", nor a directory " + nowhere.getParent());
        Path odd = Files.createDirectory(directory.resolve("odd.java"));
        wrong(loader("."), odd.toString(), ": " + odd + " is no file");
    }

    @Test
    void aNameThatIsNone() throws Exception {
        files.source("hello.java", "class Hello { static Response app(Request r) { return null; } }");
        String forms = ": an application is one of site, static, upload, cgi, scgi, or has a name such as com.example.App, "
                + "com.example.App::member, hello.java or hello.java:member%s";
        wrong(loader("."), "com.example.App:app", forms, "; did you mean 'com.example.App::app'?");
        wrong(loader("."), "hello.java::app", forms, "; did you mean 'hello.java:app'?");
        wrong(loader("."), "Static:www", forms, "; did you mean 'static'?");
        wrong(loader("."), directory + "/hello", forms, "; did you mean '" + directory + "/hello.java'?");
        wrong(loader("."), "a b", forms, "");
        wrong(loader("."), "::", forms, "");
    }

    @Test
    void aSourceFileWithoutAnApplication() throws Exception {
        Path none = files.source("none.java", "class A { } class B { }");
        String looked = ": looked for a class that implements httpd.gateway.Application or has a static member app; there is none%s";
        wrong(loader("."), none.toString(), looked, " among A, B");
        wrong(loader("."), files.write("empty.java", "").toString(), looked, "");
        wrong(loader("."), none + ":app", ": looked for a class app, or a static member app that is an Application, returns one, "
                + "or takes a Request and returns a Response; there is none in A, B");
        Path one = files.source("one.java", "class One { static Application ap; }");
        wrong(loader("."), one.toString(), ": looked for an application, but the class One neither implements "
                + "httpd.gateway.Application nor has a static member app; did you mean 'ap'?");
        wrong(loader("."), one + ":apq", ": looked for a static member apq of the class One that is an Application, returns one, "
                + "or takes a Request and returns a Response; there is none; did you mean 'ap'?");
        String handler = " { static Response app(Request request) { return null; } } ";
        Path several = files.source("several.java", "class A" + handler + "class B" + handler);
        wrong(loader("."), several.toString(), ": there are several applications: A, B; name one of them, as in " + several + ":A");
    }

    @Test
    void aPathThatIsNotThere() throws Exception {
        Path absent = directory.resolve("absent");
        Path text = files.write("text.jar", "text");
        assertEquals("--app-path: there is no '" + absent + "'", assertThrows(LoadException.class, () -> loader(".", absent)).getMessage());
        assertEquals("--app-path: there is no directory for '" + absent + "/*'",
                assertThrows(LoadException.class, () -> loader(absent + "/*")).getMessage());
        String problem = assertThrows(LoadException.class, () -> loader(text)).getMessage();
        assertTrue(problem.startsWith("--app-path: '" + text + "' cannot be read: java.util.zip.ZipException"), problem);
    }

    /** The message begins with the name as it was given, and is one line. */
    private static void wrong(AppLoader loader, String name, String message, Object... parts) {
        assertEquals(name + String.format(message.replace("%", parts.length == 0 ? "%%" : "%"), parts), problem(loader, name));
    }
}
