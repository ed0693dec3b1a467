package httpd;

import behaviours.Target;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;

/**
 * This stage as the common suite starts it: from the classes that were just compiled, and with the kind of workers that the system
 * property {@code workers.kind} names.
 */
final class Stage3 {
    static final String KIND = System.getProperty("workers.kind", "pool");
    static final Target TARGET = target();

    private Stage3() {
    }

    private static Target target() {
        Target pool = Target.stage(3, "3 threadpool", List.of(Path.of("target/classes"), library()), "httpd.Main");
        return KIND.equals("pool") ? pool : pool.variant("3 " + KIND, "--workers.kind", KIND);
    }

    private static Path library() {
        try {
            return Path.of(Load.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
