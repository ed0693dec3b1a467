package httpd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Response;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is said on a connection, without one: order, batches, who is asked, and what the client is found to be doing. */
class ConversationTest {
    private static final String SLOW = "GET /slow HTTP/1.1\r\nHost: a\r\nName: first\r\n\r\n";
    private static final String FAST = "GET /fast HTTP/1.1\r\nHost: a\r\nName: other\r\n\r\n";

    private final Buffers buffers = new Buffers();
    private final Talk talk = new Talk(Talk.mirror(), buffers);
    private final Conversation conversation = talk.conversation();

    @Test
    void onlyWhatMayBlockIsHandedToAWorker() throws IOException {
        talk.says(FAST + SLOW + FAST + SLOW);
        assertEquals(2, talk.handed());
        assertEquals("/fast other, /slow first, /fast other, /slow first", bodies(talk));
    }

    @Test
    void whatStandsBeforeARequestThatBlocksIsAnsweredAndWhatStandsBehindItWaits() throws IOException {
        talk.take(FAST + SLOW + FAST);
        assertEquals("/fast other", bodies(talk));
        assertTrue(conversation.isAsked());
        talk.work();
        assertEquals("/fast other, /slow first, /fast other", bodies(talk));
        assertFalse(conversation.isAsked());
    }

    /** The fields of a request are read from the bytes it came in, so nobody else may write there until it is answered. */
    @Test
    void aRequestThatBlocksKeepsItsBytes() throws IOException {
        Talk other = new Talk(Talk.mirror(), buffers);
        talk.take(SLOW);
        other.says(FAST);
        talk.work();
        assertEquals("/slow first", bodies(talk));
        assertEquals("/fast other", bodies(other));
    }

    @Test
    void theAnswersOfManyRequestsLeaveInBatches() throws IOException {
        talk.says(FAST.repeat(1000));
        assertEquals(1000, talk.heard().split("HTTP/1.1 200 OK", -1).length - 1);
        assertTrue(talk.most() > 10_000, "the answers of a thousand requests should not leave one by one, but at most " + talk.most());
        assertTrue(talk.most() < 20_000, "no more should be collected than a batch and an answer, not " + talk.most() + " bytes");
    }

    @Test
    void itSaysWhatTheClientIsDoing() throws IOException {
        assertEquals(Deadline.Phase.IDLE, conversation.phase());
        assertEquals(Deadline.Phase.IDLE, talk.says("\r\n").conversation().phase());
        assertEquals(Deadline.Phase.HEAD, talk.says("P").conversation().phase());
        assertEquals(Deadline.Phase.HEAD, talk.says("OST /fast HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n").conversation().phase());
        assertEquals(Deadline.Phase.BODY, talk.says("\r\n12").conversation().phase());
        assertEquals(Deadline.Phase.IDLE, talk.says("3").conversation().phase());
        assertEquals(Deadline.Phase.HEAD, talk.says(FAST + "G").conversation().phase());
    }

    @Test
    void nothingIsAnsweredBehindTheLastAnswer() throws IOException {
        talk.says(FAST + FAST.replace("Name", "Connection: close\r\nName") + FAST);
        assertTrue(conversation.isOver());
        assertEquals("/fast other, /fast other", bodies(talk));
    }

    @Test
    void whatIsNoRequestIsRefusedAndEndsIt() throws IOException {
        talk.says(FAST + "nonsense\r\n\r\n" + FAST);
        assertTrue(conversation.isOver());
        assertTrue(talk.heard().contains("HTTP/1.1 400 "), talk.heard());
        assertEquals(2, talk.heard().split("HTTP/1.1 ", -1).length - 1);
    }

    @Test
    void whoIsTooLateIsRefusedAndThatIsTheEnd() throws IOException {
        talk.says(FAST + "HEAD /fast HTTP/1.1\r\nHos");
        talk.late();
        assertTrue(conversation.isOver());
        assertTrue(talk.heard().contains("HTTP/1.1 408 Request Timeout\r\n"), talk.heard());
        assertTrue(talk.heard().endsWith("\r\n\r\n"), "the answer to HEAD has no body, but: " + talk.heard());
    }

    @Test
    void whomNoWorkerHasTimeForIsRefusedAndThatIsTheEnd() throws IOException {
        talk.take(SLOW + FAST);
        conversation.refuse(Response.text(503, "busy\n"));
        assertTrue(conversation.isOver());
        assertFalse(conversation.isAsked());
    }

    /** The request under way is finished, and its answer says that it is the last. */
    @Test
    void whenTheServerStopsTheNextAnswerIsTheLast() throws IOException {
        talk.take(SLOW + FAST);
        conversation.stop();
        assertFalse(conversation.isOver());
        talk.work();
        assertTrue(conversation.isOver());
        assertTrue(talk.heard().contains("Connection: close\r\n"), talk.heard());
        assertEquals("/slow first", bodies(talk));
    }

    @Test
    void whatIsPushedIsAnAnswerLikeOthers() throws IOException {
        talk.says(FAST + SLOW.replace("/slow", "/slow/pushed") + FAST);
        assertEquals("/fast other, /slow/pushed first, /fast other", bodies(talk));
    }

    @Test
    void aBodyIsAskedForOnce() throws IOException {
        String head = "POST /fast HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", talk.says(head).heard());
        assertEquals("HTTP/1.1 100 Continue\r\n\r\n", talk.says("12").heard());
        assertTrue(talk.says("34").heard().endsWith("/fast null 4\n"));
    }

    /** The first two words of each body. */
    private static String bodies(Talk talk) {
        return String.join(", ", talk.heard().lines().filter(line -> line.startsWith("/"))
                .map(line -> line.replaceFirst(" \\d+$", "")).toList());
    }
}
