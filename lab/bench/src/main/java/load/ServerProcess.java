package load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, and what the system says of it. It does not outlive this JVM. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("listening on http://[^/]*:([0-9]+)/");
    private static final int SECONDS_TO_START = 20;
    private static final int SECONDS_TO_STOP = 15;
    private static final int MOST_LINES = 1000;
    private static final Set<Process> RUNNING = new HashSet<>();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ServerProcess::endAll));
    }

    private final Process process;
    private final List<String> complaints = new ArrayList<>();
    private final Thread errorReader;
    private final int port;

    /** Starts a server, and waits until it says where it listens. */
    public ServerProcess(List<String> command) throws IOException {
        process = start(command);
        CompletableFuture<Integer> ready = new CompletableFuture<>();
        read(process.getInputStream(), line -> {
            Matcher matcher = READY.matcher(line);
            if (matcher.find()) {
                ready.complete(Integer.parseInt(matcher.group(1)));
            }
        });
        errorReader = read(process.getErrorStream(), this::complain);
        process.onExit().thenRun(() -> ready.complete(-1));
        port = await(ready);
        if (port < 0) {
            close();
            throw new IOException(String.join(" ", command) + " does not start: " + String.join("\n", complaints()));
        }
    }

    private static Process start(List<String> command) throws IOException {
        synchronized (RUNNING) {
            if (ending) {
                throw new IOException("interrupted");
            }
            Process process = new ProcessBuilder(command).start();
            RUNNING.add(process);
            return process;
        }
    }

    private static void endAll() {
        synchronized (RUNNING) {
            ending = true;
            RUNNING.forEach(Process::destroyForcibly);
        }
    }

    private static int await(CompletableFuture<Integer> ready) {
        try {
            return ready.get(SECONDS_TO_START, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            return -1;
        }
    }

    private static Thread read(InputStream stream, Consumer<String> consumer) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(consumer);
            } catch (IOException | UncheckedIOException e) {
                // The process has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void complain(String line) {
        synchronized (complaints) {
            if (complaints.size() < MOST_LINES) {
                complaints.add(line);
            }
        }
    }

    /** Returns what the server has written to its standard error. */
    public List<String> complaints() {
        synchronized (complaints) {
            return List.copyOf(complaints);
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the processor time, user and system (on Linux: utime and stime of /proc/PID/stat). */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public long threads() {
        return status("Threads");
    }

    public long residentKib() {
        return status("VmRSS");
    }

    public long virtualKib() {
        return status("VmSize");
    }

    /** Returns a number of /proc/PID/status; -1 where there is no such thing. */
    private long status(String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
                if (line.startsWith(name + ":")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            // Another system than Linux, or the process has ended.
        }
        return -1;
    }

    /** Returns the number of open descriptors; -1 where the system does not tell. */
    public int descriptors() {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc/" + pid() + "/fd"))) {
            int count = 0;
            for (Path entry : entries) {
                count += entry == null ? 0 : 1;
            }
            return count;
        } catch (IOException e) {
            return -1;
        }
    }

    /** Asks the server to end, and returns its exit code; -1 if it did not end by itself. */
    public int stop() {
        process.toHandle().destroy(); // Process.destroy would close the streams, and the server's last words be lost
        try {
            boolean ended = process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
            errorReader.join(1000); // it may not have read the last words yet
            return ended ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void close() {
        if (process.isAlive() && stop() < 0) {
            process.destroyForcibly();
        }
        synchronized (RUNNING) {
            RUNNING.remove(process);
        }
    }
}
