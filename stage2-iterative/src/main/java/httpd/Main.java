package httpd;

import httpd.http.Limits;
import httpd.site.Site;
import java.io.IOException;
import java.util.List;

/** The command line: reads the options, starts the server, says where it listens. */
public final class Main {
    private static final String USAGE = """
            usage: java -jar stage2.jar [options]
              --host ADDRESS          address to listen on (127.0.0.1)
              --port PORT             port to listen on, 0 for a free one (8002)
              --log none|access|wire  nothing, a line per request, or every line that comes and goes (none)
              --help                  this text""";

    private String host = "127.0.0.1";
    private int port = 8002;
    private Log log = Log.NONE;

    private Main() {
    }

    public static void main(String[] args) {
        Main main = new Main();
        try {
            if (List.of(args).contains("--help")) {
                System.out.println(USAGE);
                return;
            }
            main.read(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; --help lists the options");
            System.exit(2);
        }
        main.serve();
    }

    private void read(String[] args) {
        for (int i = 0; i < args.length; i += 2) {
            String option = args[i];
            String value = i + 1 < args.length ? args[i + 1] : null;
            switch (option) {
                case "--host" -> host = required(option, value);
                case "--port" -> port = port(required(option, value));
                case "--log" -> log = Log.of(required(option, value));
                default -> throw new IllegalArgumentException("unknown option '" + option + "'");
            }
        }
    }

    private static String required(String option, String value) {
        if (value == null) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return value;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException("--port takes 0 to 65535, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private void serve() {
        try (Server server = new Server(host, port, new Site(), Limits.DEFAULT, log)) {
            System.out.println("Stage 2 (iterative) listening on http://" + host + ":" + server.port() + "/");
            server.run();
        } catch (IOException e) {
            System.err.println("cannot listen on " + host + ":" + port + ": " + e.getMessage());
            System.exit(1);
        }
    }
}
