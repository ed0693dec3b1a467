package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Hard;
import behaviours.Target;
import behaviours.Violation;
import behaviours.Wire;
import behaviours.corpus.BytePattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Programs in any language, by RFC 3875: which file is run, what it is told, and what it may answer. */
public abstract class GatewayCgiContract extends GatewayContract {
    private static final int LIMIT = 6_000_000;
    /** What a shell adds to its environment by itself. */
    private static final List<String> OF_THE_SHELL = List.of("PWD", "OLDPWD", "SHLVL", "_");
    private static final String TEXT = "printf 'Content-Type: text/plain\\n\\n'\n";

    @Override
    protected List<String> options() {
        Path scripts = GatewayFiles.directory("cgi-bin");
        if (!Files.exists(scripts.resolve("last.sh"))) fill(scripts);
        return List.of("--app", "/=site", "--app", "/cgi-bin=cgi:" + scripts, "--app", "/deep/er=cgi:" + scripts,
                "--deadlines.application", "5s", "--limits.body", Integer.toString(LIMIT));
    }

    /** Whatever a program writes or reads, little of it is in memory. */
    @Override
    protected Target started() {
        return super.started().jvm("-Xmx24m");
    }

    private static void fill(Path scripts) {
        GatewayFiles.script(scripts.resolve("env.sh"), TEXT + "env\necho ARGUMENTS=$#\n");
        GatewayFiles.script(scripts.resolve("below/env.sh"), TEXT + "env\npwd\n");
        GatewayFiles.script(scripts.resolve("body.sh"), TEXT + "echo \"$CONTENT_LENGTH\"\nexec cat\n");
        GatewayFiles.script(scripts.resolve("unread.sh"), TEXT + "echo unread\n");
        GatewayFiles.script(scripts.resolve("ran.sh"), "echo ran >> ran\n" + TEXT + "cat > /dev/null\n");
        GatewayFiles.script(scripts.resolve("status.sh"),
                "printf 'Status: 418 I am one\\nX-Tea: yes\\nContent-Type: text/plain\\n\\ntea\\n'\n");
        GatewayFiles.script(scripts.resolve("crlf.sh"), "printf 'content-TYPE:text/plain \\r\\nX-A: 1\\r\\nx-a: 2\\r\\n\\r\\ncrlf\\n'\n");
        GatewayFiles.script(scripts.resolve("local.sh"), "printf 'Location: /hello\\n\\n'\n");
        GatewayFiles.script(scripts.resolve("local-script.sh"), "printf 'Location: /cgi-bin/env.sh/more?by=redirect\\n\\n'\n");
        GatewayFiles.script(scripts.resolve("client.sh"), "printf 'Status: 302 Found\\nLocation: /hello\\n\\n'\n");
        GatewayFiles.script(scripts.resolve("absolute.sh"), "printf 'Location: http://other.example/a\\n\\n'\n");
        GatewayFiles.script(scripts.resolve("circle.sh"), "echo round >> circle\nprintf 'Location: /cgi-bin/circle.sh\\n\\n'\n");
        GatewayFiles.script(scripts.resolve("nph-raw.sh"),
                "printf 'HTTP/1.1 202 Taken\\r\\nContent-Type: text/plain\\r\\n\\r\\ntaken\\n'\n");
        GatewayFiles.script(scripts.resolve("hop.sh"),
                "printf 'Connection: close\\nTransfer-Encoding: chunked\\nContent-Type: text/plain\\n\\nhop\\n'\n");
        GatewayFiles.script(scripts.resolve("none.sh"), "printf 'Status: 204 None\\n\\n'\n");
        GatewayFiles.write(scripts.resolve("plain.sh"), "#!/bin/sh\n" + TEXT + "echo never\n");
        GatewayFiles.write(scripts.resolve("nobody.sh"), "#!/no/such/interpreter\n" + TEXT).toFile().setExecutable(true);
        Path outside = scripts.resolveSibling("outside.sh");
        GatewayFiles.script(outside, "touch '" + outside + ".ran'\n" + TEXT + "echo outside\n");
        try {
            Files.createSymbolicLink(scripts.resolve("link.sh"), outside);
            Files.createSymbolicLink(scripts.resolve("up"), scripts.getParent());
        } catch (IOException e) {
            System.err.println("no links on this system: " + e);
        }
        GatewayFiles.script(scripts.resolve("last.sh"), TEXT);
    }

