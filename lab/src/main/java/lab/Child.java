package lab;

import behaviours.ServerUnderTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** A stage that runs beside others; after its ready line all that it prints is passed on. */
final class Child {
    private static final int START_SECONDS = 20;
    /** Exit code of a process that a SIGINT ended: Ctrl-C goes to every process of the terminal, and needs no comment. */
    private static final int INTERRUPTED = 130;

    private final Process process;
    private final Consumer<String> passOn;
    private final CompletableFuture<Void> ended;
    private final CompletableFuture<String> firstLine = new CompletableFuture<>();
    private volatile boolean ready;
    private volatile String lastWords = "it ended without a word";

    Child(List<String> command, Consumer<String> passOn) {
        this.passOn = passOn;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread errors = read(process.getErrorStream(), this::error);
        Thread output = read(process.getInputStream(), this::output);
        ended = process.onExit().thenRunAsync(() -> end(errors, output));
    }

    private static Thread read(InputStream stream, Consumer<String> each) {
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream)); Stream<String> all = lines.lines()) {
                all.forEach(each);
            } catch (IOException | UncheckedIOException e) {
                each.accept(e.getMessage());
            }
        });
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    private void output(String line) {
        if (!firstLine.complete(line)) passOn.accept(line);
    }

    private void error(String line) {
        lastWords = line;
        if (ready) passOn.accept(line);
    }

    private void end(Thread errors, Thread output) {
        try {
            errors.join(TimeUnit.SECONDS.toMillis(1));
            output.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        firstLine.complete(lastWords);
        if (ready && process.exitValue() != INTERRUPTED) passOn.accept("has ended with exit code " + process.exitValue());
    }

    /** Where it listens. */
    String awaitAddress() throws InterruptedException {
        try {
            String line = firstLine.get(START_SECONDS, TimeUnit.SECONDS);
            Matcher address = ServerUnderTest.READY.matcher(line);
            if (!address.matches()) throw Failure.failed(line);
            ready = true;
            return "http://" + address.group(3) + ":" + address.group(4) + "/";
        } catch (TimeoutException e) {
            throw Failure.failed("no ready line within " + START_SECONDS + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when it has ended and all it had to say is said. */
    void awaitEnd() {
        ended.join();
    }

    Process process() {
        return process;
    }
}
