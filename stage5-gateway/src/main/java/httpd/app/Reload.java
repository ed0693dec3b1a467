package httpd.app;

import httpd.gateway.Application;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * An application that follows its source file: before each request it looks whether the file has changed, and if so the request is
 * answered by what stands there now. Requests that are under way end with the version they began with.
 *
 * <p>A version that does not compile, or has no application, is reported once on standard error, and the one before it goes on serving.
 */
final class Reload implements Application {
    /** Makes the application of what stands in the file now. */
    interface Source {
        Application load() throws LoadException;
    }

    /** By what a change is seen; a file that is not there, as in the middle of being replaced, has none. */
    private record Stamp(FileTime modified, long size, Object file) {
        static Stamp of(Path path) {
            try {
                BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
                return new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
            } catch (IOException e) {
                return null;
            }
        }
    }

    private final Path file;
    private final Source source;
    private volatile Stamp stamp;
    private volatile Application current;

    /** @throws LoadException if the first version cannot be had: then there is nothing to serve */
    Reload(Path file, Source source) throws LoadException {
        this.file = file;
        this.source = source;
        stamp = Stamp.of(file); // before it is read: a change meanwhile will be seen
        current = source.load();
    }

    @Override
    public Response handle(Request request) throws Exception {
        return newest().handle(request);
    }

    /** To look at a file, and all the more to compile one, is nothing for an event loop. */
    @Override
    public boolean mayBlock(Request request) {
        return true;
    }

    /** As the version before says: the one that will answer can read its body either way. */
    @Override
    public boolean streams(Request request) {
        return current.streams(request);
    }

    private Application newest() {
        if (hasChanged()) {
            synchronized (this) { // whoever comes while it is compiled waits, for he may be the one who has changed it
                if (hasChanged()) {
                    replace();
                }
            }
        }
        return current;
    }

    private boolean hasChanged() {
        Stamp now = Stamp.of(file);
        return now != null && !now.equals(stamp);
    }

    private void replace() {
        Stamp now = Stamp.of(file);
        try {
            current = source.load();
            System.err.println("loaded " + file + " again");
        } catch (LoadException | RuntimeException | Error e) {
            System.err.println((e instanceof LoadException ? e.getMessage() : file + ": " + e) + "\nthe version before it goes on serving");
        }
        stamp = now;
    }
}
