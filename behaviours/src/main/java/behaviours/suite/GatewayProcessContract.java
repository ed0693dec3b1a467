package behaviours.suite;

import behaviours.Behaviour;
import behaviours.Figures;
import behaviours.Hard;
import behaviours.ServerUnderTest;
import behaviours.Target;
import behaviours.Violation;
import behaviours.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Programs that answer nothing of use, too much, too late or never; and what is left of them. */
public abstract class GatewayProcessContract extends GatewayContract {
    private static final int LARGE = 50_000_000;
    private static final int RUNS = 100;
    private static final int SLACK = 6;
    private static final String TEXT = "printf 'Content-Type: text/plain\\n\\n'\n";

    @Override
    protected List<String> options() {
        Path scripts = GatewayFiles.directory("programs");
        if (!Files.exists(scripts.resolve("last.sh"))) fill(scripts);
        return List.of("--app", "/=site", "--app", "/cgi=cgi:" + scripts, "--deadlines.application", "2s");
    }

    @Override
    protected Target started() {
        return super.started().jvm("-Xmx24m");
    }

    private static void fill(Path scripts) {
        GatewayFiles.script(scripts.resolve("garbage.sh"), "echo this is no head\necho; echo text\n");
        GatewayFiles.script(scripts.resolve("empty.sh"), "");
        GatewayFiles.script(scripts.resolve("exit.sh"), "echo why it failed >&2\nexit 3\n");
        GatewayFiles.script(scripts.resolve("half-head.sh"), "printf 'Content-Type: text/plain\\nX-A: 1\\n'\n");
        GatewayFiles.script(scripts.resolve("long.sh"),
                "printf 'X-Long: '\nhead -c 10000000 /dev/zero | tr '\\0' x\nprintf '\\n\\ntext\\n'\n");
        GatewayFiles.script(scripts.resolve("cr.sh"), "printf 'Content-Type: text/plain\\nX-A: a\\rInjected: b\\n\\ntext\\n'\n");
        GatewayFiles.script(scripts.resolve("nul.sh"), "printf 'Content-Type: text/plain\\nX-A: a\\000b\\n\\ntext\\n'\n");
        GatewayFiles.script(scripts.resolve("no-type.sh"), "printf 'X-A: 1\\n\\ntext\\n'\n");
        GatewayFiles.script(scripts.resolve("status.sh"), "printf 'Status: 99 Odd\\nContent-Type: text/plain\\n\\ntext\\n'\n");
        GatewayFiles.script(scripts.resolve("lengths.sh"),
                "printf 'Content-Length: 4\\nContent-Length: 5\\nContent-Type: a/b\\n\\ntext\\n'\n");
        GatewayFiles.script(scripts.resolve("killed-early.sh"), "kill -9 $$\n");
        GatewayFiles.script(scripts.resolve("killed.sh"), TEXT + "head -c 20000 /dev/zero\nsleep 0.2\nkill -9 $$\n");
        GatewayFiles.script(scripts.resolve("short.sh"),
                "printf 'Content-Length: 100\\nContent-Type: text/plain\\n\\nshort\\n'\nsleep 0.2\n");
        GatewayFiles.script(scripts.resolve("long-body.sh"), "printf 'Content-Length: 4\\nContent-Type: text/plain\\n\\ntoo long\\n'\n");
        GatewayFiles.script(scripts.resolve("ticks.sh"), TEXT + "echo first\nwhile [ ! -e go ]; do sleep 0.05; done\necho second\n");
        GatewayFiles.script(scripts.resolve("hang.sh"), "echo $$ > hang.pid\nsleep 60 &\necho $! > hang-child.pid\nwait\n" + TEXT);
        GatewayFiles.script(scripts.resolve("stop.sh"), TEXT + "echo begun\necho $$ > stop.pid\nsleep 60\necho never\n");
        GatewayFiles.script(scripts.resolve("large.sh"), TEXT + "exec head -c $QUERY_STRING /dev/zero\n");
        GatewayFiles.script(scripts.resolve("errors.sh"), "head -c 300000 /dev/zero | tr '\\0' e >&2\necho >&2\necho said >&2\n" + TEXT
                + "echo text\n");
        GatewayFiles.script(scripts.resolve("child.sh"), TEXT + "sleep 30 &\necho $! > child.pid\necho text\n");
        GatewayFiles.script(scripts.resolve("endless.sh"), "echo $$ > endless.pid\n" + TEXT + "while :; do echo more; done\n");
        GatewayFiles.script(scripts.resolve("text.sh"), TEXT + "echo text\n");
        GatewayFiles.script(scripts.resolve("last.sh"), TEXT);
    }

    @Test
    @Behaviour("gateway.cgi-garbage")
    public void whatIsNoAnswerIs502() {
        Wire wire = connect();
        for (String script : List.of("garbage", "empty", "exit", "half-head", "long", "cr", "nul", "no-type", "status", "lengths",
                "killed-early")) {
            wire.send(get("/cgi/" + script + ".sh")).answer().expect(502).expectNoField("X-A").expectNoField("Injected").expectKeepAlive();
        }
        wire.send(get("/hello")).answer().expect(200);
        expectLogged("why it failed");
    }

    private void expectLogged(String text) {
        ServerUnderTest server = server();
        if (comes(() -> server.tail().stream().anyMatch(line -> line.contains(text)))) return;
        throw new Violation("the log has no line with '" + text + "': " + server.tail());
    }

