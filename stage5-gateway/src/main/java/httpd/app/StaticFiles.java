package httpd.app;

import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;

/**
 * The files below a directory, and nothing else: no path, and no link in it, leads out. A worker opens a file, the event loop reads it
 * while the client takes it: what comes from the kernel's cache need not be waited for, what comes from a slow disk would have to be.
 */
public final class StaticFiles implements Application {
    private static final String ALLOWED = "GET, HEAD, OPTIONS";
    private static final String INDEX = "index.html";

    private final Path root;

    /** @throws IllegalArgumentException if there is no such directory */
    public StaticFiles(Path directory) {
        try {
            root = directory.toRealPath();
        } catch (IOException e) {
            throw new IllegalArgumentException("there is no directory " + directory, e);
        }
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException(directory + " is not a directory");
        }
    }

    @Override
    public Response handle(Request request) throws IOException {
        if (request.method().equals("OPTIONS")) {
            return Response.empty(204).with("Allow", ALLOWED);
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Response.text(405, "A file allows " + ALLOWED + ".\n").with("Allow", ALLOWED);
        }
        try {
            Path file = find(request);
            return file == null ? notFound() : answer(file, request);
        } catch (AccessDeniedException e) {
            return Response.text(403, "This file is not for everybody.\n");
        } catch (NoSuchFileException e) { // it has just been removed
            return notFound();
        }
    }

    private static Response notFound() {
        return Response.text(404, "There is no such file.\n");
    }

    /** Returns the real path of what is asked for, or null if that is nothing that may be shown. */
    private Path find(Request request) throws AccessDeniedException {
        String path = FileNames.decode(request.path());
        // An encoded slash is decoded by now: what was one segment when it was sent would have become two.
        if (path == null || request.target().split("\\?", 2)[0].toLowerCase(Locale.ROOT).contains("%2f")) {
            return null;
        }
        if (path.isEmpty() || path.equals("/")) {
            return root;
        }
        List<String> segments = List.of(path.substring(1).split("/", -1));
        int last = segments.size() - 1;
        List<String> names = segments.get(last).isEmpty() ? segments.subList(0, last) : segments;
        if (!names.stream().allMatch(FileNames::isPlain)) {
            return null;
        }
        try {
            return shown(root.resolve(String.join("/", names)));
        } catch (InvalidPathException e) { // characters that this system has no bytes for
            return null;
        }
    }

    /** Returns the real path of a file, or null if there is none, or if it may not be shown: a link may lead out, or to a hidden one. */
    private Path shown(Path file) throws AccessDeniedException {
        try {
            Path real = file.toRealPath();
            return real.startsWith(root) && !isHidden(root.relativize(real)) ? real : null;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) { // a loop of links, a name that is too long
            return null;
        }
    }

    private static boolean isHidden(Path names) {
        for (Path name : names) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private Response answer(Path file, Request request) throws IOException {
        boolean slash = request.path().endsWith("/");
        if (!Files.isDirectory(file)) {
            return slash ? notFound() : content(file, request);
        }
        if (!slash) { // else the links of the page would be resolved against the directory above
            return Response.text(301, "This is a directory.\n").with("Location", locationOf(request));
        }
        Path index = shown(file.resolve(INDEX));
        return index == null ? notFound() : content(index, request);
    }

    private static String locationOf(Request request) {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        return encode(request.script() + request.path()) + "/" + query;
    }

    private static Response content(Path file, Request request) throws IOException {
        // Before the file is opened: should another one take its place meanwhile, a new content has an old tag, and is asked for again.
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) { // to open a pipe would be to wait for somebody who writes into it
            return notFound();
        }
        Validators version = Validators.of(attributes);
        int status = version.status(request.headers());
        if (status != 200) {
            Response answer = status == 304 ? Response.empty(304) : Response.text(412, "The file is not what you take it for.\n");
            return describe(answer, version);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            return send(channel, file, version, request);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Response send(FileChannel channel, Path file, Validators version, Request request) throws IOException {
        long size = channel.size();
        boolean mayAsk = request.method().equals("GET") && version.allowRange(request.headers());
        ByteRange part = mayAsk ? ByteRange.of(request.headers(), size) : null;
        if (part != null && part.length() == 0) {
            channel.close();
            return Response.text(416, "The file has " + size + " bytes.\n").with("Content-Range", part.contentRange(size));
        }
        ByteRange sent = part == null ? new ByteRange(0, size) : part;
        Body body = new Body.Stream(new FileSlice(channel, sent), sent.length());
        Response answer = Response.of(part == null ? 200 : 206, MediaTypes.of(file.getFileName().toString()), body);
        if (part != null) {
            answer.with("Content-Range", part.contentRange(size));
        }
        return describe(answer, version).with("Accept-Ranges", "bytes").with("X-Content-Type-Options", "nosniff");
    }

    private static Response describe(Response answer, Validators version) {
        return answer.with("ETag", version.entityTag()).with("Last-Modified", version.lastModified());
    }

    /** Encodes octets for a path, all but those that need not be (RFC 3986 section 3.3) and the slash. */
    static String encode(String octets) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : octets.getBytes(StandardCharsets.ISO_8859_1)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "-._~/".indexOf(octet) >= 0);
            encoded.append(plain ? String.valueOf((char) octet) : String.format(Locale.ROOT, "%%%02X", octet & 0xFF));
        }
        return encoded.toString();
    }
}
