package httpd;

import httpd.app.Applications;
import httpd.app.LoadException;
import httpd.cgi.Cgi;
import httpd.config.CommandLine;
import httpd.config.Config;
import httpd.config.ConfigException;
import httpd.gateway.Application;
import java.io.IOException;
import java.util.List;

/** Reads the configuration, loads the applications, starts the server, says where it listens, and has it drained at a signal. */
public final class Main {
    private Main() {
    }

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.print(CommandLine.usage());
            return;
        }
        try {
            Config config = CommandLine.read(args);
            serve(config, Applications.of(config));
        } catch (ConfigException | LoadException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void serve(Config config, Application application) {
        String host = config.listener().host();
        try (Server server = new Server(config, application)) {
            // SIGTERM, SIGINT and SIGHUP end a Java machine in order: it runs its hooks, then it exits with 128 + the signal's number.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.drain();
                Cgi.endAll();
            }, "drain"));
            String authority = (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + server.port();
            System.out.println("Stage 5 (gateway) listening on http://" + authority + "/");
            server.run();
        } catch (IOException e) {
            System.err.println("cannot listen on " + host + ":" + config.listener().port() + ": " + e.getMessage());
            System.exit(1);
        } catch (OutOfMemoryError e) { // what the JDK says when the system refuses it another thread
            System.err.println("cannot start " + config.workers().count() + " workers: " + e.getMessage());
            System.exit(1);
        }
    }
}
