package peers;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Helidon, which has a virtual thread for each connection. */
public final class HelidonPeer {
    private static final Logger LOG = Logger.getLogger("io.helidon");

    private HelidonPeer() {
    }

    public static void main(String[] args) {
        LOG.setLevel(Level.WARNING);
        WebServer.builder().host("127.0.0.1").port(Answer.port(args)).backlog(1024)
                .routing(routing -> routing.get("/hello", (request, response) ->
                        response.header(HeaderNames.CONTENT_TYPE, Answer.TYPE).send(Answer.BYTES)))
                .build().start();
    }
}
