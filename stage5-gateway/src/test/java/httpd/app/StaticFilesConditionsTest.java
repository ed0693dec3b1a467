package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Headers;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The conditions of RFC 9110 section 13, and the order in which they count. */
class StaticFilesConditionsTest {
    private static final String TIME = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final Validators VERSION = new Validators("\"a-b,c\"", Instant.parse("1994-11-06T08:49:37Z"));

    private static int status(String... fields) {
        return VERSION.status(headers(fields));
    }

    private static Headers headers(String... fields) {
        Headers headers = new Headers();
        for (int i = 0; i < fields.length; i += 2) headers.add(fields[i], fields[i + 1]);
        return headers;
    }

    @Test
    void withoutConditionsThereIsNoDoubt() {
        assertEquals(200, status());
    }

    @Test
    void aTagThatTheClientHasIsNotSentAgain() {
        assertEquals(304, status("If-None-Match", "\"a-b,c\""));
        assertEquals(304, status("If-None-Match", "W/\"a-b,c\""));
        assertEquals(304, status("If-None-Match", "\"x\", W/\"y,z\",\"a-b,c\""));
        assertEquals(304, status("If-None-Match", "\"x\"", "If-None-Match", "\"a-b,c\""));
        assertEquals(304, status("If-None-Match", "*"));
    }

    @Test
    void anotherTagIsNot() {
        for (String tags : new String[] {"\"x\"", "\"\"", "a-b,c", "\"x\", \"y\"", "\"a-b,c", "W/\"x\"", "", "\"*\""}) {
            assertEquals(200, status("If-None-Match", tags), tags);
        }
    }

    @Test
    void aDateCountsToTheSecond() {
        assertEquals(304, status("If-Modified-Since", TIME));
        assertEquals(304, status("If-Modified-Since", "Mon, 07 Nov 1994 08:49:37 GMT"));
        assertEquals(200, status("If-Modified-Since", BEFORE));
        assertEquals(200, status("If-Modified-Since", "yesterday"));
    }

    @Test
    void theTagGoesBeforeTheDate() {
        assertEquals(200, status("If-None-Match", "\"x\"", "If-Modified-Since", TIME));
        assertEquals(304, status("If-None-Match", "\"a-b,c\"", "If-Modified-Since", BEFORE));
    }

    @Test
    void whoWantsOnlyThisVersionGetsNoOther() {
        assertEquals(200, status("If-Match", "\"a-b,c\""));
        assertEquals(200, status("If-Match", "*"));
        assertEquals(412, status("If-Match", "\"x\""));
        assertEquals(412, status("If-Match", "W/\"a-b,c\""), "a weak tag is not the same as any, when it matters");
        assertEquals(200, status("If-Unmodified-Since", TIME));
        assertEquals(412, status("If-Unmodified-Since", BEFORE));
        assertEquals(200, status("If-Unmodified-Since", "yesterday"));
        assertEquals(200, status("If-Match", "\"a-b,c\"", "If-Unmodified-Since", BEFORE), "the date does not count beside a tag");
        assertEquals(412, status("If-Match", "\"x\"", "If-None-Match", "\"a-b,c\""), "the first condition that fails decides");
        assertEquals(304, status("If-Match", "\"a-b,c\"", "If-None-Match", "\"a-b,c\""));
    }

    @Test
    void aPartOfAnotherVersionIsOfNoUse() {
        assertTrue(VERSION.allowRange(headers()));
        assertTrue(VERSION.allowRange(headers("If-Range", "\"a-b,c\"")));
        assertFalse(VERSION.allowRange(headers("If-Range", "\"x\"")));
        assertFalse(VERSION.allowRange(headers("If-Range", "W/\"a-b,c\"")));
        assertFalse(VERSION.allowRange(headers("If-Range", TIME)), "within a second there may have been two versions");
    }

    /** RFC 9110 section 5.6.7. */
    @Test
    void aDateHasThreeForms() {
        Instant time = Instant.parse("1994-11-06T08:49:37Z");
        assertEquals(time, Validators.date(TIME));
        assertEquals(time, Validators.date("Sunday, 06-Nov-94 08:49:37 GMT"));
        assertEquals(time, Validators.date("Sun Nov  6 08:49:37 1994"));
        assertEquals(Instant.parse("1994-11-16T08:49:37Z"), Validators.date("Wed Nov 16 08:49:37 1994"));
    }

    /** A year of two digits that would be more than 50 years ahead is one of the past. */
    @Test
    void aYearOfTwoDigitsIsNotFarAhead() {
        int now = LocalDate.now(ZoneOffset.UTC).getYear();
        for (int year : new int[] {now - 49, now, now + 50}) {
            LocalDate day = LocalDate.of(year, 3, 1);
            String name = day.getDayOfWeek().getDisplayName(java.time.format.TextStyle.FULL, java.util.Locale.US);
            String text = String.format("%s, 01-Mar-%02d 00:00:00 GMT", name, year % 100);
            assertEquals(day.atStartOfDay(ZoneOffset.UTC).toInstant(), Validators.date(text), text);
        }
    }

    @Test
    void whatIsNoDateIsNone() {
        for (String text : new String[] {"", "Sun, 06 Nov 1994 08:49:37", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "784111777", "Sun, 06 nov 1994 08:49:37 GMT"}) {
            assertNull(Validators.date(text), text);
        }
        assertNull(Validators.date(null));
    }
}
