package httpd;

import behaviours.Target;
import behaviours.suite.DeadlineContract;

class DeadlineTest extends DeadlineContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
