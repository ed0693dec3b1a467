package httpd.gateway;

/** The contract between server and application is broken; the message is a sentence that says by whom. */
public final class LintException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LintException(String sentence) {
        super("lint: " + sentence);
    }

    /** The application is wrong. */
    static LintException application(String does) {
        return new LintException("the application " + does);
    }

    /** The server is wrong, or a middleware around Lint, which is a server to what is inside it. */
    static LintException server(String does) {
        return new LintException("the server " + does);
    }
}
