package httpd.cgi;

import httpd.gateway.Application;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A program that stays there for many requests, and is asked by SCGI: the variables of CGI in one netstring, the body behind it,
 * and an answer in the format of CGI. What a script does before it can answer, such a program has done once.
 */
public final class Scgi implements Application {
    private final String host;
    private final int port;
    private final Duration deadline;
    private final Redirects redirects;

    /** Redirects of the program to another path are followed here, if they lead to the program as well. */
    public Scgi(String host, int port, Duration deadline) {
        this(host, port, deadline, null);
    }

    /**
     * Asks the program that listens there.
     *
     * @param deadline how long it may take to accept a connection, for the head of its answer, and write nothing after that; 0 for ever
     * @param whole what answers when the program names another path to answer in its place; null for the program alone
     */
    public Scgi(String host, int port, Duration deadline, Application whole) {
        this.host = host;
        this.port = port;
        this.deadline = deadline;
        this.redirects = new Redirects(this, whole);
    }

    /** Asks the program, and returns its answer when it has sent the head. */
    @Override
    public Response handle(Request request) throws Exception {
        if (request.bodyLength() < 0) {
            throw new HttpError(411, "The program behind this address must know the length of a body before it comes.");
        }
        CgiOutput output = new CgiOutput(connect(request), deadline);
        boolean passedOn = false;
        try {
            CgiHead head = output.head();
            if (head.redirect() != null) {
                output.close();
                return redirects.follow(request, head.redirect());
            }
            passedOn = true;
            return output.response(head);
        } finally {
            if (!passedOn) {
                output.close();
            }
        }
    }

    private ScgiPeer connect(Request request) throws HttpError {
        String name = "scgi " + host + ":" + port;
        try {
            return ScgiPeer.connect(name, new InetSocketAddress(host, port), deadline, head(request), request.body());
        } catch (SocketTimeoutException e) {
            System.err.println(name + ": " + e.getMessage());
            throw new HttpError(504, "The program behind this address did not answer in time.");
        } catch (IOException e) {
            System.err.println(name + ": " + e.getMessage());
            throw new HttpError(503, "The program behind this address is not there.");
        }
    }

    /** Makes the netstring: its length, a colon, names and values each with a NUL behind it, a comma. CONTENT_LENGTH must be the first. */
    private static byte[] head(Request request) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CONTENT_LENGTH", Long.toString(request.bodyLength()));
        variables.put("SCGI", "1");
        variables.putAll(MetaVariables.of(request, request.script(), request.path(), request.bodyLength()));
        StringBuilder pairs = new StringBuilder();
        variables.forEach((name, value) -> pairs.append(name).append('\0').append(value).append('\0'));
        return (pairs.length() + ":" + pairs + ",").getBytes(StandardCharsets.ISO_8859_1);
    }
}
