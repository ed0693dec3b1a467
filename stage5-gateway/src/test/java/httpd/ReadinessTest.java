package httpd;

import behaviours.Target;
import behaviours.suite.ReadinessContract;

class ReadinessTest extends ReadinessContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
