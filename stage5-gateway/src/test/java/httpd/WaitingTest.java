package httpd;

import behaviours.Target;
import behaviours.suite.WaitingContract;

class WaitingTest extends WaitingContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
