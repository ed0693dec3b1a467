package behaviours.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Behaviour;
import behaviours.Needs;
import behaviours.Route;
import behaviours.Run;
import behaviours.Since;
import behaviours.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in the configuration file is one line that says where it is, and exit code 2; never a server that does something else. */
@Since(3)
@Needs({Route.OPTIONS, Route.PROCESS})
public abstract class ConfigErrorContract extends BusyContract {
    @TempDir
    protected Path directory;

    @Test
    @Behaviour("waiting.config")
    public void anUnknownKeyIsRefusedAndTheNearestNamed() throws IOException {
        refused(4, "idle", "listener:", "  backlog: 5", "deadlines:", "  iddle: 1s");
    }

    @Test
    @Behaviour("waiting.config")
    public void anUnknownSectionIsRefused() throws IOException {
        refused(2, "worker", "log: none", "worker:", "  count: 2");
    }

    @Test
    @Behaviour("waiting.config")
    public void aValueOfTheWrongTypeIsRefused() throws IOException {
        refused(2, "count", "workers:", "  count: many");
        refused(3, "idle", "log: none", "deadlines:", "  idle: soon");
    }

    @Test
    @Behaviour("waiting.config")
    public void aValueOutOfRangeIsRefused() throws IOException {
        refused(2, "count", "workers:", "  count: 0");
        refused(2, "port", "listener:", "  port: 65536");
        refused(3, "kind", "workers:", "  count: 2", "  kind: robots");
    }

    @Test
    @Behaviour("waiting.config")
    public void aKeyThatComesTwiceIsRefused() throws IOException {
        refused(3, "count", "workers:", "  count: 2", "  count: 3");
    }

    @Test
    @Behaviour("waiting.config")
    public void whatIsNotYamlIsRefused() throws IOException {
        refused(2, "", "workers:", "  count: ]");
    }

    @Test
    @Behaviour("waiting.config")
    public void aFileThatIsNotThereIsRefused() throws IOException {
        start(with("log: none"));
        String line = oneLine(target().options("-c", directory.resolve("absent.yaml").toString()));
        assertTrue(line.contains("absent.yaml"), "the line should name the file that is missing: " + line);
    }

    private void refused(int lineNumber, String word, String... lines) throws IOException {
        String line = oneLine(with(lines));
        assertTrue(line.matches(".*server\\.yaml\\b.*\\b" + lineNumber + "\\b.*") && line.contains(word),
                "the line should say server.yaml, " + lineNumber + (word.isEmpty() ? "" : " and " + word) + ": " + line);
    }

    private String oneLine(Target target) {
        Run run = run(target);
        assertEquals(2, run.exit(), "exit code; " + run);
        assertTrue(run.out().isEmpty() && run.err().size() == 1, "a mistake in the configuration is one line on standard error: " + run);
        return run.err().get(0);
    }

    private Target with(String... lines) throws IOException {
        Path file = directory.resolve("server.yaml");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return target().options("-c", file.toString());
    }
}
