package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Field;
import behaviours.Needs;
import behaviours.Route;
import behaviours.Since;
import behaviours.Violation;
import behaviours.Wire;
import behaviours.corpus.BytePattern;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The demo site, row by row, and what HTTP says about pages, methods and forms of the target that a server does not have. */
@Since(2)
public abstract class MessageSiteContract extends MessageContract {
    private static final String GREETS_ALL = "stage 1 greets whatever it is asked";
    private static final byte[] BINARY = join(bytes("\0\1\2\r\n\r\n"), BytePattern.of(3000));

    @Test
    @Behaviour("message.site")
    @Needs({Route.GREETING, Route.HELLO})
    @Since(value = 2, early = GREETS_ALL)
    public void helloIsTheGreeting() {
        corpus("message.site");
        ask("GET", "/hello").expect(200).expectField("Content-Type", "text/plain; charset=utf-8").expectBody("Hello, World!\n");
    }

    @Test
    @Behaviour("message.site")
    @Needs(Route.ECHO)
    public void echoSendsBackTheSameBytes() {
        ask("POST", "/echo", BINARY, "Content-Type: image/x-nothing; a=\"b c\"").expect(200)
                .expectField("Content-Type", "image/x-nothing; a=\"b c\"").expectBody(BINARY);
        ask("POST", "/echo", new byte[0]).expect(200).expectBody("");
    }

    @Test
    @Behaviour("message.site")
    @Needs(Route.REQUEST)
    public void requestTellsWhatTheServerUnderstood() {
        try (Wire wire = connect()) {
            wire.send("POST /request?a=1&b=%20 HTTP/1.1\r\nHost: example.org\r\nx-Odd-Case:  two  words \r\nContent-Length: 5\r\n\r\nhello")
                    .answer().expect(200).expectField("Content-Type", "text/plain; charset=iso-8859-1").expectBody("""
                            method: POST
                            target: /request?a=1&b=%20
                            path: /request
                            query: a=1&b=%20
                            authority: example.org
                            version: HTTP/1.1
                            body: 5 bytes
                            field: Host: example.org
                            field: x-Odd-Case: two  words
                            field: Content-Length: 5
                            """);
        }
    }

    @Test
    @Behaviour("message.site")
    @Needs(Route.SLEEP)
    public void sleepWaits() {
        server();
        long start = System.nanoTime();
        ask("GET", "/sleep?ms=50").expect(200).expectBody("slept 50 ms\n");
        expectAtLeast(Duration.ofMillis(50), start);
        ask("GET", "/sleep?ms=0").expect(200).expectBody("slept 0 ms\n");
        ask("GET", "/sleep?a=1&ms=%31%30").expect(200).expectBody("slept 10 ms\n");
    }

    @Test
    @Behaviour("message.site")
    @Needs(Route.SPIN)
    public void spinWorks() {
        server();
        long start = System.nanoTime();
        ask("GET", "/spin?ms=30").expect(200);
        expectAtLeast(Duration.ofMillis(30), start);
        ask("GET", "/spin").expect(400);
    }

    private static void expectAtLeast(Duration time, long start) {
        Duration passed = Duration.ofNanos(System.nanoTime() - start);
        if (passed.compareTo(time) < 0) throw new Violation("answered after " + passed.toMillis() + " ms, not after " + time.toMillis());
    }

    @Test
    @Behaviour("message.site")
    @Needs(Route.BYTES)
    public void bytesAreAKnownPattern() {
        for (int length : new int[] {0, 1, 255, 70_000, 200_001}) {
            Answer answer = ask("GET", "/bytes?n=" + length).expect(200);
            answer.expectField("Content-Type", "application/octet-stream").expectBody(BytePattern.of(length));
        }
    }

    @Test
    @Behaviour("message.site")
    @Needs(Route.FAIL)
    public void failFails() {
        ask("GET", "/fail").expect(500);
    }

    @Test
    @Behaviour("message.site")
    @Needs({Route.SLEEP, Route.SPIN, Route.BYTES})
    public void badParametersAreRefusedWithASentence() {
        for (String bad : List.of("/sleep", "/sleep?", "/sleep?ms", "/sleep?ms=", "/sleep?ms=-1", "/sleep?ms=%2B5", "/sleep?ms=+5",
                "/sleep?ms=5x", "/sleep?ms=60001", "/sleep?ms=99999999999999999999", "/sleep?ms=%D9%A5", "/spin?ms=10001", "/spin?ms=0x5",
                "/bytes?n=10000000001", "/bytes?n=18446744073709551621", "/bytes?n=-1", "/bytes?n=1e3")) {
            expectSentence(ask("GET", bad).expect(400));
        }
    }

