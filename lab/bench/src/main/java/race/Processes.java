package race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The processes and temporary files of this run: none outlives it, even when it is interrupted. */
final class Processes {
    private static final Set<Process> RUNNING = new HashSet<>();
    private static final List<Path> DIRECTORIES = new ArrayList<>();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Processes::endAll));
    }

    private Processes() {
    }

    static Process start(ProcessBuilder builder) throws IOException {
        synchronized (RUNNING) {
            awaitNoEnd();
            Process process = builder.start();
            RUNNING.add(process);
            return process;
        }
    }

    /** Lets nobody pass once the end has begun: everything else would be an error that is none. */
    static void awaitNoEnd() {
        synchronized (RUNNING) {
            while (ending) {
                try {
                    RUNNING.wait();
                } catch (InterruptedException e) {
                    // There is nothing to go back to.
                }
            }
        }
    }

    /** Ends a process at once, and waits until it has ended. */
    static void end(Process process) {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (RUNNING) {
            RUNNING.remove(process);
        }
    }

    static Path directory() throws IOException {
        synchronized (RUNNING) {
            Path directory = Files.createTempDirectory("race");
            DIRECTORIES.add(directory);
            return directory;
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("race: cannot delete " + directory + ": " + e.getMessage());
        }
        synchronized (RUNNING) {
            DIRECTORIES.remove(directory);
        }
    }

    private static void endAll() {
        synchronized (RUNNING) {
            ending = true;
            RUNNING.forEach(Process::destroyForcibly);
            List.copyOf(DIRECTORIES).forEach(Processes::delete);
        }
    }
}