    @Test
    @Behaviour("gateway.cgi-cut")
    public void whatBreaksOffIsCut() {
        expectCut(everything(connect().send(get("/cgi/killed.sh") + get("/hello"))), 200);
        String came = everything(connect().send(get("/cgi/short.sh") + get("/hello").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")));
        if (!came.startsWith("HTTP/1.1 500 ")) expectCut(came, 200);
        String longer = everything(connect().send(get("/cgi/long-body.sh").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")));
        if (longer.contains("too long") || longer.indexOf("HTTP/1.1 ", 1) >= 0) throw new Violation("more than promised: " + longer);
        ask("GET", "/cgi/text.sh").expect(200).expectBody("text\n");
    }

    @Test
    @Behaviour("gateway.cgi-streaming")
    public void whatIsWrittenArrivesWhileTheProgramGoesOn() {
        Wire wire = connect().send(get("/cgi/ticks.sh"));
        wire.head("GET").expect(200).expectField("Transfer-Encoding", "chunked");
        until(wire, "first\n");
        GatewayFiles.write(GatewayFiles.directory("programs").resolve("go"), "");
        until(wire, "second\n\r\n0\r\n\r\n");
        wire.send(get("/hello")).answer().expect(200);
    }

    @Test
    @Behaviour("gateway.cgi-streaming")
    public void aLargeAnswerNeedsLittleMemory() {
        int length = Hard.scale(LARGE);
        Wire wire = connect().within(Duration.ofSeconds(60)).send("GET /cgi/large.sh?" + length + " HTTP/1.0\r\n\r\n");
        wire.head("GET").expect(200);
        wire.readBody(length, (bytes, from, count) -> { });
        wire.expectClosed();
    }

    @Test
    @Behaviour("gateway.cgi-deadline")
    public void aProgramThatHangsIsEndedWithAllThatItHasStarted() {
        Wire hang = connect().send(get("/cgi/hang.sh"));
        Wire stop = connect().send(get("/cgi/stop.sh"));
        ask("GET", "/cgi/text.sh").expect(200);
        hang.answer().expect(504).expectKeepAlive();
        expectCut(everything(stop), 200);
        for (String name : List.of("hang", "hang-child", "stop")) expectEnded(name);
        noneIsLeft();
    }

    @Test
    @Behaviour("gateway.cgi-left")
    public void whoseClientLeavesIsEnded() {
        Wire endless = connect(server(), 4096).send(get("/cgi/endless.sh"));
        endless.head("GET").expect(200);
        endless.reset();
        expectEnded("endless");
        noneIsLeft();
    }

    /** Nobody waits for a pipe that is held open by somebody whom nobody asked for anything. */
    @Test
    @Behaviour("gateway.cgi-left")
    public void aChildThatIsLeftBehindDelaysNobody() {
        Wire wire = connect().send(get("/cgi/child.sh"));
        wire.answer().expect(200).expectBody("text\n").expectKeepAlive();
        ProcessHandle.of(process("child")).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    @Behaviour("gateway.cgi-left")
    public void whatIsSaidOnStandardErrorBlocksNobodyAndIsLogged() {
        connect().send(get("/cgi/errors.sh")).answer().expect(200).expectBody("text\n").expectKeepAlive();
        expectLogged("said");
    }

    @Test
    @Behaviour("gateway.cgi-left")
    public void manyRunsLeaveNothing() {
        Assumptions.assumeTrue(Figures.available(), "descriptors are counted in /proc, which is not there");
        Wire wire = connect();
        wire.send(get("/cgi/text.sh")).answer().expect(200);
        noneIsLeft();
        Figures base = server().figures();
        for (int i = 0; i < Hard.scale(RUNS); i++) {
            wire.send(get(i % 10 == 0 ? "/cgi/empty.sh" : "/cgi/text.sh")).answer().expect(i % 10 == 0 ? 502 : 200);
        }
        server().awaitFigures("not everything comes back to " + base, Duration.ofSeconds(5),
                now -> now.descriptors() <= base.descriptors() + SLACK && now.threads() <= base.threads() + SLACK);
        noneIsLeft();
    }

    /** Neither a running process nor a zombie. */
    private void noneIsLeft() {
        ServerUnderTest server = server();
        if (comes(() -> server.process().descendants().findAny().isEmpty())) return;
        throw new Violation("processes are left: " + server.process().descendants().map(each -> each.pid() + " " + each.info()).toList());
    }

    private static void expectEnded(String name) {
        long process = process(name);
        if (!comes(() -> !isRunning(process))) throw new Violation("what " + name + ".pid names is still running: " + process);
    }

    /** A zombie has ended: whose child it was, and whether that one looks after it, is not asked here. */
    private static boolean isRunning(long process) {
        try {
            Path stat = Path.of("/proc", Long.toString(process), "stat");
            boolean zombie = Files.exists(stat) && Files.readString(stat).matches("(?s)\\d+ \\(.*\\) Z .*");
            return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent() && !zombie;
        } catch (IOException e) {
            return false; // it has ended meanwhile
        }
    }

    /** The number of a process that a script has written down, which it does before anything is waited for. */
    private static long process(String name) {
        try {
            return Long.parseLong(Files.readString(GatewayFiles.directory("programs").resolve(name + ".pid")).strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
