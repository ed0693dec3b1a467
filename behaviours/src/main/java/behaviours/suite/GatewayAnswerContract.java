package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Field;
import behaviours.Figures;
import behaviours.Violation;
import behaviours.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request goes in, a response comes out: what a server adds to it, and what it does not let pass. */
public abstract class GatewayAnswerContract extends GatewayContract {
    /** Who makes the answer: a worker, or the event loop. */
    private static final List<String> MAKERS = List.of("", "/loop");

    @Override
    protected List<String> options() {
        return List.of("--app", GatewayFiles.application("answers").toString());
    }

    @Test
    @Behaviour("gateway.text")
    public void aTextHasItsLengthAndTheConnectionStaysOpen() {
        Wire wire = connect();
        for (String maker : MAKERS) {
            wire.send(get(maker + "/text")).answer().expect(200).expectBody("This is an answer.\n").expectKeepAlive()
                    .expectField("Content-Length", "19").expectField("Content-Type", "text/plain; charset=utf-8");
            wire.send(get(maker + "/bytes")).answer().expect(200).expectField("Content-Length", "20000").expectKeepAlive();
        }
        wire.send(get("/held")).answer().expect(200).expectBody("x".repeat(5000)).expectField("Content-Length", "5000").expectKeepAlive();
        wire.send(get("/nowhere")).answer().expect(404).expectBody("This application has no such page.\n").expectKeepAlive();
    }

    @Test
    @Behaviour("gateway.fields")
    public void repeatedFieldsKeepOrderCaseAndNumber() {
        for (String maker : MAKERS) {
            Answer answer = ask("GET", maker + "/fields").expect(200);
            List<String> fields = new ArrayList<>();
            for (Field field : answer.fields()) {
                if (field.name().matches("(?i)set-cookie|x-mixed")) fields.add(field.name() + "=" + field.value());
            }
            List<String> expected = List.of("Set-Cookie=a=1; Path=/", "X-MiXed=one", "set-cookie=b=2, c", "x-mixed=",
                    "Set-Cookie=a=1; Path=/");
            if (!fields.equals(expected)) throw wrong(answer, "the application's fields had to be " + expected + ", not " + fields);
        }
    }

    @Test
    @Behaviour("gateway.request")
    public void theApplicationSeesWhatWasAsked() {
        Wire wire = connect();
        int port = server().port();
        wire.send(request("PUT", "/request/a%20b/%C3%A9?x=%31&&y", "x-oNe: 1", "X-Many: a", "x-mAny: b, c", "Content-Length: 3") + "abc");
        String target = "/request/a%20b/%C3%A9?x=%31&&y";
        wire.answer().expect(200)
                .expectBody("PUT|" + target + "||/request/a b/\u00C3\u00A9|x=%31&&y|1|[a, b, c]|3|3|127.0.0.1|" + port);
        wire.send(get("/request")).answer().expect(200).expectBody("GET|/request||/request||null|[]|0|0|127.0.0.1|" + port);
        wire.send(get("/request?").replace("a.example\r\n", "a.example\r\nConnection: close\r\n"));
        wire.answer().expect(200).expectBody("GET|/request?||/request||null|[]|0|0|127.0.0.1|" + port);
    }

    @Test
    @Behaviour("gateway.chunked")
    public void aChunkedBodyIsDecodedBeforeItIsRead() {
        Wire wire = connect();
        String chunks = "4;name=\"a;b\"\r\nbody\r\n6\r\n, more\r\n0\r\nX-Trailer: not a field\r\n\r\n";
        wire.send(request("POST", "/echo", "Transfer-Encoding: chunked") + chunks).answer().expect(200).expectBody("body, more");
        wire.send(request("POST", "/request", "Transfer-Encoding: chunked") + chunks);
        wire.answer().expect(200).expectBody("POST|/request||/request||null|[]|10|10|127.0.0.1|" + server().port());
        wire.send(request("POST", "/reading/request", "Transfer-Encoding: chunked") + chunks.repeat(1));
        String told = wire.answerOrEnd("POST").expect(200).text(); // asked at once, it cannot know the length
        if (!told.contains("|-1|10|")) throw Violation.differs("bodyLength and bytes read", "-1|10", told);
    }

