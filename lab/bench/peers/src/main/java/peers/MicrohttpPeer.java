package peers;

import java.util.List;
import org.microhttp.EventLoop;
import org.microhttp.Header;
import org.microhttp.NoopLogger;
import org.microhttp.Options;
import org.microhttp.Response;

/** microhttp with one loop for connections; it has another one that only accepts. */
public final class MicrohttpPeer {
    private MicrohttpPeer() {
    }

    public static void main(String[] args) throws Exception {
        Options options = Options.builder().withHost("127.0.0.1").withPort(Answer.port(args)).withConcurrency(1).withAcceptLength(1024)
                .build();
        Header type = new Header("Content-Type", Answer.TYPE);
        Header close = new Header("Connection", "close"); // it leaves this to us, and to the client to act on it
        EventLoop loop = new EventLoop(options, NoopLogger.instance(), (request, callback) -> {
            Header date = new Header("Date", Answer.date());
            boolean last = request.hasHeader("Connection", "close");
            callback.accept(new Response(200, "OK", last ? List.of(date, type, close) : List.of(date, type), Answer.BYTES));
        });
        loop.start();
        loop.join();
    }
}
