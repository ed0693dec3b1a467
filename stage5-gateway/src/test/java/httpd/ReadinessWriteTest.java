package httpd;

import behaviours.Target;
import behaviours.suite.ReadinessWriteContract;

class ReadinessWriteTest extends ReadinessWriteContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
