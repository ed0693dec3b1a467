package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import behaviours.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The matrix that the front page quotes is what the tests of the stages have just seen. */
class FrontPageTest {
    private static final Path README = Sources.ROOT.resolve("README.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)<!-- matrix -->\n+(.*?)\n+<!-- /matrix -->");

    @Test
    void theMatrixIsWhatWasSeen() {
        int jdk = Runtime.version().feature();
        LedgerMatrix seen = LedgerMatrix.of(Catalogue.rows(), Sources.PROJECT.stages(), jdk, System.getProperty("second") != null);
        for (String title : seen.matrix().titles()) {
            List<String> missing = seen.missing(title);
            assumeTrue(missing.isEmpty(), "the tests of stage " + title + " were not run, or not all of them: " + missing);
        }
        seen.left().forEach(what -> System.out.println("not compared: " + what));
        Matcher block = BLOCK.matcher(Sources.text(README));
        assertTrue(block.find(), "README.md quotes no matrix between <!-- matrix --> and <!-- /matrix -->");
        List<String> quoted = block.group(1).lines().toList();
        assertEquals(String.join("\n", seen.markdown(quoted)), String.join("\n", quoted),
                "./stages check --markdown prints what belongs there, on JDK 21 or later all of it");
    }
}
