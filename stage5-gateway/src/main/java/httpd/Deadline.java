package httpd;

import httpd.config.Config;

/**
 * Until when a client has time for what it is doing. It is a point in time for each phase, not a time-out for each read: a client
 * that sends a byte now and then gets no more time than one that sends nothing. Only a reader gets its time anew whenever it
 * has taken something.
 */
final class Deadline {
    /** What the client is to do: begin a request, send the rest of one, take an answer, close as the server has, or nothing at all. */
    enum Phase { IDLE, HEAD, BODY, WRITE, LINGER, NOTHING }

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LINGER_MS = 2000;
    /** A body that moves may take as long as it moves: every 500 bytes buy a second more. */
    private static final long NANOS_PER_BYTE = 1_000_000_000L / 500;

    private final Config.Deadlines config;
    private final Timers.Timer timer;
    private Phase phase; // null while nothing is waited for, or nothing of the client

    Deadline(Config.Deadlines config, Timers.Timer timer) {
        this.config = config;
        this.timer = timer;
    }

    /** Sees what the client is doing; its time runs from when this changes. */
    void begin(Phase now) {
        if (now == Phase.NOTHING) {
            restart();
        } else if (now != phase) {
            phase = now;
            timer.set(NANOS_PER_MILLI * switch (now) {
                case IDLE -> config.idle();
                case HEAD -> config.head();
                case BODY -> config.body();
                case WRITE -> config.write();
                case LINGER -> LINGER_MS;
                case NOTHING -> throw new IllegalStateException("for nothing there is no time");
            });
        }
    }

    /** Tells whether there is a time that is not up yet. */
    boolean isRunning() {
        return timer.isSet();
    }

    /** Tells whether the client has begun no request. */
    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    /** The time for what comes next runs anew; until it is known what that is, there is none. */
    void restart() {
        phase = null;
        timer.stop();
    }

    void received(int bytes) {
        if (phase == Phase.BODY) {
            timer.extend(bytes * NANOS_PER_BYTE);
        }
    }

    /** The connection is closed. */
    void end() {
        timer.end();
    }
}
