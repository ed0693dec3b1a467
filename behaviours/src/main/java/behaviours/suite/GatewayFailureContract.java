package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.ServerUnderTest;
import behaviours.Violation;
import behaviours.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the answer when an application fails: a clean 500 as long as nothing has been sent, and after that a cut. */
public abstract class GatewayFailureContract extends GatewayContract {
    private static final int WORKERS = 16;

    @Override
    protected List<String> options() {
        return List.of("--app", GatewayFiles.application("bodies").toString(), "--deadlines.application", "2s",
                "--workers.count", Integer.toString(WORKERS));
    }

    /** RFC 9110 section 15.6.1: the client learns that it is not to blame, and nothing else. */
    @Test
    @Behaviour("gateway.fails")
    public void whatIsThrownIsA500WithoutInternalsAndTheConnectionStays() {
        Wire wire = connect();
        for (String how : List.of("exception", "runtime", "error", "overflow", "null")) {
            expectClean(wire.send(get("/throws?how=" + how)).answer());
            expectLogged("/throws?how=" + how);
        }
        wire.send(get("/throws?how=refusal")).answer().expect(418).expectBody("It is a teapot.\n").expectKeepAlive();
        wire.send(get("/text")).answer().expect(200).expectBody("well\n");
    }

    /** A thread that is not its own: if it kept the mark, it would end where it waits for the next request. */
    @Test
    @Behaviour("gateway.fails")
    public void anApplicationThatInterruptsItsWorkerLeavesItToOthers() {
        Wire wire = connect();
        for (int i = 0; i < WORKERS + 4; i++) wire.send(get("/interrupts")).answer().expect(200).expectKeepAlive();
        wire.send(get("/text")).answer().expect(200).expectBody("well\n");
    }

    @Test
    @Behaviour("gateway.fails-early")
    public void aBodyThatFailsBeforeAnythingIsSentIsAClean500() {
        Wire wire = connect();
        for (String page : List.of("/early", "/early-most", "/early-overflow", "/early?length=1000")) {
            expectClean(wire.send(get(page)).answer());
            expectLogged(page);
        }
        wire.send(get("/text")).answer().expect(200).expectBody("well\n");
    }

    private static void expectClean(Answer answer) {
        answer.expect(500).expectKeepAlive().expectNoField("X-Old").expectField("Content-Length", Integer.toString(answer.body().length));
        for (String inside : List.of("secret", "xception", "Error", "ooo", "old bytes")) {
            if (answer.text().contains(inside)) throw wrong(answer, "the answer tells '" + inside + "' of the inside");
        }
    }

    private void expectLogged(String target) {
        ServerUnderTest server = server();
        if (comes(() -> server.tail().stream().anyMatch(line -> line.contains("GET " + target + ":")))) return;
        throw new Violation("the log says nothing of the failure of " + target + ": " + server.tail());
    }

    @Test
    @Behaviour("gateway.fails-late")
    public void aBodyThatFailsAfterAPartIsSentIsCut() {
        for (String page : List.of("/late", "/late-most", "/late-silent", "/late?length=1000", "/late-most?length=30000")) {
            String came = everything(connect().send(get(page) + get("/text")));
            expectCut(came, 200);
            if (came.contains("secret")) throw new Violation("it tells of the inside: " + came);
            expectLogged(page);
        }
        String old = everything(connect().send("GET /late HTTP/1.0\r\n\r\n")); // here an end is all there is, and it must be a rude one
        if (!old.startsWith("HTTP/1.1 200 ")) throw new Violation("not the beginning of an answer: " + old);
        ask("GET", "/text").expect(200);
    }

    @Test
    @Behaviour("gateway.too-short")
    public void lessThanPromisedIsA500OrACut() {
        Wire wire = connect();
        expectClean(wire.send(get("/small?length=101")).answer());
        expectClean(wire.send(get("/twice?n=4000&length=8001")).answer());
        for (String page : List.of("/twice?n=50&flush=1&length=101", "/twice?n=10000&length=20001", "/late-silent?length=1")) {
            expectCut(everything(connect().send(get(page) + get("/text"))), 200);
            expectLogged(page);
        }
    }

