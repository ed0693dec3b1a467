package httpd;

import behaviours.Target;
import behaviours.suite.ReadinessLoadContract;

class ReadinessLoadTest extends ReadinessLoadContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
