package httpd.cgi;

import httpd.http.HttpError;
import httpd.http.Request;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The file that a path leads to, and what of the path is left: in {@code /tools/env.sh/a/b} the first part that is a file is the
 * script, and the rest is for the script to understand.
 *
 * @param file the script, in the directory that was searched
 * @param name the path up to the script, decoded, an octet a character
 * @param rest the path behind it, decoded, an octet a character; empty or with a slash before it
 */
record ScriptFile(Path file, String name, String rest) {
    /** What names of files and values of variables are made of outside of Java; octets that are no text in it get lost. */
    private static final Charset OUTSIDE = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    /**
     * Finds the script for a request.
     *
     * @throws HttpError 400 if the path is not clean, 404 if it leads to no file in the directory, 403 if the file may not be run
     */
    static ScriptFile find(Path directory, Request request) throws HttpError, IOException {
        String path = checked(request);
        Path file = directory;
        for (int end = 0; end < path.length() && path.charAt(end) == '/'; ) {
            int start = end + 1;
            end = path.indexOf('/', start) < 0 ? path.length() : path.indexOf('/', start);
            file = child(file, path.substring(start, end));
            if (!file.toRealPath().startsWith(directory.toRealPath())) { // a symbolic link that leads out
                throw notFound();
            }
            if (Files.isRegularFile(file)) {
                if (!Files.isExecutable(file)) {
                    throw new HttpError(403, "This is not a program.");
                }
                return new ScriptFile(file, path.substring(0, end), path.substring(end));
            }
        }
        throw notFound();
    }

    /** Looks at the path as it was sent: an escaped slash can no longer be told from a real one when it is decoded (section 4.1.5). */
    private static String checked(Request request) throws HttpError {
        String raw = request.target().replaceFirst("\\?.*", "").toLowerCase(Locale.ROOT);
        String path = request.path();
        if (raw.contains("%00")) {
            throw new HttpError(400, "The path has a NUL in it.");
        }
        boolean windows = File.separatorChar == '\\';
        if (raw.contains("%2f") || windows && (raw.contains("%5c") || raw.contains("\\"))) {
            throw notFound();
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw notFound();
            }
        }
        return path;
    }

    private static Path child(Path parent, String octets) throws HttpError {
        try {
            Path child = parent.resolve(toLocal(octets));
            if (octets.isEmpty() || !parent.equals(child.getParent()) || !Files.exists(child)) {
                throw notFound();
            }
            return child;
        } catch (InvalidPathException e) {
            throw notFound();
        }
    }

    private static HttpError notFound() {
        return new HttpError(404, "There is no program here.");
    }

    /** Returns text for the system whose bytes outside of Java are these octets, as far as the locale's encoding has them. */
    static String toLocal(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), OUTSIDE);
    }
}
