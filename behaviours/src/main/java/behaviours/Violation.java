package behaviours;

import java.nio.charset.StandardCharsets;

/** The server broke its promise: the one error that a contract throws for what a server does wrong, worded for its author. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    /** Whether the message already says how to reproduce it. */
    private final boolean explained;

    public Violation(String what) {
        this(what, null, false);
    }

    private Violation(String message, Throwable cause, boolean explained) {
        super(message, cause);
        this.explained = explained;
    }

    /** A comparison of texts that stand for bytes (ISO-8859-1). */
    public static Violation differs(String what, String expected, String received) {
        return differs(what, expected.getBytes(StandardCharsets.ISO_8859_1), received.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static Violation differs(String what, byte[] expected, byte[] received) {
        return new Violation(what + "\n" + Difference.between(expected, received));
    }

    /** A message that says everything already, such as one put together from other violations. */
    public static Violation complete(String message) {
        return new Violation(message, null, true);
    }

    /** With all that is known of the connection it was seen on. */
    static Violation on(Exchange exchange, Symptom symptom, String what, String difference, Throwable cause) {
        return new Violation(what + "\n" + difference + exchange.explanation(symptom), cause, true);
    }

    /** Any failed assertion, completed by how to reproduce it. */
    static AssertionError explained(AssertionError failure, Exchange exchange) {
        if (failure instanceof Violation violation && violation.explained || exchange == null) return failure;
        String message = String.valueOf(failure.getMessage()).stripTrailing() + "\n" + exchange.explanation(Symptom.DIFFERENT);
        Violation whole = new Violation(message, failure.getCause(), true);
        whole.setStackTrace(failure.getStackTrace());
        for (Throwable suppressed : failure.getSuppressed()) whole.addSuppressed(suppressed);
        return whole;
    }
}
