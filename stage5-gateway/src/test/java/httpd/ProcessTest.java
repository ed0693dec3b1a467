package httpd;

import behaviours.Target;
import behaviours.suite.ProcessContract;

class ProcessTest extends ProcessContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
