package httpd;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Those who have their last answer and do not close. One thread has them all, so that none of them holds a worker, and it gives
 * each a turn. With blocking sockets each has to be asked whether it has sent something; a selector would say so (stage 4).
 */
final class Lingering {
    private static final int TURN_MS = 10;
    private static final int MOST = 1024;

    private final BlockingQueue<LingeringClose> arriving = new LinkedBlockingQueue<>();
    private final ArrayDeque<LingeringClose> staying = new ArrayDeque<>();

    Lingering() {
        Thread thread = new Thread(this::run, "lingering");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes over the rest of a close; never waits. */
    void add(LingeringClose close) {
        arriving.add(close);
    }

    private void run() {
        try {
            while (true) {
                if (staying.isEmpty()) {
                    staying.add(arriving.take());
                }
                arriving.drainTo(staying);
                while (staying.size() > MOST) {
                    staying.remove().cut();
                }
                takeTurns();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The one who has stayed longest is waited for, a moment, or this loop would spin. */
    private void takeTurns() {
        int wait = TURN_MS;
        for (Iterator<LingeringClose> turns = staying.iterator(); turns.hasNext(); ) {
            LingeringClose next = turns.next();
            next.turn(wait);
            if (next.isOver()) {
                turns.remove();
            } else {
                wait = 0;
            }
        }
    }
}
