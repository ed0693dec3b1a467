package httpd.gateway;

import httpd.http.BodySink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a body is collected until it is whole: in memory at first, in a temporary file when it has become too large for that. */
public final class Spool implements BodySink, Closeable {
    private final int most;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(512);
    private Path file;        // null while all of it is in memory
    private OutputStream out; // into the file
    private InputStream in;
    private long length;

    /** @param most how many bytes may stay in memory */
    public Spool(int most) {
        this.most = most;
    }

    /** Takes all of them. */
    @Override
    public int take(byte[] bytes, int from, int count) throws IOException {
        if (file == null && length + count > most) {
            file = Files.createTempFile("stages-", ".body");
            out = Files.newOutputStream(file);
            memory.writeTo(out);
            memory = null;
        }
        (file == null ? memory : out).write(bytes, from, count);
        length += count;
        return count;
    }

    /** Returns the number of bytes that have been taken. */
    public long length() {
        return length;
    }

    /** The body is whole; returns it, to be read once. */
    public InputStream open() throws IOException {
        if (file == null) {
            in = new ByteArrayInputStream(memory.toByteArray());
        } else {
            out.close();
            in = Files.newInputStream(file);
        }
        return in;
    }

    /** Returns the file with the body, moved there from memory if it was not in one already. It is deleted by {@link #close()}. */
    public Path file() throws IOException {
        if (file == null) {
            file = Files.createTempFile("stages-", ".body");
            Files.write(file, memory.toByteArray());
        } else {
            out.close();
        }
        return file;
    }

    /** Forgets the body, and deletes the file. */
    @Override
    public void close() throws IOException {
        try {
            if (out != null) {
                out.close();
            }
            if (in != null) {
                in.close();
            }
        } finally {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }
}
