package httpd.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** A part of an open file, so many bytes and no more, though it may grow meanwhile. A file that shrinks ends before its promise. */
final class FileSlice extends InputStream {
    private final FileChannel file;
    private long missing;

    /** Takes the file over: it is closed with this stream. */
    FileSlice(FileChannel file, ByteRange range) throws IOException {
        this.file = file.position(range.first());
        missing = range.length();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (missing == 0 || length == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = file.read(ByteBuffer.wrap(bytes, from, (int) Math.min(length, missing)));
        missing -= Math.max(count, 0);
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
