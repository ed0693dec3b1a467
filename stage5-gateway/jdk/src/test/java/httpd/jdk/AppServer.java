package httpd.jdk;

import behaviours.ServerUnderTest;
import behaviours.Target;
import httpd.gateway.Application;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;

/** The real server as a process, which finds its application as it would on a command line: nothing of an adapter is on its class path. */
final class AppServer {
    private static final List<Path> SERVER = List.of(placeOf(Application.class), placeOf(Load.class));

    private AppServer() {
    }

    /**
     * Starts it with what is on the class path of this test as its {@code --app-path}, and with both sides checked.
     *
     * @param app what {@code --app} says
     */
    static ServerUnderTest start(String app, String... options) {
        return ServerUnderTest.start(target(app).options(options));
    }

    private static Target target(String app) {
        return Target.stage(5, "5 gateway", SERVER, "httpd.Main").options("--app", app, "--app-path", appPath(), "--lint");
    }

    private static String appPath() {
        return classPath().filter(path -> !SERVER.contains(path)).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The class path of this test; the one that the Java machine was started with may be but a jar that names the others. */
    static Stream<Path> classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator)).map(Path::of);
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
