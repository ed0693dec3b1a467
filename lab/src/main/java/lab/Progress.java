package lab;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Says where a long run is: on a terminal in one line that is written over, elsewhere in a line for each group. */
final class Progress {
    private final PrintWriter err;
    private final boolean terminal;
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private String server = "";
    private int done;
    private int all;

    Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    synchronized void begin(String server, Map<String, Integer> sizes) {
        this.server = server;
        this.sizes.clear();
        this.sizes.putAll(sizes);
        said.clear();
        done = 0;
        all = sizes.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized void test(String group) {
        done++;
        String line = server + ": " + group + ", " + done + " of " + all;
        if (terminal) {
            err.print("\r" + String.format("%-60s", line));
        } else if (said.add(group)) {
            err.println(line + " (" + Text.count(sizes.getOrDefault(group, 0), "test") + " in this group)");
        }
        err.flush();
    }

    synchronized void end() {
        if (terminal) err.print("\r" + " ".repeat(60) + "\r");
        err.flush();
    }
}