    @Test
    @Behaviour("gateway.chunked")
    public void twoLengthsAreRefusedBeforeAnApplicationIsAsked() {
        String before = told("/asked");
        for (String path : List.of("/echo", "/reading/echo")) {
            Wire wire = connect();
            wire.send(request("POST", path, "Content-Length: 4", "Transfer-Encoding: chunked") + "0\r\n\r\n").answer().expect(400)
                    .expectClose();
        }
        String after = told("/asked");
        if (!after.equals(before)) throw Violation.differs("how many requests have reached it", before, after);
    }

    @Test
    @Behaviour("gateway.head")
    public void headIsGetWithoutABodyAndNobodyWritesOne() {
        Wire wire = connect();
        String before = told("/written");
        for (String path : List.of("/sized", "/held", "/text", "/bytes", "/loop/text", "/loop/bytes", "/fields")) {
            Answer head = wire.send(request("HEAD", path)).answer("HEAD").expect(200).expectKeepAlive();
            if (!path.equals("/held") && head.field("Content-Length") == null) {
                throw wrong(head, "HEAD " + path + " must say how long GET is");
            }
        }
        wire.send(request("HEAD", "/loop/sized")).answer("HEAD").expect(200).expectField("Content-Length", "5000");
        String after = told("/written");
        if (!after.equals(before)) throw new Violation("bodies were written for HEAD: " + before + " before, " + after + " after");
        for (String path : List.of("/sized", "/text", "/bytes", "/fields")) {
            List<Field> head = wire.send(request("HEAD", path)).answer("HEAD").fields();
            Answer get = wire.send(get(path)).answer().expect(200);
            if (!withoutDate(head).equals(withoutDate(get.fields()))) throw wrong(get, "HEAD has other fields: " + head);
        }
    }

    private static List<String> withoutDate(List<Field> fields) {
        return fields.stream().map(Field::toString).filter(field -> !field.startsWith("Date:")).toList();
    }

    @Test
    @Behaviour("gateway.no-body")
    public void whatHasNoBodyIsNotFramed() {
        Wire wire = connect();
        String before = told("/written");
        for (int status : new int[] {204, 304}) {
            for (String method : List.of("GET", "HEAD")) {
                Answer answer = wire.send(request(method, "/nothing?code=" + status)).answer(method).expect(status).expectKeepAlive();
                answer.expectNoField("Transfer-Encoding").expectField("ETag", "\"7\"");
                if (status == 204) answer.expectNoField("Content-Length"); // RFC 9110 section 8.6
                wire.send(get("/text")).answer().expect(200).expectBody("This is an answer.\n");
            }
        }
        String after = told("/written");
        if (!after.equals(before)) {
            throw new Violation("bodies were written that nobody may be sent: " + before + " before, " + after + " after");
        }
    }

    @Test
    @Behaviour("gateway.promise")
    public void aStatusThatIsNoFinalOneIs500() {
        for (String maker : MAKERS) {
            for (int status : new int[] {-1, 0, 99, 100, 101, 199, 600, 1000}) {
                ask("GET", maker + "/status?code=" + status).expect(500);
            }
            for (int status : new int[] {200, 299, 418, 599}) ask("GET", maker + "/status?code=" + status).expect(status);
        }
    }

    @Test
    @Behaviour("gateway.promise")
    public void aLengthThatIsNoneIs500() {
        for (String maker : MAKERS) {
            for (String value : List.of("5", "3", "-4", "%2B4", "0x4", "4,4", "four", "", "99999999999999999999")) {
                expectNothingOfIt(ask("GET", maker + "/field?name=Content-Length&value=" + value));
            }
            expectNothingOfIt(ask("GET", maker + "/field?name=Content-Length&value=4&again=4"));
            expectNothingOfIt(ask("GET", maker + "/field?name=content-length&value=4&again=5"));
            ask("GET", maker + "/field?name=content-LENGTH&value=4").expect(200).expectBody("four").expectField("Content-Length", "4");
        }
    }

    /** RFC 9110 section 7.6.1: they are of the connection, and an application has none. */
    @Test
    @Behaviour("gateway.hop-by-hop")
    public void fieldsOfTheConnectionAreNotForApplications() {
        Map<String, String> fields = Map.of("Connection", "close", "transfer-encoding", "chunked", "Keep-Alive", "timeout=5", "Upgrade",
                "h2c", "TE", "trailers", "Trailer", "X-Sum", "Proxy-Connection", "keep-alive", "CONNECTION", "X-Other");
        for (String maker : MAKERS) {
            fields.forEach((name, value) -> expectNothingOfIt(ask("GET", maker + "/field?name=" + name + "&value=" + value)));
        }
        ask("GET", "/field?name=X-Connection&value=close").expect(200).expectField("X-Connection", "close");
    }

