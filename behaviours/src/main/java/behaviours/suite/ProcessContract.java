package behaviours.suite;

import behaviours.Behaviour;
import behaviours.Contract;
import behaviours.Needs;
import behaviours.Route;
import behaviours.Run;
import behaviours.ServerUnderTest;
import behaviours.Since;
import behaviours.Target;
import behaviours.Violation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** What a stage owes to whoever starts and stops it: one line when it is ready, one line when it cannot start, a quick end. */
@Since(1)
@Needs(Route.PROCESS)
public abstract class ProcessContract extends Contract {
    private static final int TERMINATED = 128 + 15;

    @Test
    @Behaviour("process.ready-line")
    public void saysOnceWhereItListens() {
        ServerUnderTest server = start(target());
        Matcher ready = ServerUnderTest.READY.matcher(server.readyLine());
        if (!ready.matches() || Integer.parseInt(ready.group(1)) != target().stage()) {
            throw new Violation("the ready line names another stage than " + target().stage() + ": " + server.readyLine());
        }
        if (server.linesPrinted() != 1) throw new Violation("more than the ready line was printed at the start: " + server.tail());
        ask(server, "GET", "/");
    }

    @Test
    @Behaviour("process.ready-line")
    public void listensWhereItIsTold() {
        int port = start(target()).port();
        ServerUnderTest other = start(target().options("--host", "127.0.0.1"));
        if (other.port() == 0 || other.port() == port) throw new Violation("--port 0 must take a free port: " + other.readyLine());
        ask(other, "GET", "/");
    }

    @Test
    @Behaviour("process.errors")
    public void saysInOneLineThatThePortIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            refuses(target().options("--port", String.valueOf(taken.getLocalPort())), 1, String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    @Behaviour("process.errors")
    public void refusesOptionsThatItDoesNotKnow() {
        refuses(target().options("--colour", "blue"), 2, "--colour");
        refuses(target().options("--PORT", "0"), 2, "--PORT");
        refuses(target().options("blue"), 2, "blue");
    }

    @Test
    @Behaviour("process.errors")
    public void refusesBadValues() {
        for (String port : List.of("65536", "-1", "http", "", "+80", "99999999999")) refuses(target().options("--port", port), 2, "port");
        refuses(target().options("--log", "everything"), 2, "log");
        refuses(target().options("--port", "0", "--log"), 2, "log");
    }

    @Test
    @Behaviour("process.errors")
    public void printsItsUsageWhenAsked() {
        Run run = run(target().options("--help"));
        if (run.exit() != 0 || !run.err().isEmpty() || !String.join("\n", run.out()).contains("--port")) {
            throw new Violation("--help must print the options on standard output and exit with 0\n  " + run);
        }
    }

    private void refuses(Target target, int exit, String named) {
        Run run = run(target);
        boolean oneLine = run.out().isEmpty() && run.err().size() == 1;
        if (run.exit() == exit && oneLine && run.err().get(0).contains(named)) return;
        throw new Violation("expected exit code " + exit + ", nothing on standard output and one line on standard error that names '"
                + named + "'\n  command: " + String.join(" ", target.command()) + "\n  received: " + run);
    }

    @Test
    @Behaviour("process.stop")
    public void endsQuicklyWhenIdle() {
        ServerUnderTest server = start(target());
        ask(server, "GET", "/");
        server.signal("TERM");
        int exit = server.waitForExit(Duration.ofSeconds(2));
        if (exit != TERMINATED) throw new Violation("SIGTERM must end the process with exit code " + TERMINATED + ", not " + exit);
    }
}
