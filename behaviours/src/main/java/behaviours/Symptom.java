package behaviours;

/** How a failure shows itself to a client, and what mostly lies behind it. */
public enum Symptom {
    REFUSED("nobody listens on that port: the server has ended, or it never bound the port."),
    RESET("the server closed its socket while bytes it had not read were waiting, or it was killed; the kernel then sends a reset,"
            + " which can destroy an answer on its way. Shut down the output, read what still comes for a moment, then close."),
    EOF("the server closed the connection early: an exception ended the handling of this connection (see the server's last lines),"
            + " or the declared length is larger than what was sent."),
    TIME_OUT("the server still waits for bytes that will not come (it did not see the end of the request), or somebody else holds it,"
            + " or what it wrote was never flushed."),
    EXTRA_BYTES("the declared Content-Length is too small, or a body follows where none may (HEAD, 1xx, 204, 304),"
            + " or bytes that are no request were answered."),
    SYNTAX("the head of the answer is not put together by the grammar of RFC 9112: look at the place of the caret."),
    DIFFERENT("");

    private final String likelyCause;

    Symptom(String likelyCause) {
        this.likelyCause = likelyCause;
    }

    public String likelyCause() {
        return likelyCause;
    }
}
