package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body is the same whether it stayed in memory or went to a file, and nothing of it is left. */
class SpoolTest {
    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) bytes[i] = (byte) (i * 31 + i / 256);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 5000})
    void whatWasTakenIsRead(int length) throws IOException {
        byte[] body = bytes(length);
        try (Spool spool = new Spool(100)) {
            for (int from = 0; from < length; from += 33) {
                int count = Math.min(33, length - from);
                assertEquals(count, spool.take(body, from, count));
            }
            assertEquals(length, spool.length());
            assertArrayEquals(body, spool.open().readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 101})
    void itCanBeAFileInAnyCaseAndIsDeleted(int length) throws IOException {
        Path file;
        try (Spool spool = new Spool(100)) {
            spool.take(bytes(length), 0, length);
            file = spool.file();
            assertArrayEquals(bytes(length), Files.readAllBytes(file));
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void nobodyElseMayReadTheFile() throws IOException {
        try (Spool spool = new Spool(0)) {
            spool.take(bytes(1), 0, 1);
            Path file = spool.file();
            org.junit.jupiter.api.Assumptions.assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"),
                    "this file system has no permissions");
            assertEquals(2, Files.getPosixFilePermissions(file).size(), () -> "read and write for the owner alone: " + file);
        }
    }

    @Test
    void closingTwiceAndWithoutABodyIsNothing() throws IOException {
        Spool spool = new Spool(10);
        spool.close();
        spool.close();
        assertTrue(spool.length() == 0);
    }
}
