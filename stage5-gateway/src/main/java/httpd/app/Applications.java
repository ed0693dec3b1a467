package httpd.app;

import httpd.cgi.Cgi;
import httpd.cgi.Scgi;
import httpd.config.Config;
import httpd.gateway.AccessLog;
import httpd.gateway.Application;
import httpd.gateway.ErrorPage;
import httpd.gateway.Gzip;
import httpd.gateway.Lint;
import httpd.gateway.Middleware;
import httpd.gateway.Mount;
import httpd.gateway.Timeout;
import httpd.http.Request;
import httpd.http.Response;
import httpd.site.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts together what the server serves: every application that is asked for, where it is mounted, and what stands around it. */
public final class Applications {
    static final List<String> SHIPPED = List.of("site", "static", "upload", "cgi", "scgi");
    private static final Pattern SHIPPED_NAME = Pattern.compile("(" + String.join("|", SHIPPED) + ")(:(?!:)(?<what>.*))?");
    private static final Pattern ADDRESS = Pattern.compile("(?<host>[0-9A-Za-z._-]+|\\[[0-9A-Fa-f:.%]+]):(?<port>[0-9]{1,5})");
    private static final String ROOT = "/";
    private static final String UPLOADS = "uploads";

    private final Config.Apps apps;
    private final Duration deadline;
    private final AppLoader loader;
    private final Middleware timeout;
    private Application whole;

    private Applications(Config config) throws LoadException {
        apps = config.apps();
        deadline = Duration.ofMillis(apps.deadline());
        timeout = new Timeout(deadline.toMillis());
        // A method reference in place of the lambda would need the compiler's classes at once, and a small Java has none.
        loader = new AppLoader(AppPath.of(apps.path()), () -> SourceCompiler.ofThisJava(), apps.reload());
    }

    /**
     * Loads all applications of a configuration, and makes one of them. What has nothing around it is that application itself.
     *
     * @throws LoadException if one of them cannot be had
     */
    public static Application of(Config config) throws LoadException {
        return new Applications(config).all();
    }

    private Application all() throws LoadException {
        Map<String, Application> mounted = new LinkedHashMap<>();
        for (Map.Entry<String, String> app : apps.mounted().entrySet()) {
            mounted.put(app.getKey(), application(app.getValue()));
        }
        whole = mounted.keySet().equals(Set.of(ROOT)) ? mounted.get(ROOT) : new Mount(mounted);
        Application all = whole;
        for (int i = apps.middleware().size() - 1; i >= 0; i--) {
            all = middleware(apps.middleware().get(i)).around(all);
        }
        return all;
    }

    private static Middleware middleware(String name) {
        return switch (name) {
            case "access-log" -> new AccessLog(System.out);
            case "gzip" -> new Gzip();
            case "error-page" -> new ErrorPage();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The check is next to the application: so it sees what that one really does, and not what a middleware has mended. */
    private Application application(String name) throws LoadException {
        Matcher shipped = SHIPPED_NAME.matcher(name);
        if (shipped.matches()) {
            return checked(shipped(name, shipped.group(1), shipped.group("what")));
        }
        return timeout.around(checked(loader.load(name)));
    }

    private Application checked(Application application) {
        return apps.lint() ? new Lint().around(application) : application;
    }

    /** Those that are shipped need no time-out around them: they end by themselves, or have one inside. */
    private Application shipped(String name, String kind, String what) throws LoadException {
        try {
            return switch (kind) {
                case "site" -> site(name, what);
                case "static" -> new StaticFiles(directory(name, what));
                case "upload" -> new UploadForm(Path.of(what == null || what.isEmpty() ? UPLOADS : what));
                case "cgi" -> new Cgi(directory(name, what), deadline, this::redirected);
                default -> scgi(name, what);
            };
        } catch (IllegalArgumentException e) { // a directory that cannot be read or made, or is no path at all
            throw new LoadException(name, e.getMessage());
        }
    }

    /** A program may name another path to answer in its place; that is found when all is mounted. */
    private Response redirected(Request request) throws Exception {
        return whole.handle(request);
    }

    private static Application site(String name, String what) throws LoadException {
        if (what != null) {
            throw new LoadException(name, "the site takes nothing behind its name; did you mean 'site'?");
        }
        return new Site();
    }

    private Application scgi(String name, String what) throws LoadException {
        Matcher address = ADDRESS.matcher(what == null ? "" : what);
        int port = address.matches() ? Integer.parseInt(address.group("port")) : 0;
        if (port < 1 || port > 65_535) {
            throw new LoadException(name, "the address of the process is missing, as in scgi:127.0.0.1:4000");
        }
        return new Scgi(address.group("host"), port, deadline, this::redirected);
    }

    private static Path directory(String name, String what) throws LoadException {
        if (what == null || what.isEmpty()) {
            throw new LoadException(name, "the directory is missing, as in " + name.replace(":", "") + ":DIR");
        }
        Path directory = Path.of(what);
        if (!Files.isDirectory(directory)) {
            throw new LoadException(name, Files.exists(directory) ? directory + " is no directory" : "there is no directory " + directory);
        }
        return directory;
    }
}
