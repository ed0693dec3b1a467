package behaviours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down of every run. */
class LedgerTest {
    private String directory;

    @BeforeEach
    void remember() {
        directory = System.getProperty("behaviours.ledger");
        Ledger.clear();
    }

    @AfterEach
    void restore() {
        if (directory == null) System.clearProperty("behaviours.ledger");
        else System.setProperty("behaviours.ledger", directory);
        Ledger.clear();
    }

    @Test
    void isWrittenByColumnAndClass(@TempDir Path temporary) throws IOException {
        System.setProperty("behaviours.ledger", temporary.resolve("new").toString());
        Ledger.add(new Ledger.Entry("3 pool/16", "AnswerTest", "answer.date", "AnswerContract.a", 1, Verdict.PASS, ""));
        Ledger.add(new Ledger.Entry("3 pool/16", "OtherTest", "answer.other", "OtherContract.b", 1, Verdict.PASS, ""));
        Ledger.write("AnswerTest");
        assertEquals("""
                [
                  {"column": "3 pool/16", "id": "answer.date", "test": "AnswerContract.a", "since": 1, "verdict": "PASS", "evidence": ""}
                ]
                """, Files.readString(temporary.resolve("new/3_pool_16-AnswerTest.json")));
        assertFalse(Files.exists(temporary.resolve("new/3_pool_16-OtherTest.json")));
    }

    @Test
    void isJsonWhateverWasSeen() {
        Ledger.Entry entry = new Ledger.Entry("a", "B", "c.d", "C.d", 2, Verdict.FAIL, "say \"\\x\"\tnow\n".repeat(20));
        String line = "say \\\"\\\\x\\\"\\u0009now";
        assertEquals(line + ("\\n" + line).repeat(7), entry.toJson().replaceAll(".*\"evidence\": \"(.*)\"}", "$1"));
    }
}