    @Test
    @Behaviour("gateway.cgi-files")
    public void onlyAProgramInTheDirectoryIsRun() {
        Wire wire = connect();
        wire.send(get("/cgi-bin/unread.sh")).answer().expect(200).expectBody("unread\n").expectField("Content-Type", "text/plain")
                .expectKeepAlive();
        for (String path : List.of("", "/", "/none-such.sh", "/below", "/below/", "/below/none.sh", "/link.sh", "/up/outside.sh",
                "/up/cgi-bin/env.sh")) {
            wire.send(get("/cgi-bin" + path)).answer().expect(404).expectKeepAlive();
        }
        expectNothingOutsideHasRun();
        wire.send(get("/cgi-bin/plain.sh")).answer().expect(403).expectKeepAlive();
        wire.send(get("/cgi-bin/nobody.sh")).answer().expect(500).expectKeepAlive();
        wire.send(get("/hello")).answer().expect(200);
    }

    @Test
    @Behaviour("gateway.cgi-traversal")
    public void noPathLeadsToAnotherProgram() {
        for (String path : List.of("/../outside.sh", "/%2e%2e/outside.sh", "/.%2E/outside.sh", "/below/../../outside.sh",
                "/below/../env.sh", "/./env.sh", "/%2foutside.sh", "/..%2foutside.sh", "/below%2fenv.sh", "/env.sh%00", "/env.sh%00.txt",
                "/%00", "//env.sh", "/env.sh/..%2f..", "/env.sh/../..", "/env.sh/%2e%2e/a", "/%zz", "/env.sh/%", "/env.sh/%2Fetc")) {
            Answer answer = ask("GET", "/cgi-bin" + path).expectOneOf(400, 404);
            if (answer.text().contains("outside") || answer.text().contains("PATH=")) throw wrong(answer, "a program was run: " + path);
        }
        expectNothingOutsideHasRun();
    }

    private static void expectNothingOutsideHasRun() {
        Path ran = GatewayFiles.directory("cgi-bin").resolveSibling("outside.sh.ran");
        if (Files.exists(ran)) throw new Violation("a program outside the directory was run");
    }

    /** RFC 3875 sections 4.1.5 and 4.1.13. */
    @Test
    @Behaviour("gateway.cgi-path")
    public void thePathIsCutBehindTheScript() {
        Map<String, String> told = environment(get("/cgi-bin/env.sh/a%20b/%7Ec?x=1&y=%20+z"));
        expect(told, "SCRIPT_NAME", "/cgi-bin/env.sh");
        expect(told, "PATH_INFO", "/a b/~c");
        expect(told, "QUERY_STRING", "x=1&y=%20+z");
        expect(told, "REQUEST_URI", "/cgi-bin/env.sh/a%20b/%7Ec?x=1&y=%20+z");
        expect(told, "ARGUMENTS", "0"); // section 4.4 is left out: arguments have been options of interpreters
        expect(environment(get("/cgi-bin/env.sh?-s+a")), "ARGUMENTS", "0");
        told = environment(get("/deep/er/below/env.sh/"));
        expect(told, "SCRIPT_NAME", "/deep/er/below/env.sh");
        expect(told, "PATH_INFO", "/");
        expect(told, "QUERY_STRING", "");
        expect(environment(get("/cgi-bin/env.sh")), "PATH_INFO", "");
        if (!ask("GET", "/cgi-bin/below/env.sh").text().endsWith("/cgi-bin/below\n")) {
            throw new Violation("it does not run in its own directory");
        }
    }

