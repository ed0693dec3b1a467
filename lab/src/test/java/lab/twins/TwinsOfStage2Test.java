package lab.twins;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The bugs of stage 2, and those of stage 1. */
@DisabledIfSystemProperty(named = TwinsTest.SECOND, matches = ".*", disabledReason = TwinsTest.ELSEWHERE)
class TwinsOfStage2Test extends TwinsTest {
    TwinsOfStage2Test() {
        super(1, 2);
    }

    @Test void bareLf() { isNoticed("bare-lf"); }
    @Test void blankBeforeColon() { isNoticed("blank-before-colon"); }
    @Test void bodyInOnePiece() { isNoticed("body-in-one-piece"); }
    @Test void chunkEndUnchecked() { isNoticed("chunk-end-unchecked"); }
    @Test void chunkSizeEmpty() { isNoticed("chunk-size-empty"); }
    @Test void chunkSizeOverflow() { isNoticed("chunk-size-overflow"); }
    @Test void chunkSizeWithSign() { isNoticed("chunk-size-with-sign"); }
    @Test void closeUnannounced() { isNoticed("close-unannounced"); }
    @Test void codingAlike() { isNoticed("coding-alike"); }
    @Test void codingIn10() { isNoticed("coding-in-1-0"); }
    @Test void codingUnknown() { isNoticed("coding-unknown"); }
    @Test void continueTo10() { isNoticed("continue-to-1-0"); }
    @Test void continueTwice() { isNoticed("continue-twice"); }
    @Test void dateInWordsOfTheUser() { isNoticed("date-in-words-of-the-user"); }
    @Test void dateWithoutGmt() { isNoticed("date-without-gmt"); }
    @Test void deleteAllowed() { isNoticed("delete-allowed"); }
    @Test void descriptorLeak() { isNoticed("descriptor-leak"); }
    @Test void earlyLeaver() { isNoticed("early-leaver"); }
    @Test void errorOfTheHandler() { isNoticed("error-of-the-handler"); }
    @Test void extensionsUnbounded() { isNoticed("extensions-unbounded"); }
    @Test void fieldsOneTooMany() { isNoticed("fields-one-too-many"); }
    @Test void firstLineOnly() { isNoticed("first-line-only"); }
    @Test void foldedLine() { isNoticed("folded-line"); }
    @Test void halfClose() { isNoticed("half-close"); }
    @Test void headUnbounded() { isNoticed("head-unbounded"); }
    @Test void headWithBody() { isNoticed("head-with-body"); }
    @Test void helloNoLingering() { isNoticed("hello-no-lingering"); }
    @Test void hostMissing() { isNoticed("host-missing"); }
    @Test void hostTwice() { isNoticed("host-twice"); }
    @Test void injection() { isNoticed("injection"); }
    @Test void lastPieceLost() { isNoticed("last-piece-lost"); }
    @Test void leadingCrlf() { isNoticed("leading-crlf"); }
    @Test void lengthAndChunked() { isNoticed("length-and-chunked"); }
    @Test void lengthEmpty() { isNoticed("length-empty"); }
    @Test void lengthList() { isNoticed("length-list"); }
    @Test void lengthOverflow() { isNoticed("length-overflow"); }
    @Test void lengthPutTogether() { isNoticed("length-put-together"); }
    @Test void lengthTwice() { isNoticed("length-twice"); }
    @Test void lengthWithSign() { isNoticed("length-with-sign"); }
    @Test void lineEndTooMany() { isNoticed("line-end-too-many"); }
    @Test void lineMeasuredLate() { isNoticed("line-measured-late"); }
    @Test void locale() { isNoticed("locale"); }
    @Test void noContentWithLength() { isNoticed("no-content-with-length"); }
    @Test void noLingering() { isNoticed("no-lingering"); }
    @Test void noReuse() { isNoticed("no-reuse"); }
    @Test void oneRead() { isNoticed("one-read"); }
    @Test void searchedAgain() { isNoticed("searched-again"); }
    @Test void signedBytes() { isNoticed("signed-bytes"); }
    @Test void trailerEndsBody() { isNoticed("trailer-ends-body"); }
    @Test void trailerRefused() { isNoticed("trailer-refused"); }
    @Test void trailersUnbounded() { isNoticed("trailers-unbounded"); }
    @Test void trim() { isNoticed("trim"); }
    @Test void truncatedBody() { isNoticed("truncated-body"); }
    @Test void utf8() { isNoticed("utf-8"); }
    @Test void versionTaken() { isNoticed("version-taken"); }
}
