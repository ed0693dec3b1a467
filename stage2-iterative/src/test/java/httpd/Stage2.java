package httpd;

import behaviours.Target;
import java.nio.file.Path;

/** This stage as the common suite starts it: from the classes that were just compiled. */
final class Stage2 {
    static final Target TARGET = Target.stage(2, "stage2", Path.of("target/classes"), "httpd.Main");

    private Stage2() {
    }
}
