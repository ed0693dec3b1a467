package lab.twins;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;

/** The bugs of stage 3. */
@DisabledIfSystemProperty(named = TwinsTest.SECOND, matches = ".*", disabledReason = TwinsTest.ELSEWHERE)
class TwinsOfStage3Test extends TwinsTest {
    TwinsOfStage3Test() {
        super(3);
    }

    @Test void acceptWaits() { isNoticed("accept-waits"); }
    @Test void bodyDeadlinePerByte() { isNoticed("body-deadline-per-byte"); }
    @Test void brokenNotClosed() { isNoticed("broken-not-closed"); }
    @Test void busyForEver() { isNoticed("busy-for-ever"); }
    @Test void deadlineNotRestarted() { isNoticed("deadline-not-restarted"); }
    @Test void drainAccepts() { isNoticed("drain-accepts"); }
    @Test void drainCuts() { isNoticed("drain-cuts"); }
    @Test void drainCutsWaiting() { isNoticed("drain-cuts-waiting"); }
    @Test void drainUnannounced() { isNoticed("drain-unannounced"); }
    @Test void emptyLinesRemembered() { isNoticed("empty-lines-remembered"); }
    @Test void exitInOrder() { isNoticed("exit-in-order"); }
    @Test void fieldsRemembered() { isNoticed("fields-remembered"); }
    @Test void getWithoutBody() { isNoticed("get-without-body"); }
    @Test void graceDenied() { isNoticed("grace-denied"); }
    @Test void graceWithoutEnd() { isNoticed("grace-without-end"); }
    @Test void headDeadlinePerRead() { isNoticed("head-deadline-per-read"); }
    @Test void headRemembered() { isNoticed("head-remembered"); }
    @Test void headWithBodyInBetween() { isNoticed("head-with-body-in-between"); }
    @Test void idleForEver() { isNoticed("idle-for-ever"); }
    @Test void idleTold() { isNoticed("idle-told"); }
    @Test void keepAlive10() { isNoticed("keep-alive-1-0"); }
    @Test void keepAliveCase() { isNoticed("keep-alive-case"); }
    @Test void keepAliveEnclosed() { isNoticed("keep-alive-enclosed"); }
    @Test void keepAliveList() { isNoticed("keep-alive-list"); }
    @Test void keepAliveUnsaid() { isNoticed("keep-alive-unsaid"); }
    @Test void keepAliveWins() { isNoticed("keep-alive-wins"); }
    @Test void lastComeFirstServed() { isNoticed("last-come-first-served"); }
    @Test void lateHeadWithBody() { isNoticed("late-head-with-body"); }
    @Test void lateResets() { isNoticed("late-resets"); }
    @Test void lineFromNought() { isNoticed("line-from-nought"); }
    @Test void lineStands() { isNoticed("line-stands"); }
    @Test void lingerInWorker() { isNoticed("linger-in-worker"); }
    @Test void lingeringSpins() { isNoticed("lingering-spins"); }
    @Test void lingersForEver() { isNoticed("lingers-for-ever"); }
    @Test void neverForgotten() { isNoticed("never-forgotten"); }
    @Test void noPause() { isNoticed("no-pause"); }
    @EnabledOnJre(value = JRE.JAVA_17, disabledReason = "later JDKs close their first socket without descriptors of their own")
    @Test void noRehearsal() { isNoticed("no-rehearsal"); }
    @Test void oldClientStays() { isNoticed("old-client-stays"); }
    @Test void oneAtATime() { isNoticed("one-at-a-time"); }
    @Test void optionsInOrder() { isNoticed("options-in-order"); }
    @Test void overloadNotWoken() { isNoticed("overload-not-woken"); }
    @Test void poolNoReuse() { isNoticed("pool-no-reuse"); }
    @Test void queueTimeoutIgnored() { isNoticed("queue-timeout-ignored"); }
    @Test void queueUnbounded() { isNoticed("queue-unbounded"); }
    @Test void readBeforeParse() { isNoticed("read-before-parse"); }
    @Test void refusalCloseUnsaid() { isNoticed("refusal-close-unsaid"); }
    @Test void refusalOfHeadWithBody() { isNoticed("refusal-of-head-with-body"); }
    @Test void refusalResets() { isNoticed("refusal-resets"); }
    @Test void refusalWithoutRetryAfter() { isNoticed("refusal-without-retry-after"); }
    @Test void refusedOneByOne() { isNoticed("refused-one-by-one"); }
    @Test void restThrownAway() { isNoticed("rest-thrown-away"); }
    @Test void silentHead() { isNoticed("silent-head"); }
    @Test void slowAnswersLater() { isNoticed("slow-answers-later"); }
    @Test void threadsUnbounded() { isNoticed("threads-unbounded"); }
    @Test void twoWrites() { isNoticed("two-writes"); }
    @Test void uploadCut() { isNoticed("upload-cut"); }
    @Test void wakeUpLost() { isNoticed("wake-up-lost"); }
    @Test void workerDies() { isNoticed("worker-dies"); }
    @Test void workerNotWoken() { isNoticed("worker-not-woken"); }
    @Test void writeUnderLock() { isNoticed("write-under-lock"); }
}
