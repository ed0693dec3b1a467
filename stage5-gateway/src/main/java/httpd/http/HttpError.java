package httpd.http;

/** A request that is refused: the status says how, the message says why, in a sentence for the client. */
public final class HttpError extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    public HttpError(int status, String sentence) {
        super(sentence, null, false, false); // no stack trace: the fault is in the client's bytes, not in this program
        this.status = status;
    }

    /** Returns the status code of the answer, 400 to 599. */
    public int status() {
        return status;
    }
}
