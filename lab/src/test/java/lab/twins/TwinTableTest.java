package lab.twins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of bug classes names every twin in its row. */
class TwinTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| [^|]+ \\| ([^|]+) \\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void everyTwinIsInTheTableOfBugClasses() throws IOException {
        TreeMap<Integer, TreeSet<String>> written = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(TwinsTest.TWINS.resolve("README.md")));
        while (rows.find()) {
            TreeSet<String> names = written.computeIfAbsent(Integer.valueOf(rows.group(1)), row -> new TreeSet<>());
            NAME.matcher(rows.group(2)).results().map((MatchResult name) -> name.group(1)).forEach(names::add);
        }
        assertTrue(written.size() > 1, "there is no table");
        written.values().removeIf(TreeSet::isEmpty);
        TreeMap<Integer, TreeSet<String>> there = new TreeMap<>();
        for (Twin twin : Twin.all(TwinsTest.TWINS)) there.computeIfAbsent(twin.bugClass(), row -> new TreeSet<>()).add(twin.name());
        assertEquals(there, written);
    }
}
