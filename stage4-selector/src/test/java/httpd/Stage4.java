package httpd;

import behaviours.Target;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;

/**
 * This stage as the common suite starts it: from the classes that were just compiled, and with as many loops as the system
 * property {@code loops} says.
 */
final class Stage4 {
    static final String LOOPS = System.getProperty("loops", "1");
    static final Target TARGET = target();

    private Stage4() {
    }

    private static Target target() {
        Target one = Target.stage(4, "4 selector", List.of(Path.of("target/classes"), library()), "httpd.Main");
        return switch (LOOPS) {
            case "1" -> one;
            case "2" -> one.variant("4 two loops", "--loops", LOOPS);
            default -> throw new IllegalStateException("there is no column for " + LOOPS + " loops");
        };
    }

    private static Path library() {
        try {
            return Path.of(Load.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
