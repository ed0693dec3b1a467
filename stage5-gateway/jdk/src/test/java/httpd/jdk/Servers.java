package httpd.jdk;

import behaviours.ServerUnderTest;
import behaviours.Target;
import httpd.gateway.Application;
import httpd.gateway.Mount;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The two servers with the same applications; each is started once. */
public final class Servers {
    private Servers() {
    }

    /** What {@link JdkServer} has contexts for. */
    public static Application app() {
        return new Mount(Map.of("/", Samples.application(), "/mounted/deep", Samples.application(),
                "/handler", new JdkApplication(Samples.handler())));
    }

    static ServerUnderTest ours() {
        return Ours.SERVER;
    }

    static ServerUnderTest ofTheJdk() {
        return OfTheJdk.SERVER;
    }

    private static final class Ours {
        private static final ServerUnderTest SERVER = AppServer.start("httpd.jdk.Servers");
    }

    private static final class OfTheJdk {
        private static final ServerUnderTest SERVER = ServerUnderTest.start(target());

        private static Target target() {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String classPath = AppServer.classPath().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            List<String> command = List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath,
                    "httpd.jdk.JdkServer", "{port}");
            return new Target("the JDK's server", 5, command, List.of(), true);
        }
    }
}
