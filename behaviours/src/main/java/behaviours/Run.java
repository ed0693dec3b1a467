package behaviours;

import java.util.List;

/** A command that ended by itself: its exit code and what it printed. */
public record Run(int exit, List<String> out, List<String> err) {
    /** For messages. */
    @Override
    public String toString() {
        return "exit code " + exit + "\n  standard output: " + out + "\n  standard error:  " + err;
    }
}
