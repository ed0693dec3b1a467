package httpd.cgi;

import httpd.gateway.Application;
import httpd.gateway.Spool;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The scripts of a directory, in any language: each request runs one in a process of its own (RFC 3875). */
public final class Cgi implements Application {
    /** All that a script inherits: where it finds programs. Nothing of the server's own environment is passed on. */
    static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    private final Path directory;
    private final Duration deadline;
    private final Redirects redirects;

    /** Redirects of a script to another path are followed here, if they lead to a script as well. */
    public Cgi(Path directory, Duration deadline) {
        this(directory, deadline, null);
    }

    /**
     * Serves a directory.
     *
     * @param directory what may be run; nothing outside is, whatever is asked
     * @param deadline how long a script may take for the head of its answer, and write nothing after that; 0 for as long as it likes
     * @param whole what answers when a script names another path to answer in its place; null for the scripts alone
     */
    public Cgi(Path directory, Duration deadline, Application whole) {
        this.directory = directory.toAbsolutePath().normalize();
        this.deadline = deadline;
        this.redirects = new Redirects(this, whole);
    }

    /** Runs the script, and returns its answer when it has written the head. */
    @Override
    public Response handle(Request request) throws Exception {
        Script script = start(ScriptFile.find(directory, request), request);
        CgiOutput output = new CgiOutput(script, deadline);
        boolean passedOn = false;
        try {
            CgiHead head = output.head();
            if (head.redirect() == null && hasBody(request, head)) {
                passedOn = true;
                return output.response(head);
            }
            output.finish();
            script.close(); // before somebody else answers: a chain of redirects must not hold a process for each
            return head.redirect() == null ? output.withoutBody(head) : redirects.follow(request, head.redirect());
        } finally {
            if (!passedOn) {
                script.close();
            }
        }
    }

    /** Ends the scripts that are still running when the server does: a process outlives the one that has started it. */
    public static void endAll() {
        Script.endAll();
    }

    private static boolean hasBody(Request request, CgiHead head) {
        return !request.method().equals("HEAD") && head.status() != 204 && head.status() != 304;
    }

    private Script start(ScriptFile file, Request request) throws IOException, HttpError {
        Spool body = new Spool(0);
        try {
            byte[] bytes = new byte[32 << 10];
            for (int count = request.body().read(bytes); count >= 0; count = request.body().read(bytes)) {
                body.take(bytes, 0, count);
            }
            return Script.start(file.file(), environment(file, request, body.length()), body);
        } catch (IOException e) {
            body.close();
            System.err.println(file.file().getFileName() + ": could not be started: " + e.getMessage());
            throw new HttpError(500, "The program behind this address could not be started.");
        }
    }

    private Map<String, String> environment(ScriptFile file, Request request, long length) {
        Map<String, String> environment = new LinkedHashMap<>();
        MetaVariables.of(request, request.script() + file.name(), file.rest(), length)
                .forEach((name, octets) -> environment.put(name, ScriptFile.toLocal(octets)));
        if (!file.rest().isEmpty()) {
            environment.put("PATH_TRANSLATED", directory + ScriptFile.toLocal(file.rest()));
        }
        environment.put("DOCUMENT_ROOT", directory.toString());
        environment.put("SCRIPT_FILENAME", file.file().toString()); // not in the RFC, but php-cgi runs nothing without these two
        environment.put("REDIRECT_STATUS", "200");
        environment.put("PATH", PATH);
        if (System.getenv("SystemRoot") != null) { // Windows: without it a program finds no library of the system
            environment.put("SystemRoot", System.getenv("SystemRoot"));
            environment.put("PATH", System.getenv("SystemRoot") + "\\System32");
        }
        return environment;
    }
}