    @Test
    @Behaviour("message.site")
    @Needs({Route.GREETING, Route.HELLO, Route.REQUEST, Route.SLEEP, Route.SPIN, Route.BYTES, Route.FAIL})
    public void headWorksWhereverGetDoes() {
        for (String page : List.of("/", "/hello", "/request", "/sleep?ms=1", "/spin?ms=1", "/bytes?n=100000", "/fail", "/sleep?ms=x")) {
            expectSameHead(page);
        }
        ask("HEAD", "/bytes?n=10000000000").expect(200).expectField("Content-Length", "10000000000");
    }

    @Test
    @Behaviour("message.head")
    public void headHasTheFieldsOfGetAndNoBody() {
        corpus("message.head");
        expectSameHead("/");
        expectSameHead("/no/such/page");
    }

    /** Date may differ by a second; /request tells the method, so that its length differs by one. */
    private void expectSameHead(String page) {
        Answer get = ask("GET", page);
        Answer head = ask("HEAD", page).expect(get.status());
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        get.fields().forEach(field -> names.add(field.name()));
        for (Field field : head.fields()) {
            if (!names.remove(field.name())) throw wrong(head, "GET has no field " + field.name() + ", HEAD has it");
        }
        if (!names.isEmpty()) throw wrong(head, "HEAD lacks these fields of GET: " + names);
        long length = Long.parseLong(get.field("Content-Length"));
        head.expectField("Content-Length", String.valueOf(page.equals("/request") ? length + 1 : length));
    }

    @Test
    @Behaviour("message.head")
    public void theAnswerAfterHeadParses() {
        try (Wire wire = connect()) {
            wire.send(join(bytes(head("HEAD / HTTP/1.1")), BEHIND));
            if (!wire.answer("HEAD").expect(200).closes()) wire.answer().expect(200);
            wire.expectGone();
        }
    }

    @Test
    @Behaviour("message.not-found")
    public void unknownPagesAreNotFound() {
        corpus("message.not-found");
        for (String page : List.of("/no/such/page", "/hello/", "/Hello", "/hello.html", "/hell", "//hello", "/;")) {
            ask("GET", page).expect(404);
        }
    }

    @Test
    @Behaviour("message.method")
    @Needs({Route.HELLO, Route.ECHO})
    public void otherMethodsAreRefusedWithTheAllowedOnes() {
        corpus("message.method");
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            expectAllowed(ask(method, "/hello", bytes("hello")).expect(405), "GET", "HEAD");
        }
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
            expectAllowed(ask(method, "/echo").expect(405), "POST");
        }
    }

    private static void expectAllowed(Answer answer, String... methods) {
        String allow = answer.field("Allow");
        if (allow == null) throw wrong(answer, "there is no field Allow");
        Set<String> allowed = new TreeSet<>(Arrays.asList(allow.split("[ \t]*,[ \t]*")));
        if (!allowed.containsAll(List.of(methods))) throw wrong(answer, "Allow lacks one of " + List.of(methods));
    }

    @Test
    @Behaviour("message.unknown-method")
    public void unknownMethodsAreNotImplemented() {
        corpus("message.unknown-method");
        for (String method : List.of("BREW", "get", "Get", "TRACE", "GETT", "GE", "X")) ask(method, "/").expect(501);
    }

    @Test
    @Behaviour("message.options")
    @Needs({Route.HELLO, Route.ECHO})
    public void optionsTellTheMethods() {
        corpus("message.options");
        expectAllowed(ask("OPTIONS", "*").expect(204), "GET", "HEAD", "POST", "OPTIONS");
        expectAllowed(ask("OPTIONS", "/echo").expect(204), "POST", "OPTIONS");
        expectAllowed(ask("OPTIONS", "/hello").expect(204), "GET", "HEAD", "OPTIONS");
        ask("OPTIONS", "/no/such/page").expect(404);
    }

    @Test
    @Behaviour("message.absolute-form")
    @Since(value = 2, early = GREETS_ALL)
    public void theAbsoluteFormIsUnderstood() {
        corpus("message.absolute-form");
    }

    @Test
    @Behaviour("message.absolute-form")
    @Needs(Route.REQUEST)
    public void theAuthorityOfTheTargetWinsOverHost() {
        try (Wire wire = connect()) {
            wire.send("GET http://example.com:81/request?a=1 HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n");
            wire.answer().expect(200).expectBody("""
                    method: GET
                    target: http://example.com:81/request?a=1
                    path: /request
                    query: a=1
                    authority: example.com:81
                    version: HTTP/1.1
                    body: 0 bytes
                    field: Host: example.org
                    field: Connection: close
                    """);
        }
    }
}
