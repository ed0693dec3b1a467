package httpd.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Headers;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Which part of a file a request gets. */
class RangesTest {
    private static ByteRange of(String value, long size) {
        return ByteRange.of(new Headers().add("Range", value), size);
    }

    @Test
    void aPartIsAskedForInThreeWays() {
        assertEquals(new ByteRange(0, 500), of("bytes=0-499", 10_000));
        assertEquals(new ByteRange(9500, 500), of("bytes=9500-", 10_000));
        assertEquals(new ByteRange(9500, 500), of("bytes=-500", 10_000));
        assertEquals(new ByteRange(9999, 1), of("bytes=9999-9999", 10_000));
    }

    @Test
    void whatIsBeyondTheEndIsLeftOut() {
        assertEquals(new ByteRange(9999, 1), of("bytes=9999-20000", 10_000));
        assertEquals(new ByteRange(0, 100), of("bytes=-500", 100));
        assertEquals(new ByteRange(1, 99), of("bytes=1-99999999999999999999999", 100));
        assertEquals(new ByteRange(0, 100), of("bytes=-99999999999999999999999", 100));
    }

    @Test
    void nothingOfItIsInTheFile() {
        for (String value : new String[] {"bytes=100-", "bytes=100-200", "bytes=99999999999999999999-", "bytes=-0"}) {
            assertEquals(0, of(value, 100).length(), value);
            assertEquals("bytes */100", of(value, 100).contentRange(100), value);
        }
        assertEquals(0, of("bytes=0-", 0).length());
        assertNull(of("bytes=-5", 0), "the last five bytes of an empty file are the whole of it");
    }

    @Test
    void theUnitMayBeWrittenInAnyCaseAndTheListMayHaveEmptyMembers() {
        assertEquals(new ByteRange(0, 10), of("Bytes=0-9", 100));
        assertEquals(new ByteRange(0, 10), of("bytes=, 0-9 ,", 100));
    }

    @Test
    void whatIsNotOneWellFormedRangeIsIgnored() {
        for (String value : new String[] {"bytes=0-1,3-4", "bytes=5-4", "bytes=", "bytes", "bytes=-", "bytes=a-b", "bytes=0-9x",
            "bytes=+1-2", "bytes=0--1", "bytes=0 - 1", "items=0-1", "0-1", "bytes=1", "bytes=0x1-2", "bytes= =0-1", ""}) {
            assertNull(of(value, 100), value);
        }
        assertNull(ByteRange.of(new Headers(), 100));
        assertNull(ByteRange.of(new Headers().add("Range", "bytes=0-1").add("Range", "bytes=2-3"), 100));
    }

    @Test
    void contentRangeNamesFirstAndLast() {
        assertEquals("bytes 0-499/10000", of("bytes=0-499", 10_000).contentRange(10_000));
        assertEquals("bytes 99-99/100", of("bytes=-1", 100).contentRange(100));
    }

    @Property(tries = 500)
    void aPartIsWithinTheFileAndWithinWhatWasAskedFor(@ForAll @LongRange(max = 1000) long first, @ForAll @LongRange(max = 1000) long last,
            @ForAll @LongRange(max = 1000) long size) {
        ByteRange part = of("bytes=" + first + "-" + last, size);
        if (last < first) {
            assertNull(part);
        } else if (first >= size) {
            assertEquals(0, part.length());
        } else {
            assertEquals(first, part.first());
            assertEquals(Math.min(last, size - 1), part.first() + part.length() - 1);
            assertTrue(part.length() > 0);
        }
    }
}
