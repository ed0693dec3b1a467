package httpd.cgi;

import httpd.gateway.Spool;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A script that runs as a process of its own, for one request.
 *
 * <p>Nothing here waits in a read. A process that was started by the script, and holds its output open, could keep such a read
 * waiting long after the script is dead; so this looks whether there is something, and otherwise waits a moment for the end.
 */
final class Script implements Program {
    private static final int FIRST_SIGNAL = 128 + 1;
    private static final int LAST_SIGNAL = 128 + 64;
    private static final int QUICK_LOOKS = 5;
    private static final int LONGEST_WAIT_MILLIS = 5;
    private static final Set<Script> RUNNING = ConcurrentHashMap.newKeySet();

    private final Process process;
    private final Spool body;
    private final ScriptLog log;
    private final InputStream out;
    private final InputStream errors;
    private boolean closed;

    private Script(Process process, Spool body, ScriptLog log) {
        this.process = process;
        this.body = body;
        this.log = log;
        out = process.getInputStream();
        errors = process.getErrorStream();
    }

    /**
     * Starts a script in its directory. It is given no arguments: a query that became some could be an option of the interpreter
     * (RFC 3875 section 4.4 is optional, and CVE-2012-1823 is why it is left out).
     *
     * @param variables all of its environment
     * @param body what it reads from standard input, as a file: it can neither hang there nor make anybody wait to fill a pipe
     * @throws IOException if the system cannot start it
     */
    static Script start(Path file, Map<String, String> variables, Spool body) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(file.toString()).directory(file.getParent().toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.redirectInput(body.length() > 0 ? body.file().toFile() : nothing());
        Script script = new Script(builder.start(), body, new ScriptLog(file.getFileName().toString().replaceAll("\\p{Cntrl}", "?")));
        RUNNING.add(script);
        return script;
    }

    /** Kills all that are still running. */
    static void endAll() {
        RUNNING.forEach(Script::kill);
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    @Override
    public int read(byte[] bytes, int from, int length, long millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean over = false;
        for (int look = 0; ; look++) {
            log.drain(errors);
            int ready = out.available();
            if (ready > 0) {
                return out.read(bytes, from, Math.min(ready, length));
            }
            if (over) {
                return -1;
            }
            if (System.nanoTime() - end >= 0) {
                return 0;
            }
            over = isOverAfterMoment(look);
        }
    }

    /** Short moments at first: a script that writes without a pause fills a pipe of 64 KiB several times in 5 ms. */
    private boolean isOverAfterMoment(int look) throws InterruptedIOException {
        try {
            if (look >= QUICK_LOOKS) {
                return process.waitFor(Math.min(look - QUICK_LOOKS + 1, LONGEST_WAIT_MILLIS), TimeUnit.MILLISECONDS);
            }
            LockSupport.parkNanos(100_000L << look);
            return process.waitFor(0, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a script");
        }
    }

    /** Java tells a death by a signal as 128 and its number. Any other exit code is the script's own affair: grep ends with 1. */
    @Override
    public void ended() throws IOException {
        int exit = process.exitValue();
        if (exit != 0) {
            log("ended with exit code " + exit);
        }
        if (exit >= FIRST_SIGNAL && exit <= LAST_SIGNAL) {
            throw new IOException("the script was ended by signal " + (exit - 128));
        }
    }

    @Override
    public void log(String what) {
        log.end();
        log.print(what);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        RUNNING.remove(this);
        try (body; out; errors) {
            if (process.isAlive()) {
                kill();
            }
            log.drain(errors);
            log.end();
        } catch (IOException e) {
            log("could not be cleared away: " + e);
        }
    }

    /**
     * Its descendants are looked up first, because nobody finds them when their parent is dead. It dies before they do: a shell whose
     * command was killed would go on with the next one. The JDK has a thread that waits for the process, so it becomes no zombie.
     */
    private void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.toHandle().destroyForcibly(); // the process itself would close its pipes, and with them its last words
        descendants.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
