package httpd.app;

import behaviours.ServerUnderTest;
import behaviours.Target;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;

/** This stage as a process with the applications that a test asks for, from the classes that were just compiled. */
final class AppServer {
    private AppServer() {
    }

    static Target with(String... options) {
        return Target.stage(5, "5 gateway", List.of(Path.of("target/classes"), library()), "httpd.Main").options(options);
    }

    static ServerUnderTest start(String... options) {
        return ServerUnderTest.start(with(options));
    }

    private static Path library() {
        try {
            return Path.of(Load.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
