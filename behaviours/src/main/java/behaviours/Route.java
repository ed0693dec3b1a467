package behaviours;

/** The parts of the demo site and of the command line that a test can need; a foreign server may lack some. */
public enum Route {
    /** {@code GET /hello} answers 200. */
    HELLO("GET /hello"),
    /** {@code POST /echo} answers the bytes it was sent. */
    ECHO("POST /echo"),
    /** {@code GET /request} answers the request as the server understood it. */
    REQUEST("GET /request"),
    /** {@code GET /sleep?ms=N} answers N milliseconds later. */
    SLEEP("GET /sleep?ms=N"),
    /** {@code GET /spin?ms=N} burns processor time. */
    SPIN("GET /spin?ms=N"),
    /** {@code GET /bytes?n=N} answers N bytes that are a known function of the offset. */
    BYTES("GET /bytes?n=N"),
    /** {@code GET /fail} answers 500. */
    FAIL("GET /fail"),
    /** {@code GET /} answers exactly {@code Hello, World!} and a newline. */
    GREETING("GET / with the body 'Hello, World!'"),
    /** The options of the stages' command line; never there in a foreign server. */
    OPTIONS("the stages' command line options"),
    /** The ready line and the exit codes of the stages; never there in a foreign server. */
    PROCESS("the stages' ready line and exit codes");

    private final String description;

    Route(String description) {
        this.description = description;
    }

    /** What a reader would try by hand to see whether a server has it. */
    public String description() {
        return description;
    }
}
