package behaviours.suite;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Figures;
import behaviours.Needs;
import behaviours.Route;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Violation;
import behaviours.Wire;
import behaviours.corpus.Oracle;
import behaviours.corpus.RandomRequests;
import behaviours.corpus.Segmentation;
import behaviours.corpus.SiteModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assumptions;

/** What holds for any request, any body and any bytes; a second, independent reading says what is right. */
@Since(2)
public abstract class MessagePropertyContract extends MessageContract {
    private static final int LARGE = 56_000;
    private static final int SINGLE = 3_000;
    /** Time for the server to take up each byte alone. */
    private static final int GAP_NANOS = 150_000;
    /** Processor time is counted in steps of 10 ms, and interpreted code has its moods. */
    private static final int SLACK = 40;

    @Provide
    Arbitrary<byte[]> bodies() {
        return RandomRequests.body(3000);
    }

    @Provide
    Arbitrary<byte[]> requests() {
        return RandomRequests.toTheSite();
    }

    @Provide
    Arbitrary<byte[]> mutated() {
        return RandomRequests.mutated();
    }

    @Provide
    Arbitrary<byte[]> garbage() {
        return RandomRequests.garbage();
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    @Behaviour("message.chunked")
    @Needs(Route.ECHO)
    public void anyChunkingOfABodyIsTheSameBody(@ForAll("bodies") byte[] body, @ForAll long seed) {
        byte[] chunks = RandomRequests.chunked(body).generator(100).next(new Random(seed)).value();
        byte[] request = join(bytes(head("POST /echo HTTP/1.1", "Connection: close", "Transfer-Encoding: chunked")), chunks);
        try (Wire wire = connect()) {
            wire.send(Segmentation.random(seed).cut(request)).answer("POST").expect(200).expectBody(body);
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    @Behaviour("message.same")
    @Needs({Route.GREETING, Route.HELLO, Route.ECHO, Route.REQUEST, Route.SLEEP, Route.SPIN, Route.BYTES, Route.FAIL})
    public void everyStageAnswersARequestTheSame(@ForAll("requests") byte[] request, @ForAll long seed) {
        SiteModel.Expectation expected = SiteModel.expect(request);
        String text = new String(request, StandardCharsets.ISO_8859_1);
        try (Wire wire = connect()) {
            for (byte[] piece : Segmentation.random(seed).cut(request)) wire.trySend(piece);
            Answer answer = afterInterim(wire, text.stripLeading().startsWith("HEAD ") ? "HEAD" : "GET");
            answer.expectOneOf(expected.statuses().stream().mapToInt(Integer::intValue).toArray());
            if (expected.body() != null) answer.expectBody(expected.body());
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    @Behaviour("message.oracle")
    public void aMutatedRequestNeverYieldsMoreThanAStrictReadingAllows(@ForAll("mutated") byte[] request, @ForAll long seed) {
        expectNoMoreThan(Oracle.read(join(request, BEHIND)), Segmentation.random(seed).cut(join(request, BEHIND)));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    @Behaviour("message.garbage")
    public void anyBytesAreAnsweredByAnErrorOrAClose(@ForAll("garbage") byte[] garbage, @ForAll long seed) {
        ServerUnderTest server = server();
        List<String> printed = server.tail();
        expectNoMoreThan(Oracle.read(garbage), Segmentation.random(seed).cut(garbage));
        ask("GET", "/").expect(200);
        if (target().foreign() || server.tail().equals(printed)) return;
        throw new Violation("the server complains about bytes that are no news to it: " + server.tail());
    }

    private void expectNoMoreThan(Oracle.Reading allowed, List<byte[]> pieces) {
        List<Oracle.Message> requests = allowed.messages();
        try (Wire wire = connect()) {
            for (byte[] piece : pieces) {
                if (!wire.trySend(piece)) break;
            }
            wire.halfClose();
            List<Answer> answers = toTheEnd(wire, requests.stream().map(Oracle.Message::method).toList());
            answers.removeIf(answer -> answer.status() < 200);
            long served = answers.stream().filter(answer -> !REFUSALS.contains(answer.status())).count();
            if (served > requests.size() || answers.size() > requests.size() + 1) {
                throw new Violation("a strict reading finds " + requests.size() + " requests; the answers: " + answers);
            }
            for (Answer answer : answers) {
                if (answer.status() >= 400 && answer.text().matches("(?s).*(Exception|\tat ).*")) {
                    throw wrong(answer, "a stack trace goes to the client");
                }
            }
        }
    }

    /**
     * Behind a large head a byte costs what it costs behind a small one; a server that goes through the head again for each byte
     * pays more. It is interpreted, which makes its own work dear and leaves system calls as they are. What three rounds say first
     * counts: on a busy machine bytes meet on their way, and are cheaper then.
     */
    @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    @Behaviour("message.linear")
    @Since(value = 2, early = "stage 1 reads line by line and keeps nothing")
    public void aHeadThatComesByteByByteCostsLinearTime(@ForAll @IntRange(min = 700, max = 7000) int lineLength) {
        Assumptions.assumeTrue(Figures.available(), "processor time is read from /proc, which is not there");
        ServerUnderTest server = start(target().jvm("-Xint"));
        cost(server, 0, lineLength); // so that what is measured is loaded
        StringBuilder slow = new StringBuilder();
        for (int good = 0, bad = 0; good < 3; ) {
            long small = cost(server, 0, lineLength);
            long large = cost(server, LARGE, lineLength);
            if (large <= 2 * small + SLACK) {
                good++;
            } else {
                slow.append("  ").append(small).append(" ms behind nothing, ");
                slow.append(large).append(" ms behind ").append(LARGE).append(" bytes\n");
                if (++bad == 3) throw new Violation("processor time for " + SINGLE + " bytes one by one in a head:\n" + slow);
            }
        }
    }

    private long cost(ServerUnderTest server, int before, int lineLength) {
        String line = "X: " + "a".repeat(lineLength) + "\r\n";
        try (Wire wire = connect(server)) {
            wire.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + line.repeat(before / line.length()));
            wire.expectSilence(Duration.ofMillis(50)); // what this costs is not counted
            long start = server.figures().cpuMillis();
            for (byte octet : bytes("X: " + "a".repeat(SINGLE) + "\r\n\r\n")) {
                wire.send(new byte[] {octet});
                for (long next = System.nanoTime() + GAP_NANOS; System.nanoTime() < next; ) Thread.onSpinWait();
            }
            wire.answer().expect(200);
            return server.figures().cpuMillis() - start;
        }
    }
}
