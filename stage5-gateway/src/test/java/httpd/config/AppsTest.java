package httpd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which applications there are, and where: on the command line, in a file, and in both. */
class AppsTest {
    @TempDir
    private Path directory;

    @Test
    void withoutAnyThereIsTheSite() {
        assertEquals(Map.of("/", "site"), mounted());
        assertEquals(Map.of("/", "site"), mounted("-c", file("apps:\n")));
        assertEquals(Map.of("/", "site"), mounted("-c", file("apps:\n  /: site\n")));
    }

    @Test
    void aNameAloneIsAtTheRoot() {
        for (String name : List.of("static:www", "com.example.App::app", "hello.java:app", "/home/me/hello.java", "static:/a=b",
                "a/b=c.java")) {
            assertEquals(Map.of("/", name), mounted("--app", name));
        }
    }

    @Test
    void aNameMayHaveAPathBeforeIt() {
        assertEquals(Map.of("/shop", "hello.java"), mounted("--app", "/shop=hello.java"));
        assertEquals(Map.of("/shop", "hello.java"), mounted("--app", "/shop/=hello.java"));
        assertEquals(Map.of("/", "/home/a=b/hello.java"), mounted("--app", "/=/home/a=b/hello.java"));
        assertEquals(List.of("/b", "/", "/a/c"),
                List.copyOf(mounted("--app", "/b=x", "--app", "y", "--app", "/a/c=cgi:z").keySet()));
    }

    @Test
    void aFileSaysTheSame() {
        String file = file("apps:\n  /: hello.java\n  /cgi-bin/: cgi:DIR\n  '/flask': \"scgi:127.0.0.1:4000\"\n"
                + "  /x: com.example.App::app\n");
        assertEquals(Map.of("/", "hello.java", "/cgi-bin", "cgi:DIR", "/flask", "scgi:127.0.0.1:4000", "/x", "com.example.App::app"),
                mounted("-c", file));
    }

    @Test
    void theCommandLineWinsPathByPath() {
        String file = file("apps: {/: site, /shop: shop.java}\n");
        assertEquals(Map.of("/", "hello.java", "/shop", "shop.java"), mounted("-c", file, "--app", "hello.java"));
        assertEquals(Map.of("/", "site", "/shop", "other.java", "/more", "x"),
                mounted("--app", "/shop=other.java", "-c", file, "--app", "/more=x"));
    }

    @Test
    void twoAtOnePathAreRefused() {
        assertEquals("--app: there is an application at / already; another one needs a path of its own, as in --app /shop=b.java",
                Reading.problemOf("--app", "a.java", "--app", "b.java"));
        assertEquals("--app: there is an application at /x already; another one needs a path of its own, as in --app /shop=b.java",
                Reading.problemOf("--app", "/x=a.java", "--app", "/x/=b.java"));
        String file = file("apps:\n  /x: a.java\n  /x/: b.java\n");
        assertEquals(file + ":3: the key 'apps./x' comes twice", Reading.problemOf("-c", file));
    }

    @Test
    void whatIsNoPathIsRefused() {
        for (String wrong : List.of("shop", "", "//", "/a//b", "/%41", "/a b", "/a?b", "/\u00e9")) {
            String form = " takes a path such as / or /shop, of plain characters, not '" + wrong + "'";
            String file = file("log: none\napps:\n  \"" + wrong + "\": site\n");
            assertEquals(file + ":3: a key of apps" + form, Reading.problemOf("-c", file));
            if (wrong.startsWith("/") || wrong.matches("[a-z]*")) {
                assertEquals("--app" + form, Reading.problemOf("--app", wrong + "=site"));
            }
        }
    }

    @Test
    void aPathNeedsAnApplication() {
        assertEquals("--app takes an application such as site or hello.java, not ''", Reading.problemOf("--app", "/x="));
        assertEquals("--app takes an application such as site or hello.java, not ' '", Reading.problemOf("--app", " "));
        assertEquals("--app needs a value", Reading.problemOf("--app"));
        String file = file("apps:\n  /:\n");
        assertEquals(file + ":2: apps./ takes one value", Reading.problemOf("-c", file));
        file = file("apps:\n  /: ''\n");
        assertEquals(file + ":2: apps./ takes an application such as site or hello.java, not ''", Reading.problemOf("-c", file));
        file = file("apps:\n  /: [site]\n");
        assertEquals(file + ":2: apps./ takes one value", Reading.problemOf("-c", file));
        file = file("log: none\napps.shop: site\n");
        assertEquals(file + ":2: a key of apps takes a path such as / or /shop, of plain characters, not 'shop'",
                Reading.problemOf("-c", file));
        file = file("apps: site\n");
        assertEquals(file + ":1: apps is a section: its keys stand below it, further to the right", Reading.problemOf("-c", file));
        file = file("log: none\nap: site\n");
        assertEquals(file + ":2: unknown key 'ap'; the nearest one is 'apps'", Reading.problemOf("-c", file));
    }

    @Test
    void theOtherKeysAreInTheFileAsWell() {
        String file = file("appPath: 'classes:lib/*'\nlint: true\nreload: true\nmiddleware: gzip\ndeadlines: {application: 0ms}\n");
        Config config = Reading.options("-c", file);
        assertEquals(new Config.Apps(Map.of("/", "site"), "classes:lib/*", List.of("gzip"), true, true, 0), config.apps());
        file = file("log: none\nlint: yes\n");
        assertEquals(file + ":2: lint takes one of true, false, not 'yes'", Reading.problemOf("-c", file));
        file = file("log: none\nappPath: ''\n");
        assertEquals(file + ":2: appPath takes a class path such as classes:lib/*, not ''", Reading.problemOf("-c", file));
    }

    private Map<String, String> mounted(String... options) {
        return Reading.options(options).apps().mounted();
    }

    private String file(String text) {
        return Reading.write(directory.resolve("server.yaml"), text).toString();
    }
}
