package httpd;

import behaviours.Target;
import java.nio.file.Path;

/** This stage as the common suite starts it: from the classes that were just compiled. */
final class Stage1 {
    static final Target TARGET = Target.stage(1, "stage1", Path.of("target/classes"), "httpd.HelloSocket");

    private Stage1() {
    }
}