    @Test
    @Behaviour("gateway.injection")
    public void noFieldCanCarryAnother() {
        for (String maker : MAKERS) {
            for (String value : List.of("a%0D%0AInjected:%20b", "a%0AInjected:%20b", "a%0DInjected:%20b", "a%00b", "%0D%0A%0D%0Abody",
                    "a%7Fb")) {
                expectNothingOfIt(ask("GET", maker + "/field?name=X-Value&value=" + value));
            }
            for (String name : List.of("", "X%20Y", "X:Y", "X%0D%0AInjected", "X%00", "X%C3%A9", "(X)")) {
                expectNothingOfIt(ask("GET", maker + "/field?name=" + name + "&value=a"));
            }
            ask("GET", maker + "/field?name=X-Value&value=a%09%E9!").expect(200).expectField("X-Value", "a\t\u00E9!");
        }
    }

    /** A clean 500: nothing that the application had said is in it. */
    private static void expectNothingOfIt(Answer answer) {
        answer.expect(500).expectNoField("Injected").expectNoField("X-Value");
        if (answer.text().contains("four") || answer.text().contains("xception")) throw wrong(answer, "it tells of the application");
    }

    @Test
    @Behaviour("gateway.middleware")
    public void theOuterOneIsFirstInAndLastOut() {
        Answer answer = ask("GET", "/layers").expect(200).expectBody("the inner one");
        List<String> expected = List.of("answered", "2 out", "1 out");
        if (!answer.all("Order").equals(expected)) throw wrong(answer, "the order had to be " + expected);
    }

    /** A selector does not sleep in a thread that is interrupted: the loop would spin from then on. */
    @Test
    @Behaviour("gateway.concurrent")
    public void anApplicationThatInterruptsTheLoopLetsItSleep() {
        connect().send(get("/loop/interrupts")).answer().expect(200).expectBody("interrupted\n");
        if (Figures.available()) BusyContract.expectQuiet(server(), 300, 100);
    }

    @Test
    @Behaviour("gateway.concurrent")
    public void twoRequestsThatWaitForEachOtherAreBothServed() {
        Wire one = connect().send(get("/pair"));
        one.expectSilence(Duration.ofMillis(50));
        connect().send(get("/pair")).answer().expect(200).expectBody("together\n");
        one.answer().expect(200).expectBody("together\n");
    }

    @Test
    @Behaviour("gateway.unread")
    public void aBodyThatIsNotReadIsNoRequest() {
        String behind = get("/nowhere");
        Wire wire = connect();
        for (String maker : MAKERS) {
            for (String page : List.of("/text", "/half")) {
                String body = behind.repeat(3000); // more than is kept in memory
                wire.send(request("POST", maker + page, "Content-Length: " + body.length()) + body + get("/text"));
                wire.answer().expect(200).expectKeepAlive();
                wire.answer().expect(200).expectBody("This is an answer.\n");
                wire.send(request("POST", maker + page, "Transfer-Encoding: chunked") + Integer.toHexString(behind.length()) + "\r\n"
                        + behind + "\r\n0\r\n\r\n" + get("/text"));
                wire.answer().expect(200).expectKeepAlive();
                wire.answer().expect(200).expectBody("This is an answer.\n");
            }
        }
    }

    /** RFC 9110 section 10.1.1: who does not want the body does not ask for it, and then nobody knows where the next request begins. */
    @Test
    @Behaviour("gateway.unread")
    public void aBodyThatIsNotWantedIsNotAskedFor() {
        Wire wire = connect().send(request("POST", "/reading/text", "Expect: 100-continue", "Content-Length: 100000"));
        wire.answer().expect(200).expectBody("This is an answer.\n").expectClose();
        Wire reading = connect().send(request("POST", "/reading/half", "Expect: 100-continue", "Content-Length: 4"));
        reading.answer().expect(100);
        reading.send("more").answer().expect(200).expectBody("more");
        Wire collected = connect().send(request("POST", "/echo", "Expect: 100-continue", "Content-Length: 4"));
        collected.answer().expect(100);
        collected.send("less").answer().expect(200).expectBody("less").expectKeepAlive();
    }
}
