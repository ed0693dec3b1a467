package httpd;

import httpd.config.CommandLine;
import httpd.config.Config;
import httpd.config.ConfigException;
import java.net.Socket;

/** Connections without a client, to see where they go, and the defaults that they need for it. */
final class Unconnected {
    static final Config DEFAULTS = defaults();
    private static final Lingering LINGERING = new Lingering();

    private Unconnected() {
    }

    static Connection connection(int number) {
        return new Connection(number, new Socket(), request -> null, DEFAULTS, new Connections(), LINGERING, Log.NONE);
    }

    private static Config defaults() {
        try {
            return CommandLine.read(new String[0]);
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }
}
