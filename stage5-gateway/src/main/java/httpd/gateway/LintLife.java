package httpd.gateway;

import java.io.PrintStream;
import java.lang.ref.Cleaner;

/** How long a request and the body of its response may be used: until that is closed. Nobody may do so twice, and nobody may forget it. */
final class LintLife implements Runnable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final String request;
    private final PrintStream late;
    private boolean over;

    /** @param request what is said of it, for it may be gone when there is something to say */
    LintLife(String request, PrintStream late) {
        this.request = request;
        this.late = late;
    }

    /** Has it noticed when nobody knows of the body any more. */
    void begin(Object body) {
        CLEANER.register(body, this);
    }

    /** The body has been thrown away; that is its last moment to have been closed. */
    @Override
    public void run() {
        if (!isOver()) {
            report(LintException.server("threw the body of an answer away without closing it"));
        }
    }

    synchronized boolean isOver() {
        return over;
    }

    /** The body is closed; returns false if it was before. */
    synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }

    /** Says what has gone wrong when no answer can become a 500 for it, and returns it to be thrown at whoever did it. */
    LintException report(LintException violation) {
        late.println(violation.getMessage() + " (" + request + ")");
        return violation;
    }
}
