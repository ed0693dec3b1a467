package behaviours.suite;

import behaviours.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The files that servers with applications are started with: they stay where they are until the test machine ends. */
final class GatewayFiles {
    private static final Path ROOT = create();

    private GatewayFiles() {
    }

    private static Path create() {
        try {
            Path root = Files.createTempDirectory("gateway").toRealPath();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root), "end of files"));
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("not deleted: " + e);
        }
    }

    /** An application's source, {@code name.java}, in a file of that name. */
    static Path application(String name) {
        Path file = ROOT.resolve(name + ".java");
        try (InputStream source = Catalogue.class.getResourceAsStream("applications/" + name + ".java")) {
            if (!Files.exists(file)) Files.write(file, source.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty directory, made when it is asked for the first time. */
    static Path directory(String name) {
        try {
            return Files.createDirectories(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, String text) {
        return write(file, MessageContract.bytes(text));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script for the shell that may be run. */
    static Path script(Path file, String lines) {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh here to run scripts");
        write(file, "#!/bin/sh\n" + lines);
        if (!file.toFile().setExecutable(true)) throw new IllegalStateException(file + " cannot be made executable");
        return file;
    }

    static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
