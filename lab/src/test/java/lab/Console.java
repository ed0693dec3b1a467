package lab;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/** One command run inside the test: its exit code and what it printed. */
record Console(int exit, List<String> out, List<String> err) {

    static Console run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Lab.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Console(exit, out.toString().lines().toList(), err.toString().lines().toList());
    }

    /** In another work tree. */
    static Console in(Path root, String... words) {
        System.setProperty("stages.root", root.toString());
        try {
            return run(words);
        } finally {
            System.clearProperty("stages.root");
        }
    }
}