    @Test
    @Behaviour("gateway.too-long")
    public void moreThanPromisedIsNeverSent() {
        Wire wire = connect();
        expectClean(wire.send(get("/small?length=99")).answer());
        expectClean(wire.send(get("/small?length=0")).answer());
        expectClean(wire.send(get("/twice?n=50&length=99&deaf=1")).answer());
        for (String page : List.of("/twice?n=50&flush=1&length=99", "/twice?n=50&flush=1&length=99&deaf=1", "/twice?n=10000&length=19999",
                "/twice?n=10000&length=10000", "/twice?n=10000&length=10000&deaf=1")) {
            String came = everything(connect().send(get(page) + get("/text")));
            int body = came.length() - came.indexOf("\r\n\r\n") - 4;
            int promised = Integer.parseInt(page.replaceFirst(".*length=(\\d+).*", "$1"));
            boolean whole = body == promised; // what was promised has been sent, and then the connection is given up
            if (!came.startsWith("HTTP/1.1 200 ") || body > promised || came.indexOf("HTTP/1.1 ", 1) >= 0) {
                throw new Violation("of an answer of " + promised + " bytes came " + body + (whole ? "" : ", and more") + ": " + came);
            }
            expectLogged(page);
        }
    }

    /** RFC 9110 section 15.6.5: nobody waits longer for an application than the server wants. */
    @Test
    @Behaviour("gateway.time-out")
    public void anApplicationThatHangsIsAnsweredForAndInterrupted() {
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < 5; i++) wires.add(connect().send(get("/hang")));
        Wire stubborn = connect().send(get("/stubborn?name=stubborn"));
        ask("GET", "/text").expect(200);
        for (Wire wire : wires) wire.answer().expect(504).expectKeepAlive().expectBody("The application did not answer in time.\n");
        stubborn.answer().expect(504).expectKeepAlive();
        await("/interrupted", "5");
        stubborn.send(get("/text")).answer().expect(200).expectBody("well\n");
        if (told("/closes").contains("stubborn")) throw new Violation("a body was closed that was not there yet");
        told("/go");
        if (!comes(() -> told("/closes").contains("stubborn=1"))) throw new Violation("the late body was not closed: " + told("/closes"));
        wires.get(0).send(get("/text")).answer().expect(200).expectBody("well\n");
    }

    @Test
    @Behaviour("gateway.close")
    public void whateverBecomesOfABodyItIsClosedOnce() {
        Wire wire = connect();
        wire.send(get("/small?name=a-small")).answer().expect(200);
        wire.send(get("/large?name=a-large")).answer().expect(200).expectBody(new byte[100_000]);
        wire.send(get("/pulled?name=a-pulled&n=50000")).answer().expect(200).expectBody("x".repeat(50_000));
        for (String page : List.of("/small", "/large", "/late", "/pulled")) {
            wire.send(request("HEAD", page + "?n=50000&name=b-head-" + page.substring(1))).answer("HEAD").expect(200);
        }
        wire.send(get("/early?name=c-early")).answer().expect(500);
        wire.send(get("/small?length=5&name=c-long")).answer().expect(500);
        wire.send(get("/small?length=x&name=c-promise")).answer().expect(500);
        wire.send(get("/small?name=d-failing-close")).answer().expect(200).expectBody("old bytes ".repeat(10)).expectKeepAlive();
        wire.send(get("/large?name=d-failing-close-large")).answer().expect(200).expectBody(new byte[100_000]).expectKeepAlive();
        expectCut(everything(connect().send(get("/late?name=e-late"))), 200);
        expectCut(everything(connect().send(get("/pulled?name=e-pulled-broken&n=50000"))), 200);
        for (String page : List.of("/endless?name=f-gone", "/pulled?n=50000&name=f-pulled-gone", "/large?name=f-large-gone")) {
            Wire gone = connect(server(), 4096).send(get(page));
            gone.head("GET").expect(200);
            gone.reset();
        }
        String expected = "a-large=1 a-pulled=1 a-small=1 b-head-large=1 b-head-late=1 b-head-pulled=1 b-head-small=1 "
                + "c-early=1 c-long=1 c-promise=1 d-failing-close=1 d-failing-close-large=1 e-late=1 e-pulled-broken=1 f-gone=1 "
                + "f-large-gone=1 f-pulled-gone=1";
        String[] closed = {""};
        if (!comes(() -> (closed[0] = ofThisTest(told("/closes"))).equals(expected))) {
            throw Violation.differs("how often each body was closed", expected, closed[0]);
        }
    }

    /** Other tests have the same server. */
    private static String ofThisTest(String closes) {
        return String.join(" ", List.of(closes.split(" ")).stream().filter(each -> each.matches("[a-f]-.*")).toList());
    }
}
