package behaviours;

import static behaviours.Cheat.Mode.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.suite.AnswerContract;
import behaviours.suite.DeadlineContract;
import behaviours.suite.MessageSiteContract;
import behaviours.suite.MessageSyntaxContract;
import behaviours.suite.VisitorsContract;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the tests: every cheat is caught by the behaviour that forbids it, and an honest server passes the same tests. */
class CheatTest {
    private static Target target;

    static class Answering extends AnswerContract {
        @Override
        protected Target target() {
            return target;
        }
    }

    static class Visiting extends VisitorsContract {
        @Override
        protected Target target() {
            return target;
        }
    }

    static class Paging extends MessageSiteContract {
        @Override
        protected Target target() {
            return target;
        }
    }

    static class Wording extends MessageSyntaxContract {
        @Override
        protected Target target() {
            return target;
        }
    }

    static class Waiting extends DeadlineContract {
        @Override
        protected Target target() {
            return target;
        }
    }

    /** Which test of which contract must catch a cheat, and as what. */
    record Catch(Cheat.Mode mode, String behaviour, Class<? extends Contract> contract, String method) {
        @Override
        public String toString() {
            return mode + " breaks " + behaviour + ", see " + method;
        }
    }

    private static final String WELL_FORMED = "isWellFormedToTheLastByte";

