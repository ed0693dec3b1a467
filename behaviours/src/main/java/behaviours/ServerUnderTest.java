package behaviours;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/** A running server process: started, watched, and ended with the test machine at the latest. */
public final class ServerUnderTest implements AutoCloseable {
    public static final Pattern READY = Pattern.compile("Stage (\\d+) \\(([^)]+)\\) listening on http://(\\[[0-9a-f:]+]|[^:/]+):(\\d+)/");

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ServerUnderTest::kill), "end of servers"));
    }

    private final Target target;
    private final List<String> words;
    private final Process process;
    private final Output out;
    private final Output err;
    private InetSocketAddress address;
    private String readyLine = "";

    private ServerUnderTest(Target target, int port) {
        this.target = target;
        this.words = List.copyOf(target.words(port));
        this.process = launch(target, words);
        RUNNING.add(process);
        process.onExit().thenAccept(RUNNING::remove);
        out = new Output(process.getInputStream(), "stdout of " + process.pid());
        err = new Output(process.getErrorStream(), "stderr of " + process.pid());
    }

    /** Starts it on a free port and returns when it accepts connections. */
    public static ServerUnderTest start(Target target) {
        return start(target, target.foreign() ? freePort() : 0);
    }

    /** Starts it on this port. */
    public static ServerUnderTest start(Target target, int port) {
        ServerUnderTest server = new ServerUnderTest(target, port);
        try {
            if (target.foreign()) server.awaitAccept(port);
            else server.awaitReadyLine();
            return server;
        } catch (InterruptedException e) {
            server.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server started", e);
        } catch (Violation e) {
            server.close();
            throw e;
        }
    }

    /** Ends the servers that tests have shared so far; for a program that runs contracts and goes on with something else. */
    public static void closeShared() {
        Servers.discardAll();
    }

    /** Runs a command that is expected to end by itself, such as {@code --help} or one with a wrong option. */
    public static Run run(Target target, Duration deadline) {
        try (ServerUnderTest server = new ServerUnderTest(target, 0)) {
            int exit = server.waitForExit(deadline);
            Deadline rest = Deadline.in(deadline);
            server.out.awaitEnd(rest);
            server.err.awaitEnd(rest);
            return new Run(exit, server.out.lines(), server.err.lines());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command ran", e);
        }
    }

    private static Process launch(Target target, List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        if (target.foreign()) {
            if (!target.jvm().isEmpty()) environment.put("JDK_JAVA_OPTIONS", String.join(" ", target.jvm()));
        } else {
            // The Java machine says on stderr that it picked these up, where a test counts lines.
            environment.keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new Violation("the command cannot be started: " + String.join(" ", words) + "\n  " + e.getMessage());
        }
    }

    private void awaitReadyLine() throws InterruptedException {
        Deadline deadline = Deadline.in(START);
        String line = out.first(deadline);
        if (line == null && deadline.passed()) throw notStarted("it printed no ready line within " + deadline);
        if (line == null) throw notStarted("it ended without a ready line");
        Matcher ready = READY.matcher(line);
        if (!ready.matches()) throw notStarted("its first line is no ready line: " + line);
        readyLine = line;
        address = new InetSocketAddress(ready.group(3), Integer.parseInt(ready.group(4)));
    }

    private void awaitAccept(int port) throws InterruptedException {
        Deadline deadline = Deadline.in(START);
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        while (!deadline.passed()) {
            if (!process.isAlive()) throw notStarted("it ended before it accepted a connection on port " + port);
            try (Socket socket = new Socket()) {
                socket.connect(address, Math.max(1, deadline.leftMillis()));
                return;
            } catch (IOException e) {
                Thread.sleep(BETWEEN_TRIES.toMillis()); // nothing tells when a stranger begins to listen
            }
        }
        throw notStarted("it accepted no connection on port " + port + " within " + deadline);
    }

    private Violation notStarted(String why) throws InterruptedException {
        if (process.waitFor(200, TimeUnit.MILLISECONDS)) err.awaitEnd(Deadline.in(Duration.ofSeconds(1)));
        return new Violation("the server did not start: " + why + "\n" + Exchange.lastLines(this));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    public int port() {
        return address.getPort();
    }

    /** As a Host field has it. */
    public String authority() {
        return address.getHostString() + ":" + address.getPort();
    }

    public Process process() {
        return process;
    }

    public Target target() {
        return target;
    }

    List<String> words() {
        return words;
    }

    public String readyLine() {
        return readyLine;
    }

    /** How many lines it has printed on standard output. */
    public int linesPrinted() {
        return out.count();
    }

    /** The last lines of what it printed, standard output before standard error. */
    public List<String> tail() {
        List<String> lines = new ArrayList<>(out.lines());
        lines.addAll(err.lines());
        return lines;
    }

    public Figures figures() {
        if (!Figures.available()) throw new TestAbortedException("the figures of a process are read from /proc, which is not there");
        try {
            return Figures.of(process.toHandle());
        } catch (IOException e) {
            throw new Violation("the server has ended: " + e.getMessage() + "\n" + Exchange.lastLines(this));
        }
    }

    /** Waits until the figures are as they should be; a process gives back what it held a moment later. */
    public Figures awaitFigures(String what, Duration time, Predicate<Figures> settled) {
        Deadline deadline = Deadline.in(time);
        Figures figures = figures();
        while (!settled.test(figures)) {
            if (deadline.passed()) {
                throw new Violation(what + ": still " + figures + " after " + deadline + "\n" + Exchange.lastLines(this));
            }
            Wire.pause(BETWEEN_TRIES);
            figures = figures();
        }
        return figures;
    }

    /** Sends a signal such as {@code TERM}. */
    public void signal(String name) {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            throw new TestAbortedException("there are no signals on Windows");
        }
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor();
            if (exit != 0) throw new Violation("SIG" + name + " could not be sent\n" + Exchange.lastLines(this));
        } catch (IOException e) {
            throw new TestAbortedException("there is no kill command: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a signal was sent", e);
        }
    }

    /** The exit code; a process that has not ended by then is a violation. */
    public int waitForExit(Duration deadline) {
        try {
            if (process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server ended", e);
        }
        throw new Violation("the process did not end within " + Deadline.in(deadline) + "\n" + Exchange.lastLines(this));
    }

    /** Ends it by force. */
    @Override
    public void close() {
        kill(process);
        try {
            Deadline deadline = Deadline.in(Duration.ofSeconds(5));
            process.waitFor(deadline.leftMillis(), TimeUnit.MILLISECONDS);
            out.awaitEnd(Deadline.in(Duration.ofMillis(500)));
            err.awaitEnd(Deadline.in(Duration.ofMillis(500)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly(); // the process itself would close its pipes, and with them what is not read yet
    }
}
