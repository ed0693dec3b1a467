package lab.twins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import behaviours.Target;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The suite is worth what it notices: each twin has a bug, and the behaviour that it names must fail. */
@TestMethodOrder(MethodOrderer.MethodName.class)
@DisabledIfSystemProperty(named = "twins", matches = "no", disabledReason = "they are looked for with another JDK")
class TwinsTest {
    private static final Path ROOT = root();
    static final Path TWINS = ROOT.resolve("behaviours/twins");

    @TempDir
    static Path scratch;

    private static final Map<String, Twin> ALL = new TreeMap<>();
    private static final Map<String, CompletableFuture<Target>> MADE = new TreeMap<>();
    private static Workbench workbench;
    private static final ExecutorService MAKER = Executors.newSingleThreadExecutor();

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("behaviours/twins"))) return folder;
        }
        throw new IllegalStateException("there is no folder behaviours/twins around " + Path.of("").toAbsolutePath());
    }

    /** While one twin is tested the next ones are made. */
    @BeforeAll
    static void make() {
        workbench = new Workbench(ROOT, scratch);
        for (Twin twin : Twin.all(TWINS)) {
            ALL.put(twin.name(), twin);
            MADE.put(twin.name(), CompletableFuture.supplyAsync(() -> workbench.make(twin), MAKER));
        }
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        MAKER.shutdownNow();
        MAKER.awaitTermination(10, TimeUnit.SECONDS);
        workbench.close();
    }

    private static void isNoticed(String name) {
        Twin twin = ALL.get(name);
        if (twin == null) fail("there is no " + TWINS.resolve(name + ".patch"));
        Hunt.Outcome outcome = Hunt.after(twin, made(name), scratch);
        if (outcome.seen() != null) return;
        Assumptions.assumeTrue(outcome.excuse() == null, outcome.excuse());
        fail("no test of " + twin.behaviour() + " notices the twin " + name + ": " + twin.says());
    }

    private static Target made(String name) {
        try {
            return MADE.get(name).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof AssertionError failure) throw failure;
            throw e;
        }
    }

    /** A method each, since reports know tests by the names of their methods. */
    @Test
    void everyTwinHasATest() {
        TreeSet<String> tests = Arrays.stream(TwinsTest.class.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
        tests.remove("everyTwinHasATest");
        assertEquals(ALL.keySet().stream().map(TwinsTest::method).collect(Collectors.toCollection(TreeSet::new)), tests);
    }

    /** {@code bare-lf} is tested by {@code bareLf}. */
    private static String method(String twin) {
        return Arrays.stream(twin.split("-")).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining()).replaceFirst("^.", twin.substring(0, 1));
    }

    @Test void acceptWaits() { isNoticed("accept-waits"); }
    @Test void answerToAnother() { isNoticed("answer-to-another"); }
    @Test void answersAfterTheLast() { isNoticed("answers-after-the-last"); }
    @Test void atTheNextTick() { isNoticed("at-the-next-tick"); }
    @Test void bareLf() { isNoticed("bare-lf"); }
    @Test void beginsAgain() { isNoticed("begins-again"); }
    @Test void behindAWorkerStandsStill() { isNoticed("behind-a-worker-stands-still"); }
    @Test void blankBeforeColon() { isNoticed("blank-before-colon"); }
    @Test void bodyDeadlinePerByte() { isNoticed("body-deadline-per-byte"); }
    @Test void bodyInOnePiece() { isNoticed("body-in-one-piece"); }
    @Test void brokenNotClosed() { isNoticed("broken-not-closed"); }
    @Test void bufferForEach() { isNoticed("buffer-for-each"); }
    @Test void busyForEver() { isNoticed("busy-for-ever"); }
    @Test void chunkEndUnchecked() { isNoticed("chunk-end-unchecked"); }
    @Test void chunkSizeEmpty() { isNoticed("chunk-size-empty"); }
    @Test void chunkSizeOverflow() { isNoticed("chunk-size-overflow"); }
    @Test void chunkSizeWithSign() { isNoticed("chunk-size-with-sign"); }
    @Test void closeUnannounced() { isNoticed("close-unannounced"); }
    @Test void closedAtOnce() { isNoticed("closed-at-once"); }
    @Test void codingAlike() { isNoticed("coding-alike"); }
    @Test void codingIn10() { isNoticed("coding-in-1-0"); }
    @Test void codingUnknown() { isNoticed("coding-unknown"); }
    @Test void continueTo10() { isNoticed("continue-to-1-0"); }
    @Test void continueTwice() { isNoticed("continue-twice"); }
    @Test void countedForEver() { isNoticed("counted-for-ever"); }
    @Test void dateInWordsOfTheUser() { isNoticed("date-in-words-of-the-user"); }
    @Test void dateWithoutGmt() { isNoticed("date-without-gmt"); }
    @Test void deadlineNotRestarted() { isNoticed("deadline-not-restarted"); }
    @Test void deleteAllowed() { isNoticed("delete-allowed"); }
    @Test void descriptorLeak() { isNoticed("descriptor-leak"); }
    @Test void drainAccepts() { isNoticed("drain-accepts"); }
    @Test void drainCuts() { isNoticed("drain-cuts"); }
    @Test void drainCutsWaiting() { isNoticed("drain-cuts-waiting"); }
    @Test void drainUnannounced() { isNoticed("drain-unannounced"); }
    @Test void earlyLeaver() { isNoticed("early-leaver"); }
    @Test void emptyLinesRemembered() { isNoticed("empty-lines-remembered"); }
    @Test void endNotSeen() { isNoticed("end-not-seen"); }
    @Test void errorEndsTheLoop() { isNoticed("error-ends-the-loop"); }
    @Test void errorOfTheHandler() { isNoticed("error-of-the-handler"); }
    @Test void exitInOrder() { isNoticed("exit-in-order"); }
    @Test void extensionsUnbounded() { isNoticed("extensions-unbounded"); }
    @Test void fastOnesOvertake() { isNoticed("fast-ones-overtake"); }
    @Test void fieldsOneTooMany() { isNoticed("fields-one-too-many"); }
    @Test void fieldsRemembered() { isNoticed("fields-remembered"); }
    @Test void firstLineOnly() { isNoticed("first-line-only"); }
    @Test void foldedLine() { isNoticed("folded-line"); }
    @Test void fullAndLost() { isNoticed("full-and-lost"); }
    @Test void fullForEver() { isNoticed("full-for-ever"); }
    @Test void getWithoutBody() { isNoticed("get-without-body"); }
    @Test void givenBackAndKept() { isNoticed("given-back-and-kept"); }
    @Test void givenBackHalfRead() { isNoticed("given-back-half-read"); }
    @Test void givenBackUnderWay() { isNoticed("given-back-under-way"); }
    @Test void goesOffAllTheSame() { isNoticed("goes-off-all-the-same"); }
    @Test void graceDenied() { isNoticed("grace-denied"); }
    @Test void graceWithoutEnd() { isNoticed("grace-without-end"); }
    @Test void guestsUnlisted() { isNoticed("guests-unlisted"); }
    @Test void halfClose() { isNoticed("half-close"); }
    @Test void halfCloseWhileHandled() { isNoticed("half-close-while-handled"); }
    @Test void halfReadCut() { isNoticed("half-read-cut"); }
    @Test void handlingTimed() { isNoticed("handling-timed"); }
    @Test void headDeadlinePerRead() { isNoticed("head-deadline-per-read"); }
    @Test void headRemembered() { isNoticed("head-remembered"); }
    @Test void headUnbounded() { isNoticed("head-unbounded"); }
    @Test void headWithBody() { isNoticed("head-with-body"); }
    @Test void headWithBodyInBetween() { isNoticed("head-with-body-in-between"); }
    @Test void helloNoLingering() { isNoticed("hello-no-lingering"); }
    @Test void hostMissing() { isNoticed("host-missing"); }
    @Test void hostTwice() { isNoticed("host-twice"); }
    @Test void idleForEver() { isNoticed("idle-for-ever"); }
    @Test void idleHoldItUp() { isNoticed("idle-hold-it-up"); }
    @Test void idleTold() { isNoticed("idle-told"); }
    @Test void injection() { isNoticed("injection"); }
    @Test void keepAlive10() { isNoticed("keep-alive-1-0"); }
    @Test void keepAliveCase() { isNoticed("keep-alive-case"); }
    @Test void keepAliveEnclosed() { isNoticed("keep-alive-enclosed"); }
    @Test void keepAliveList() { isNoticed("keep-alive-list"); }
    @Test void keepAliveUnsaid() { isNoticed("keep-alive-unsaid"); }
    @Test void keepAliveWins() { isNoticed("keep-alive-wins"); }
    @Test void lastComeFirstServed() { isNoticed("last-come-first-served"); }
    @Test void lastPieceLost() { isNoticed("last-piece-lost"); }
    @Test void lateHeadWithBody() { isNoticed("late-head-with-body"); }
    @Test void lateResets() { isNoticed("late-resets"); }
    @Test void leadingCrlf() { isNoticed("leading-crlf"); }
    @Test void lengthAndChunked() { isNoticed("length-and-chunked"); }
    @Test void lengthEmpty() { isNoticed("length-empty"); }
    @Test void lengthList() { isNoticed("length-list"); }
    @Test void lengthOverflow() { isNoticed("length-overflow"); }
    @Test void lengthPutTogether() { isNoticed("length-put-together"); }
    @Test void lengthTwice() { isNoticed("length-twice"); }
    @Test void lengthWithSign() { isNoticed("length-with-sign"); }
    @Test void lineEndTooMany() { isNoticed("line-end-too-many"); }
    @Test void lineFromNought() { isNoticed("line-from-nought"); }
    @Test void lineMeasuredLate() { isNoticed("line-measured-late"); }
    @Test void lineStands() { isNoticed("line-stands"); }
    @Test void lingerInWorker() { isNoticed("linger-in-worker"); }
    @Test void lingeringSpins() { isNoticed("lingering-spins"); }
    @Test void lingersForEver() { isNoticed("lingers-for-ever"); }
    @Test void locale() { isNoticed("locale"); }
    @Test void loopSleeps() { isNoticed("loop-sleeps"); }
    @Test void neverForgotten() { isNoticed("never-forgotten"); }
    @Test void noContentWithLength() { isNoticed("no-content-with-length"); }
    @Test void noLingering() { isNoticed("no-lingering"); }
    @Test void noPause() { isNoticed("no-pause"); }
    @EnabledOnJre(value = JRE.JAVA_17, disabledReason = "later JDKs close their first socket without descriptors of their own")
    @Test void noRehearsal() { isNoticed("no-rehearsal"); }
    @Test void noReuse() { isNoticed("no-reuse"); }
    @Test void noTurns() { isNoticed("no-turns"); }
    @Test void noWriteDeadline() { isNoticed("no-write-deadline"); }
    @Test void oldClientStays() { isNoticed("old-client-stays"); }
    @Test void oneAtATime() { isNoticed("one-at-a-time"); }
    @Test void oneMoreThanAll() { isNoticed("one-more-than-all"); }
    @Test void oneRead() { isNoticed("one-read"); }
    @Test void oneTaskARound() { isNoticed("one-task-a-round"); }
    @Test void optionsInOrder() { isNoticed("options-in-order"); }
    @Test void overloadNotWoken() { isNoticed("overload-not-woken"); }
    @Test void poolNoReuse() { isNoticed("pool-no-reuse"); }
    @Test void progressBuysNothing() { isNoticed("progress-buys-nothing"); }
    @Test void queueTimeoutIgnored() { isNoticed("queue-timeout-ignored"); }
    @Test void queueUnbounded() { isNoticed("queue-unbounded"); }
    @Test void readBeforeParse() { isNoticed("read-before-parse"); }
    @Test void readsOn() { isNoticed("reads-on"); }
    @Test void refusalCloseUnsaid() { isNoticed("refusal-close-unsaid"); }
    @Test void refusalOfHeadWithBody() { isNoticed("refusal-of-head-with-body"); }
    @Test void refusalResets() { isNoticed("refusal-resets"); }
    @Test void refusalWithoutRetryAfter() { isNoticed("refusal-without-retry-after"); }
    @Test void refusedOneByOne() { isNoticed("refused-one-by-one"); }
    @Test void resetEndsTheLoop() { isNoticed("reset-ends-the-loop"); }
    @Test void resetStays() { isNoticed("reset-stays"); }
    @Test void restThrownAway() { isNoticed("rest-thrown-away"); }
    @Test void restWithoutRest() { isNoticed("rest-without-rest"); }
    @Test void sameMoment() { isNoticed("same-moment"); }
    @Test void searchedAgain() { isNoticed("searched-again"); }
    @Test void setOnce() { isNoticed("set-once"); }
    @Test void shortWrite() { isNoticed("short-write"); }
    @Test void signedBytes() { isNoticed("signed-bytes"); }
    @Test void silentHead() { isNoticed("silent-head"); }
    @Test void sleepsIn() { isNoticed("sleeps-in"); }
    @Test void slowAnswersLater() { isNoticed("slow-answers-later"); }
    @Test void threadsUnbounded() { isNoticed("threads-unbounded"); }
    @Test void trailerEndsBody() { isNoticed("trailer-ends-body"); }
    @Test void trailerRefused() { isNoticed("trailer-refused"); }
    @Test void trailersUnbounded() { isNoticed("trailers-unbounded"); }
    @Test void trim() { isNoticed("trim"); }
    @Test void truncatedBody() { isNoticed("truncated-body"); }
    @Test void twoWrites() { isNoticed("two-writes"); }
    @Test void uploadCut() { isNoticed("upload-cut"); }
    @Test void utf8() { isNoticed("utf-8"); }
    @Test void versionTaken() { isNoticed("version-taken"); }
    @Test void wakeUpLost() { isNoticed("wake-up-lost"); }
    @Test void workerDies() { isNoticed("worker-dies"); }
    @Test void workerNotWoken() { isNoticed("worker-not-woken"); }
    @Test void workersForAll() { isNoticed("workers-for-all"); }
    @Test void writeInterestStays() { isNoticed("write-interest-stays"); }
    @Test void writeUnderLock() { isNoticed("write-under-lock"); }
}
