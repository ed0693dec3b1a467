package httpd;

import httpd.config.Config;
import httpd.http.Response;

/** Turns away those for whom no worker had time. It has a thread of its own, which does nothing but look at the clock. */
final class Overload {
    private final ConnectionQueue queue;
    private final Log log;
    private final Response refusal;
    private volatile long refused; // written by one thread alone, so that ++ loses nothing

    Overload(ConnectionQueue queue, Config.Queue config, Log log) {
        this.queue = queue;
        this.log = log;
        int seconds = Math.max(1, (config.timeout() + 999) / 1000);
        refusal = Response.text(503, "All workers are busy.\n").with("Retry-After", Integer.toString(seconds)); // RFC 9110 section 10.2.3
        Thread thread = new Thread(this::run, "overload");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns how many clients have been turned away. */
    long refused() {
        return refused;
    }

    private void run() {
        try {
            while (true) {
                queue.expired().forEach(this::refuse);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuse(Connection connection) {
        refused++;
        log.refused(connection.number(), refused);
        connection.refuse(refusal);
    }
}
