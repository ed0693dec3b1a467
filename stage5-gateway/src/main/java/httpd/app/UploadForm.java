package httpd.app;

import httpd.gateway.Application;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An index page, a form, and the files that were sent with it: each is written into a directory while it comes, so that one of any
 * size costs one buffer, and can be fetched again.
 */
public final class UploadForm implements Application {
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_PARTS = 100;
    private static final String FILES = "/files";

    private final Path directory;
    private final long mostBytes;
    private final StaticFiles files;

    /**
     * Takes forms of up to 1 GiB.
     *
     * @param directory where uploads are kept; it is made if it is not there
     * @throws IllegalArgumentException if it cannot be made
     */
    public UploadForm(Path directory) {
        this(directory, MOST_BYTES);
    }

    /** @param mostBytes how large a form may be, all of its parts together */
    public UploadForm(Path directory, long mostBytes) {
        this.directory = directory;
        this.mostBytes = mostBytes;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalArgumentException("there can be no directory " + directory, e);
        }
        files = new StaticFiles(directory);
    }

    /** An upload is read while it comes: it needs no place but the one where it will stay. It costs a worker, for so long. */
    @Override
    public boolean streams(Request request) {
        return request.method().equals("POST") && request.path().equals("/upload");
    }

    @Override
    public Response handle(Request request) throws IOException, HttpError {
        String path = request.path();
        if (path.startsWith(FILES + "/")) {
            return file(request);
        }
        String allowed = switch (path) {
            case "", "/" -> "GET, HEAD, OPTIONS";
            case "/upload" -> "GET, HEAD, POST, OPTIONS";
            default -> throw new HttpError(404, "There is nothing here.");
        };
        return switch (request.method()) {
            case "GET", "HEAD" -> path.equals("/upload") ? UploadPages.form(request.script()) : index(request);
            case "OPTIONS" -> Response.empty(204).with("Allow", allowed);
            case "POST" -> path.equals("/upload") ? upload(request) : notAllowed(allowed);
            default -> notAllowed(allowed);
        };
    }

    private static Response notAllowed(String allowed) {
        return Response.text(405, "This page allows " + allowed + ".\n").with("Allow", allowed);
    }

    private Response index(Request request) throws IOException {
        return UploadPages.index(request.script(), Uploads.list(directory));
    }

    private Response upload(Request request) throws IOException, HttpError {
        String boundary = Boundary.of(request.headers().get("Content-Type"));
        if (request.bodyLength() > mostBytes) {
            throw new HttpError(413, "The form is larger than " + mostBytes + " bytes.");
        }
        try (Uploads uploads = new Uploads(directory)) {
            Multipart form = new Multipart(request.body(), boundary, MOST_PARTS, mostBytes);
            for (Multipart.Part part = form.next(); part != null; part = form.next()) {
                if (part.fileName() != null && !part.fileName().isEmpty()) { // empty: nothing was chosen
                    uploads.receive(part);
                }
            }
            List<Uploads.Kept> kept = uploads.keep();
            if (kept.isEmpty()) {
                throw new HttpError(400, "The form has no file.");
            }
            return UploadPages.kept(request.script(), kept);
        }
    }

    /** What strangers have sent is never shown as a page of this site: it is saved, or shown without its scripts. */
    private Response file(Request request) throws IOException {
        Response answer = files.handle(request.mountedAt(FILES));
        if (answer.status() != 200 && answer.status() != 206) {
            return answer;
        }
        return answer.without("Content-Type").with("Content-Type", MediaTypes.UNKNOWN).with("Content-Disposition", "attachment")
                .with("Content-Security-Policy", "sandbox");
    }
}
