package behaviours.suite;

import behaviours.Deadline;
import behaviours.Needs;
import behaviours.Route;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Target;
import behaviours.Violation;
import behaviours.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What the contracts about applications share: a server that was told by its command line which applications to ask. */
@Since(5)
@Needs(Route.OPTIONS)
public abstract class GatewayContract extends MessageContract {
    private static final int GATEWAY = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration QUIET = Duration.ofMillis(300);
    /** What an earlier stage says to the option; it would say so to every test. */
    private static final Map<Target, Optional<Violation>> SAID = new ConcurrentHashMap<>();

    /** With which options the server is started that all tests of the contract share. */
    protected abstract List<String> options();

    @Override
    protected Target started() {
        expectItKnowsApplications(); // before anything is made ready for it
        return with(options().toArray(String[]::new));
    }

    /** The target with options about applications, if it knows any. */
    protected final Target with(String... options) {
        expectItKnowsApplications();
        return target().options(options);
    }

    /** Of an earlier stage one such server is started, and what it says holds for all tests. */
    protected final void expectItKnowsApplications() {
        if (target().stage() >= GATEWAY) return;
        Optional<Violation> said = SAID.computeIfAbsent(target(), GatewayContract::toldOfAnApplication);
        if (said.isPresent()) throw new Violation(said.get().getMessage());
    }

    private static Optional<Violation> toldOfAnApplication(Target target) {
        try {
            ServerUnderTest.start(target.options("--app", "site")).close();
            return Optional.empty();
        } catch (Violation e) {
            return Optional.of(new Violation("no application can be named to this server: it does not know the option --app\n  "
                    + e.getMessage()));
        }
    }

    /** A request that leaves the connection open. */
    protected static String get(String path) {
        return request("GET", path);
    }

    protected static String request(String method, String path, String... fields) {
        return method + " " + path + " HTTP/1.1\r\nHost: a.example\r\n" + lines(fields) + "\r\n";
    }

    private static String lines(String... fields) {
        return fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    }

    /** What the application has to say on this path about itself. */
    protected final String told(String path) {
        return ask("GET", path).expect(200).text();
    }

    /** Waits until it is as it should be, and fails with what it is instead. */
    protected final void await(String path, String expected) {
        String[] said = {""};
        if (!comes(() -> (said[0] = told(path)).equals(expected))) throw Violation.differs("what the application tells", expected, said[0]);
    }

    /** Waits until it no longer grows, and returns what it is then. */
    protected static long settled(LongSupplier growing) {
        Deadline deadline = Deadline.in(PATIENCE.multipliedBy(2));
        for (long before = -1, now = growing.getAsLong(); ; now = growing.getAsLong()) {
            if (now == before) return now;
            if (deadline.passed()) throw new Violation("it does not stop within " + deadline + "; after " + now + " bytes it goes on");
            before = now;
            pause(QUIET);
        }
    }

    /** Reads up to this text, which must come; framing is not looked at. */
    protected static String until(Wire wire, String end) {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(end) < 0) wire.readBody(1, (bytes, from, length) -> all.append((char) (bytes[from] & 0xFF)));
        return all.toString();
    }

    protected static boolean comes(BooleanSupplier wanted) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (!wanted.getAsBoolean()) {
            if (deadline.passed()) return false;
            pause(STEP);
        }
        return true;
    }

    protected static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a test", e);
        }
    }

    /** All that comes on a connection until it ends, be it by a reset; framing is not looked at. */
    protected static String everything(Wire wire) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Deadline deadline = Deadline.in(PATIENCE);
        byte[] buffer = new byte[8192];
        try {
            for (int count = 0; count >= 0; all.write(buffer, 0, Math.max(0, count))) {
                if (deadline.passed()) throw new SocketTimeoutException();
                wire.socket().setSoTimeout(deadline.leftMillis());
                count = wire.socket().getInputStream().read(buffer);
            }
        } catch (SocketTimeoutException e) {
            throw new Violation("the connection was not ended within " + deadline + "; until then came: " + all);
        } catch (IOException e) {
            return all.toString(StandardCharsets.ISO_8859_1); // a reset ends it too
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** What has come is the beginning of one answer that the client can see is not whole. */
    protected static void expectCut(String came, int status) {
        boolean begun = came.startsWith("HTTP/1.1 " + status + " ");
        int second = came.indexOf("HTTP/1.1 ", 1);
        int body = came.indexOf("\r\n\r\n") + 4;
        boolean ended = came.contains("Transfer-Encoding: chunked") && came.endsWith("0\r\n\r\n") || came.contains("Content-Length: ")
                && came.length() - body >= Long.parseLong(came.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
        if (!begun || second >= 0 || ended || body < 4) {
            throw new Violation("this had to be half of one answer with status " + status + ", and the connection closed: " + came);
        }
    }
}
