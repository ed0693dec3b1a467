package lab.twins;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The bugs of stage 5. */
@DisabledIfSystemProperty(named = TwinsTest.SECOND, matches = ".*", disabledReason = TwinsTest.ELSEWHERE)
class TwinsOfStage5Test extends TwinsTest {
    TwinsOfStage5Test() {
        super(5);
    }

    @Test void brokenOffIsEnd() { isNoticed("broken-off-is-end"); }
    @Test void chunkSizeDecimal() { isNoticed("chunk-size-decimal"); }
    @Test void chunksTo10() { isNoticed("chunks-to-1-0"); }
    @Test void closedAgain() { isNoticed("closed-again"); }
    @Test void contextOfTheServer() { isNoticed("context-of-the-server"); }
    @Test void continueUnasked() { isNoticed("continue-unasked"); }
    @Test void cutLooksWhole() { isNoticed("cut-looks-whole"); }
    @Test void dotsResolved() { isNoticed("dots-resolved"); }
    @Test void environmentInherited() { isNoticed("environment-inherited"); }
    @Test void errorsNotCaught() { isNoticed("errors-not-caught"); }
    @Test void errorsUnread() { isNoticed("errors-unread"); }
    @Test void escapedSlash() { isNoticed("escaped-slash"); }
    @Test void everybodyReadsHtml() { isNoticed("everybody-reads-html"); }
    @Test void goneNotTold() { isNoticed("gone-not-told"); }
    @Test void gzipKeepsLength() { isNoticed("gzip-keeps-length"); }
    @Test void halfABoundary() { isNoticed("half-a-boundary"); }
    @Test void headWritten() { isNoticed("head-written"); }
    @Test void hungIsGarbage() { isNoticed("hung-is-garbage"); }
    @Test void lastWriteTooLong() { isNoticed("last-write-too-long"); }
    @Test void lateIsBroken() { isNoticed("late-is-broken"); }
    @Test void layersInsideOut() { isNoticed("layers-inside-out"); }
    @Test void lengthBelieved() { isNoticed("length-believed"); }
    @Test void lengthOfChunks() { isNoticed("length-of-chunks"); }
    @Test void lengthOfNothing() { isNoticed("length-of-nothing"); }
    @Test void linksFollowed() { isNoticed("links-followed"); }
    @Test void markStays() { isNoticed("mark-stays"); }
    @Test void markupOfAStranger() { isNoticed("markup-of-a-stranger"); }
    @Test void memoryLost() { isNoticed("memory-lost"); }
    @Test void mountInsideSegment() { isNoticed("mount-inside-segment"); }
    @Test void nameStaysHidden() { isNoticed("name-stays-hidden"); }
    @Test void netstringWithComma() { isNoticed("netstring-with-comma"); }
    @Test void noContentInChunks() { isNoticed("no-content-in-chunks"); }
    @Test void oldFieldsStay() { isNoticed("old-fields-stay"); }
    @Test void pathNotDecoded() { isNoticed("path-not-decoded"); }
    @Test void prefixAsText() { isNoticed("prefix-as-text"); }
    @Test void proxyBelieved() { isNoticed("proxy-believed"); }
    @Test void queryDecoded() { isNoticed("query-decoded"); }
    @Test void redirectToTheClient() { isNoticed("redirect-to-the-client"); }
    @Test void slashOfAFile() { isNoticed("slash-of-a-file"); }
    @Test void spoolLeft() { isNoticed("spool-left"); }
    @Test void startedTwice() { isNoticed("started-twice"); }
    @Test void statusIgnored() { isNoticed("status-ignored"); }
    @Test void suffixOneShort() { isNoticed("suffix-one-short"); }
    @Test void toTheOutside() { isNoticed("to-the-outside"); }
    @Test void tooShortIsWhole() { isNoticed("too-short-is-whole"); }
    @Test void trailerPromised() { isNoticed("trailer-promised"); }
    @Test void typeMissing() { isNoticed("type-missing"); }
    @Test void typesUncounted() { isNoticed("types-uncounted"); }
    @Test void underscorePasses() { isNoticed("underscore-passes"); }
    @Test void unreadBodyStays() { isNoticed("unread-body-stays"); }
    @Test void varyForgotten() { isNoticed("vary-forgotten"); }
    @Test void weakIsAnother() { isNoticed("weak-is-another"); }
}
