package httpd.cgi;

import java.io.Closeable;
import java.io.IOException;

/** A program that answers one request in the format of CGI: a process of its own, or a process that is there for many requests. */
interface Program extends Closeable {
    /**
     * Reads what it has written, and waits for the first byte of it.
     *
     * @param millis how long to wait at most
     * @return how many bytes were read, 0 if none came in that time, -1 if there will be no more
     * @throws java.io.InterruptedIOException if the thread was interrupted
     */
    int read(byte[] bytes, int from, int length, long millis) throws IOException;

    /**
     * Judges how it has ended, after {@link #read} has said that there will be no more.
     *
     * @throws IOException if what was read cannot be all of the answer
     */
    void ended() throws IOException;

    /** Says in the log what has gone wrong with it. */
    void log(String what);

    /** Nobody wants more of it: ends it if it has not ended, and gives everything back. The second time this does nothing. */
    @Override
    void close();
}
