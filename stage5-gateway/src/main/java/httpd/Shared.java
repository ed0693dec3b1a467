package httpd;

import httpd.config.Config;
import httpd.gateway.Gateway;

/** What all connections have in common. */
record Shared(Config config, Gateway gateway, Workers workers, Connections open, Log log) {
}
