package httpd;

import behaviours.Target;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;

/** This stage as the common suite starts it: from the classes that were just compiled. */
final class Stage5 {
    static final Target TARGET = Target.stage(5, "5 gateway", List.of(Path.of("target/classes"), library()), "httpd.Main");

    private Stage5() {
    }

    private static Path library() {
        try {
            return Path.of(Load.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
