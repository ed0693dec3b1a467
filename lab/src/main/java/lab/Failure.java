package lab;

/** A command cannot go on: one line for the user, and the exit code. */
final class Failure extends RuntimeException {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    private static final long serialVersionUID = 1;

    private final int exitCode;

    private Failure(String line, int exitCode) {
        super(line);
        this.exitCode = exitCode;
    }

    static Failure failed(String line) {
        return new Failure(line, FAILED);
    }

    static Failure usage(String line) {
        return new Failure(line, WRONG_USAGE);
    }

    int exitCode() {
        return exitCode;
    }
}
