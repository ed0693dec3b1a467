package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import behaviours.Answer;
import behaviours.Behaviour;
import behaviours.Contract;
import behaviours.Deadline;
import behaviours.Needs;
import behaviours.Route;
import behaviours.Since;
import behaviours.Violation;
import behaviours.Wire;
import behaviours.corpus.Segmentation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What a server of any kind owes to whoever asks it for {@code GET /}: a whole, well-formed answer, again and again. */
@Since(1)
public abstract class AnswerContract extends Contract {
    private static final String GREETING = "Hello, World!\n";
    private static final List<String> SINGLE =
            List.of("Date", "Content-Type", "Content-Length", "Server", "Location", "ETag", "Last-Modified");
    private static final Duration A_WHILE = Duration.ofMillis(150);

    private String greetingRequest() {
        return request(server(), "GET", "/");
    }

    @Test
    @Behaviour("answer.greeting")
    @Needs(Route.GREETING)
    public void greets() {
        ask("GET", "/").expect(200)
                .expectField("Content-Type", "text/plain; charset=utf-8")
                .expectField("Content-Length", String.valueOf(GREETING.length()))
                .expectBody(GREETING);
    }

    @Test
    @Behaviour("answer.syntax")
    public void isWellFormedToTheLastByte() {
        Wire wire = connect();
        Answer answer = wire.send(greetingRequest()).answer();
        wire.expectClosed();
        if (!answer.version().equals("HTTP/1.1")) {
            throw Violation.differs("the answer to a request of HTTP/1.1 has another version", "HTTP/1.1", answer.version());
        }
    }

    @Test
    @Behaviour("answer.syntax")
    public void repeatsNoFieldThatCanBeThereOnce() {
        Answer answer = ask("GET", "/");
        for (String name : SINGLE) answer.field(name);
    }

    @Test
    @Behaviour("answer.date")
    public void saysWhatTimeItIs() {
        Instant before = Instant.now();
        String date = ask("GET", "/").field("Date");
        if (date == null) throw new Violation("there is no Date field; a server with a clock must send one (RFC 9110 section 6.6.1)");
        ImfDate.check(date, before, Instant.now());
    }

    @Test
    @Behaviour("answer.date")
    public void saysLaterThatItIsLater() {
        String first = ask("GET", "/").field("Date");
        Deadline deadline = Deadline.in(Duration.ofSeconds(3));
        while (Objects.equals(first, ask("GET", "/").field("Date"))) {
            if (deadline.passed()) throw new Violation("Date is still " + first + " after " + deadline);
        }
    }

    @Test
    @Behaviour("answer.close-announced")
    public void closesWhenAskedToAndSaysSo() {
        Wire wire = connect();
        wire.send(greetingRequest()).answer().expectClose();
        wire.expectClosed();
    }

    @Test
    @Behaviour("answer.close-announced")
    public void staysOpenUnlessItSaysThatItCloses() {
        Wire wire = connect();
        String request = "GET / HTTP/1.1\r\nHost: " + server().authority() + "\r\n\r\n";
        Answer first = wire.send(request).answer();
        if (first.closes()) {
            wire.expectClosed();
            return;
        }
        wire.expectSilence(A_WHILE);
        assertEquals(first.status(), wire.send(request).answer().status(), "the second answer on a connection that was kept open");
    }

    @Test
    @Behaviour("answer.close-announced")
    public void closesWithoutAResetToAClientThatIsStillSending() {
        Wire wire = connect();
        String head = "POST / HTTP/1.1\r\nHost: " + server().authority() + "\r\nConnection: close\r\nContent-Length: 100040\r\n\r\n";
        wire.send(head + "a".repeat(100_000));
        wire.sendSlowly(new byte[40], Duration.ofMillis(5)); // the server may have answered by now; it must not have gone
        wire.answer("POST").expectClose();
        wire.expectClosed();
        // The end of the stream was the end of the answer; a server of ours waits a moment for the client to end as well.
        if (!target().foreign()) wire.sendSlowly(new byte[20], Duration.ofMillis(5));
    }

    @Test
    @Behaviour("answer.segments")
    public void answersRequestInTwoPiecesWhereverItIsCut() {
        byte[] request = greetingRequest().getBytes(StandardCharsets.ISO_8859_1);
        Answer whole = ask("GET", "/");
        for (int cut = 1; cut < request.length; cut++) {
            byte[] first = Arrays.copyOf(request, cut);
            same(whole, List.of(first, Arrays.copyOfRange(request, cut, request.length)));
        }
    }

    @Test
    @Behaviour("answer.segments")
    public void answersRequestThatComesByteByByte() {
        Answer whole = ask("GET", "/");
        same(whole, connect().sendSlowly(greetingRequest().getBytes(StandardCharsets.ISO_8859_1), Duration.ofMillis(1)).answer());
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    @Behaviour("answer.segments")
    public void answersRequestInAnySegmentation(@ForAll long seed) {
        same(ask("GET", "/"), Segmentation.random(seed).cut(greetingRequest().getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    @Behaviour("answer.segments")
    public void saysNothingBeforeTheRequestIsComplete() {
        String request = greetingRequest();
        for (int sent : new int[] {request.indexOf("\r\n") + 2, request.length() - 2}) {
            Wire wire = connect();
            wire.send(request.substring(0, sent)).expectSilence(A_WHILE).send(request.substring(sent)).answer();
            closeConnections();
        }
    }

    private void same(Answer whole, List<byte[]> segments) {
        same(whole, connect().send(segments).answer());
        // Hundreds of connections in one test: each is closed when its answer is there, for a server with one pair of hands.
        closeConnections();
    }

    private static void same(Answer whole, Answer cut) {
        cut.expect(whole.status()).expectBody(whole.body());
    }

    @Test
    @Behaviour("answer.half-close")
    public void answersClientThatHasSaidAllItHasToSay() {
        Answer whole = ask("GET", "/");
        Wire wire = connect();
        same(whole, wire.send(greetingRequest()).halfClose().answer());
        wire.expectClosed();
    }
}
