package httpd;

import httpd.config.Config;
import httpd.http.InputBuffer;
import httpd.http.RequestParser;

/**
 * Until when a client has time for what it is doing. It is a point in time for each phase of a request, not a time-out for
 * each read: a client that sends a byte now and then gets no more time than one that sends nothing.
 */
final class Deadline {
    private enum Phase { IDLE, HEAD, BODY }

    /** A body that moves may take as long as it moves: every 500 bytes buy a second more. */
    private static final long NANOS_PER_BYTE = 1_000_000_000L / 500;

    private final Config.Deadlines config;
    private Phase phase;
    private long end;

    Deadline(Config.Deadlines config) {
        this.config = config;
    }

    /** Sees what the client is doing; its time runs from when this changes. */
    void look(RequestParser parser, InputBuffer in) {
        Phase now = switch (parser.state()) {
            case REQUEST_LINE -> in.isEmpty() ? Phase.IDLE : Phase.HEAD;
            case HEADERS -> Phase.HEAD;
            default -> Phase.BODY;
        };
        if (now != phase) {
            phase = now;
            end = System.nanoTime() + 1_000_000L * switch (now) {
                case IDLE -> config.idle();
                case HEAD -> config.head();
                case BODY -> config.body();
            };
        }
    }

    /** Tells whether the client has begun no request. */
    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    /** The time for the next request runs anew. */
    void restart() {
        phase = null;
    }

    void received(int bytes) {
        if (phase == Phase.BODY) {
            end += bytes * NANOS_PER_BYTE;
        }
    }

    /** Returns the milliseconds that are left, rounded up; 0 or less if the time is up. */
    int left() {
        return (int) Math.min(Integer.MAX_VALUE, Math.floorDiv(end - System.nanoTime() + 999_999, 1_000_000L));
    }
}
