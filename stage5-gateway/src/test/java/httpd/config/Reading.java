package httpd.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what a test gives it as a configuration file, or as options. */
final class Reading {
    private Reading() {
    }

    static Config options(String... options) {
        try {
            return CommandLine.read(options);
        } catch (ConfigException e) {
            throw new AssertionError("these options should be understood: " + e.getMessage(), e);
        }
    }

    static String problemOf(String... options) {
        return assertThrows(ConfigException.class, () -> CommandLine.read(options), String.join(" ", options)).getMessage();
    }

    static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