    static Stream<Catch> catches() {
        return Stream.of(
                new Catch(COUNTS_CONNECTIONS, "answer.sequential", Visiting.class, "answersOneThousandOneAfterAnother"),
                new Catch(COUNTS_CONNECTIONS, "answer.segments", Answering.class, "answersRequestInTwoPiecesWhereverItIsCut"),
                new Catch(COUNTS_CONNECTIONS, "answer.segments", Answering.class, "answersRequestInAnySegmentation"),
                new Catch(ANSWERS_EARLY, "answer.segments", Answering.class, "saysNothingBeforeTheRequestIsComplete"),
                new Catch(TAKES_ONE_READ_FOR_A_REQUEST, "answer.segments", Answering.class, "answersRequestThatComesByteByByte"),
                new Catch(CLOSES_UNANNOUNCED, "answer.close-announced", Answering.class, "staysOpenUnlessItSaysThatItCloses"),
                new Catch(SAYS_KEEP_ALIVE_AND_CLOSES, "answer.close-announced", Answering.class, "staysOpenUnlessItSaysThatItCloses"),
                new Catch(SAYS_CLOSE_AND_STAYS, "answer.close-announced", Answering.class, "closesWhenAskedToAndSaysSo"),
                new Catch(RESETS, "answer.close-announced", Answering.class, "closesWhenAskedToAndSaysSo"),
                new Catch(ONE_BYTE_TOO_MANY, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(EXTRA_BYTES_ON_CLOSE, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(ONE_BYTE_TOO_FEW, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(WRONG_LENGTH, "answer.greeting", Answering.class, "greets"),
                new Catch(TWO_LENGTHS, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(NO_LENGTH, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(LENGTH_AND_CHUNKED, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(BARE_LF, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(FOLDED_FIELD, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(SPACE_BEFORE_COLON, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(NO_REASON, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(OLD_VERSION, "answer.syntax", Answering.class, WELL_FORMED),
                new Catch(TWO_DATES, "answer.syntax", Answering.class, "repeatsNoFieldThatCanBeThereOnce"),
                new Catch(NO_DATE, "answer.date", Answering.class, "saysWhatTimeItIs"),
                new Catch(ONE_DIGIT_DAY, "answer.date", Answering.class, "saysWhatTimeItIs"),
                new Catch(WRONG_CLOCK, "answer.date", Answering.class, "saysWhatTimeItIs"),
                new Catch(LOCAL_TIME_ZONE_NAME, "answer.date", Answering.class, "saysWhatTimeItIs"),
                new Catch(TAKES_HALF_CLOSE_FOR_LEAVING, "answer.half-close", Answering.class, "answersClientThatHasSaidAllItHasToSay"),
                new Catch(DIES_WITH_A_LEAVER, "answer.early-leave", Visiting.class, "survivesThoseWhoLeaveInMidRequest"),
                new Catch(DIES_WITH_A_LEAVER, "answer.early-leave", Visiting.class, "survivesThoseWhoConnectAndLeave"),
                new Catch(KEEPS_WHAT_LEAVERS_HELD, "answer.early-leave", Visiting.class, "survivesThoseWhoLeaveInMidRequest"),
                new Catch(KEEPS_DESCRIPTORS, "answer.sequential", Visiting.class, "holdsNothingOfThoseItHasServed"),
                new Catch(HEAD_WITH_BODY, "message.head", Paging.class, "headHasTheFieldsOfGetAndNoBody"),
                new Catch(HEAD_WITH_BODY, "message.head", Paging.class, "theAnswerAfterHeadParses"),
                new Catch(HEAD_WITH_ZERO_LENGTH, "message.head", Paging.class, "headHasTheFieldsOfGetAndNoBody"),
                new Catch(ANSWERS_ANYTHING, "message.host", Wording.class, "host"),
                new Catch(SPEAKS_TO_THE_IDLE, "waiting.idle-deadline", Waiting.class, "anIdleConnectionIsClosedWithoutAWord"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("catches")
    void isCaught(Catch cheat) {
        Runs runs = run(cheat.mode(), cheat.contract(), cheat.method());
        assertFalse(runs.passed(cheat.method()), "nobody has noticed");
        Ledger.Entry entry = last(cheat);
        assertEquals(Verdict.FAIL, entry.verdict());
        assertEquals(cheat.behaviour(), entry.id());
        assertInstanceOf(Violation.class, runs.thrown(cheat.method()), "caught, but not by what the contract says");
        String message = runs.message(cheat.method());
        assertTrue(message.contains("reproduce:    ") && message.contains("127.0.0.1"), "how can a student see it? " + message);
    }

    @Test
    void anHonestServerPassesTheSameTests() {
        Set<String> failed = catches().map(cheat -> new Catch(HONEST, cheat.behaviour(), cheat.contract(), cheat.method())).distinct()
                .filter(honest -> {
                    Runs runs = run(HONEST, honest.contract(), honest.method());
                    return !runs.passed(honest.method()) || last(honest).verdict() != Verdict.PASS;
                }).map(honest -> honest + ": " + last(honest).evidence()).collect(Collectors.toSet());
        assertEquals(Set.of(), failed);
    }

    @Test
    void aServerThatKeepsMoreThanItsStageFailsTheBuild() {
        Target early = Target.stage(1, "stage 1 that knows too much", Cheat.classes(), Cheat.class.getName()).options(HONEST.name(), "1");
        String method = "headHasTheFieldsOfGetAndNoBody";
        Runs runs = run(early, Paging.class, method);
        assertFalse(runs.passed(method));
        assertTrue(runs.message(method).startsWith("passes too early: message.head"), runs.message(method));
    }

    @Test
    void everyCheatIsTried() {
        Set<Cheat.Mode> tried = catches().map(Catch::mode).collect(Collectors.toSet());
        assertEquals(EnumSet.complementOf(EnumSet.of(HONEST)), tried);
        assertTrue(Arrays.stream(Cheat.Mode.values()).count() > 14);
    }

    private static Runs run(Cheat.Mode mode, Class<? extends Contract> contract, String method) {
        return run(Target.stage(3, mode.name(), Cheat.classes(), Cheat.class.getName()).options(mode.name(), "3"), contract, method);
    }

    private static Runs run(Target cheat, Class<? extends Contract> contract, String method) {
        if (!cheat.equals(target)) ServerUnderTest.closeShared();
        target = cheat;
        Runs runs = Runs.of(contract, method);
        assertEquals(1, runs.count(), "tests that were run");
        return runs;
    }

    private static Ledger.Entry last(Catch cheat) {
        List<Ledger.Entry> entries = Ledger.entries().stream().filter(entry -> entry.test().endsWith("." + cheat.method())).toList();
        return entries.get(entries.size() - 1);
    }

    @AfterAll
    static void end() {
        ServerUnderTest.closeShared();
        Ledger.clear();
    }
}