    @Test
    @Behaviour("gateway.cgi-environment")
    public void itIsToldEverythingOfTheRequestAndNothingOfTheServer() {
        Map<String, String> told = environment(request("GET", "/cgi-bin/env.sh", "X-One: 1", "x-ONE: 2", "Cookie: a=1", "Cookie: b=2",
                "Accept: a/b"));
        Map<String, String> expected = new TreeMap<>(Map.of("GATEWAY_INTERFACE", "CGI/1.1", "REQUEST_METHOD", "GET", "SERVER_PROTOCOL",
                "HTTP/1.1", "SERVER_NAME", "a.example", "SERVER_PORT", Integer.toString(server().port()), "REMOTE_ADDR", "127.0.0.1",
                "HTTP_HOST", "a.example", "HTTP_X_ONE", "1, 2", "HTTP_COOKIE", "a=1; b=2", "HTTP_ACCEPT", "a/b"));
        expected.forEach((name, value) -> expect(told, name, value));
        if (told.get("SERVER_SOFTWARE") == null) throw new Violation("SERVER_SOFTWARE must be there: " + told);
        for (String name : System.getenv().keySet()) {
            boolean needed = name.equals("PATH") || OF_THE_SHELL.contains(name);
            if (!needed && told.containsKey(name)) throw new Violation("the program has " + name + " from the server's own environment");
        }
    }

    /** CVE-2016-5385: a field Proxy would be taken for the address of a proxy; and X_Under would pass for X-Under. */
    @Test
    @Behaviour("gateway.cgi-environment")
    public void noFieldCanPassForSomethingElse() {
        Map<String, String> told = environment(request("GET", "/cgi-bin/env.sh", "Proxy: http://evil.example", "X_Under: 1", "X-Under: 2",
                "Content-Length: 0", "Authorization: Basic c2VjcmV0", "Path: /evil", "Gateway-Interface: evil", "X.Dot: 1"));
        for (String name : List.of("HTTP_PROXY", "HTTP_AUTHORIZATION", "HTTP_CONTENT_LENGTH", "HTTP_X.DOT")) {
            if (told.containsKey(name)) throw new Violation("the program must not have " + name + ", but it is " + told.get(name));
        }
        expect(told, "HTTP_X_UNDER", "2");
        expect(told, "GATEWAY_INTERFACE", "CGI/1.1");
        if (told.get("PATH").equals("/evil")) throw new Violation("a field has become PATH");
    }

    private Map<String, String> environment(String request) {
        Map<String, String> environment = new TreeMap<>();
        for (String line : connect().send(request).answer().expect(200).text().split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) environment.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return environment;
    }

    private static void expect(Map<String, String> environment, String name, String value) {
        if (!environment.containsKey(name)) throw new Violation("the program is not told " + name + ": " + environment);
        if (!value.equals(environment.get(name))) throw Violation.differs(name, value, environment.get(name));
    }

    @Test
    @Behaviour("gateway.cgi-body")
    public void aBodyArrivesWithItsLengthHoweverItIsSent() {
        byte[] large = BytePattern.of(Hard.scale(500_000));
        ask("POST", "/cgi-bin/body.sh", large).expect(200).expectBody(join(bytes(large.length + "\n"), large));
        Wire wire = connect().send(request("POST", "/cgi-bin/body.sh", "Transfer-Encoding: chunked"));
        wire.send("3;a=b\r\nabc\r\n" + Integer.toHexString(large.length) + "\r\n").send(large).send("\r\n0\r\nX: y\r\n\r\n");
        wire.answer("POST").expect(200).expectBody(join(bytes(large.length + 3 + "\nabc"), large)).expectKeepAlive();
        wire.send(get("/cgi-bin/body.sh")).answer().expect(200).expectBody("\n"); // section 4.1.2: without a body no length
        for (int i = 0; i < 2; i++) {
            wire.send(request("POST", "/cgi-bin/unread.sh", "Content-Length: " + large.length)).send(large);
            wire.answer("POST").expect(200).expectBody("unread\n").expectKeepAlive();
        }
    }

