package lab.twins;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The bugs of stage 4. */
@DisabledIfSystemProperty(named = TwinsTest.SECOND, matches = ".*", disabledReason = TwinsTest.ELSEWHERE)
class TwinsOfStage4Test extends TwinsTest {
    TwinsOfStage4Test() {
        super(4);
    }

    @Test void answerToAnother() { isNoticed("answer-to-another"); }
    @Test void answersAfterTheLast() { isNoticed("answers-after-the-last"); }
    @Test void atTheNextTick() { isNoticed("at-the-next-tick"); }
    @Test void beginsAgain() { isNoticed("begins-again"); }
    @Test void behindAWorkerStandsStill() { isNoticed("behind-a-worker-stands-still"); }
    @Test void bufferForEach() { isNoticed("buffer-for-each"); }
    @Test void closedAtOnce() { isNoticed("closed-at-once"); }
    @Test void countedForEver() { isNoticed("counted-for-ever"); }
    @Test void endNotSeen() { isNoticed("end-not-seen"); }
    @Test void errorEndsTheLoop() { isNoticed("error-ends-the-loop"); }
    @Test void fastOnesOvertake() { isNoticed("fast-ones-overtake"); }
    @Test void fullAndLost() { isNoticed("full-and-lost"); }
    @Test void fullForEver() { isNoticed("full-for-ever"); }
    @Test void givenBackAndKept() { isNoticed("given-back-and-kept"); }
    @Test void givenBackHalfRead() { isNoticed("given-back-half-read"); }
    @Test void givenBackUnderWay() { isNoticed("given-back-under-way"); }
    @Test void goesOffAllTheSame() { isNoticed("goes-off-all-the-same"); }
    @Test void guestsUnlisted() { isNoticed("guests-unlisted"); }
    @Test void halfCloseWhileHandled() { isNoticed("half-close-while-handled"); }
    @Test void halfReadCut() { isNoticed("half-read-cut"); }
    @Test void handlingTimed() { isNoticed("handling-timed"); }
    @Test void idleHoldItUp() { isNoticed("idle-hold-it-up"); }
    @Test void loopSleeps() { isNoticed("loop-sleeps"); }
    @Test void noTurns() { isNoticed("no-turns"); }
    @Test void noWriteDeadline() { isNoticed("no-write-deadline"); }
    @Test void oneMoreThanAll() { isNoticed("one-more-than-all"); }
    @Test void oneTaskARound() { isNoticed("one-task-a-round"); }
    @Test void progressBuysNothing() { isNoticed("progress-buys-nothing"); }
    @Test void readsOn() { isNoticed("reads-on"); }
    @Test void resetEndsTheLoop() { isNoticed("reset-ends-the-loop"); }
    @Test void resetStays() { isNoticed("reset-stays"); }
    @Test void restWithoutRest() { isNoticed("rest-without-rest"); }
    @Test void sameMoment() { isNoticed("same-moment"); }
    @Test void setOnce() { isNoticed("set-once"); }
    @Test void shortWrite() { isNoticed("short-write"); }
    @Test void sleepsIn() { isNoticed("sleeps-in"); }
    @Test void workersForAll() { isNoticed("workers-for-all"); }
    @Test void writeInterestStays() { isNoticed("write-interest-stays"); }
}
