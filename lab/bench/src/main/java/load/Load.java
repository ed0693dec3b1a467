package load;

import java.io.IOException;
import java.util.List;

/** Puts servers under load; see {@link Options#USAGE}. */
public final class Load {
    private Load() {
    }

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.println(Options.USAGE);
            return;
        }
        try {
            Options options = new Options(args);
            if (options.has("--idle")) {
                new Idle(options).run();
            } else if (options.has("--sleep")) {
                new Sleep(options).run();
            } else {
                new Rounds(options).run();
            }
        } catch (IllegalArgumentException e) {
            System.err.println("load: " + e.getMessage());
            System.exit(2);
        } catch (IOException e) {
            System.err.println("load: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Shows what a server has said on its standard error: it should have been silent. */
    static void showComplaints(String name, ServerProcess server) {
        server.complaints().stream().limit(10).forEach(line -> System.err.println(name + " says: " + line));
    }
}