    @Test
    @Behaviour("gateway.cgi-body")
    public void aBodyThatIsTooLargeStartsNothing() {
        connect().send(request("POST", "/cgi-bin/ran.sh", "Content-Length: " + (LIMIT + 1))).answer("POST").expect(413).expectClose();
        Wire counted = connect().send(request("POST", "/cgi-bin/ran.sh", "Transfer-Encoding: chunked"));
        for (int i = 0; i < LIMIT / 1_000_000; i++) counted.trySend(join(bytes("f4240\r\n"), new byte[1_000_000], bytes("\r\n")));
        counted.trySend(bytes("1\r\n"));
        counted.answer("POST").expect(413).expectClose();
        connect().send(request("POST", "/cgi-bin/ran.sh", "Content-Length: 10") + "abc").reset();
        ask("GET", "/hello").expect(200);
        Path ran = GatewayFiles.directory("cgi-bin").resolve("ran");
        if (Files.exists(ran)) throw new Violation("a program was started for a body that was refused");
        ask("POST", "/cgi-bin/ran.sh", bytes("abc")).expect(200);
        if (!Files.exists(ran)) throw new Violation("this test would not notice that a program was started");
    }

    @Test
    @Behaviour("gateway.cgi-answer")
    public void statusAndFieldsAreTheProgramsAndFramingTheServers() {
        Wire wire = connect();
        wire.send(get("/cgi-bin/status.sh")).answer().expect(418).expectField("X-Tea", "yes").expectNoField("Status").expectBody("tea\n");
        Answer crlf = wire.send(get("/cgi-bin/crlf.sh")).answer().expect(200).expectBody("crlf\n")
                .expectField("Content-Type", "text/plain");
        if (!crlf.all("X-A").equals(List.of("1", "2"))) throw wrong(crlf, "X-A had to be 1 and 2");
        wire.send(get("/cgi-bin/nph-raw.sh")).answer().expect(202).expectBody("taken\n").expectKeepAlive();
        wire.send(get("/cgi-bin/hop.sh")).answer().expect(200).expectBody("hop\n").expectKeepAlive(); // section 6.3.4: may be left out
        wire.send(get("/cgi-bin/none.sh")).answer().expect(204).expectNoField("Content-Length");
        wire.send(request("HEAD", "/cgi-bin/status.sh")).answer("HEAD").expect(418).expectField("X-Tea", "yes");
        wire.send(get("/hello")).answer().expect(200);
    }

    /** RFC 3875 section 6.2.2: a path alone is for the server to follow, anything else for the client. */
    @Test
    @Behaviour("gateway.cgi-redirect")
    public void aRedirectIsFollowedByWhomItIsMeantFor() {
        Wire wire = connect();
        wire.send(get("/cgi-bin/client.sh")).answer().expect(302).expectField("Location", "/hello").expectKeepAlive();
        wire.send(get("/cgi-bin/absolute.sh")).answer().expect(302).expectField("Location", "http://other.example/a").expectKeepAlive();
        wire.send(get("/cgi-bin/local.sh")).answer().expect(200).expectBody("Hello, World!\n").expectNoField("Location").expectKeepAlive();
        Answer script = wire.send(get("/cgi-bin/local-script.sh?own=query")).answer().expect(200).expectNoField("Location");
        for (String line : List.of("PATH_INFO=/more", "QUERY_STRING=by=redirect", "SCRIPT_NAME=/cgi-bin/env.sh", "REQUEST_METHOD=GET")) {
            if (!List.of(script.text().split("\n")).contains(line)) throw wrong(script, "the second program is not told " + line);
        }
        Wire post = connect().send(request("POST", "/cgi-bin/local-script.sh", "Content-Length: 3") + "abc");
        if (!post.answer("POST").expect(200).text().contains("REQUEST_METHOD=GET\n")) {
            throw new Violation("a redirect is followed with GET");
        }
        wire.send(get("/cgi-bin/circle.sh")).answer().expectOneOf(500, 502).expectKeepAlive();
        int rounds = GatewayFiles.lines(GatewayFiles.directory("cgi-bin").resolve("circle"));
        if (rounds > 11) throw new Violation("a program that redirects to itself was run " + rounds + " times");
    }
}
