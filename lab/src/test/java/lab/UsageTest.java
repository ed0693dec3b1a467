package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong use is one line on standard error that says what is wrong, and exit code 2. */
class UsageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "chek                                | there is no command chek; did you mean check?",
        "somersault                          | there is no command somersault",
        "--fre-ports                         | there is no option --fre-ports; did you mean --free-ports?",
        "run                                 | 'N'",
        "run 9                               | there is no stage 9; there are 1 hello-socket,",
        "run one                             | 'one'",
        "check 9                             | there is no stage 9; there are 1 hello-socket,",
        "check 1 2                           | there is no parameter 2",
        "check --only anser.date             | there is no behaviour anser.date; did you mean answer.date?",
        "check --only answer,proces          | there is no behaviour proces; did you mean process?",
        "check --cmd true                    | {port}",
        "check --cmd x{port} --as 0          | --as takes a stage from 1 to 5, not 0",
        "check --cmd x{port} --as 6          | --as takes a stage from 1 to 5, not 6",
        "check --cmd x{port} 1               | either a stage or --cmd, not both",
        "check --cmd 'x{port}                | a quote is not closed",
        "check --as 2                        | --as goes with --cmd",
        "check --only                        | --only",
        "diff 1                              | 'B'",
        "diff 2 1                            | the earlier stage comes first",
        "diff 1 9                            | there is no stage 9",
        "sync --dry                          | there is no option --dry",
    })
    void isToldInOneLine(String words, String complaint) {
        Console console = Console.run(words.split(" "));
        assertEquals(2, console.exit(), console::toString);
        assertEquals(List.of(), console.out());
        assertEquals(1, console.err().size(), console::toString);
        assertTrue(console.err().get(0).startsWith("stages: ") && console.err().get(0).contains(complaint), console::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "check --help", "diff --help", "sync --help"})
    void helpIsGiven(String words) {
        Console console = Console.run(words.split(" "));
        assertEquals(0, console.exit());
        assertTrue(console.out().get(0).startsWith("Usage: stages"), console::toString);
    }

    @Test
    void distanceCountsLetters() {
        assertEquals(0, Nearest.distance("check", "check"));
        assertEquals(1, Nearest.distance("chek", "check"));
        assertEquals(2, Nearest.distance("chekc", "check"));
        assertEquals(5, Nearest.distance("", "check"));
    }
}
