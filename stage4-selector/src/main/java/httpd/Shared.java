package httpd;

import httpd.config.Config;
import httpd.site.Handler;

/** What all connections have in common. */
record Shared(Config config, Handler handler, Workers workers, Connections open, Log log) {
}
