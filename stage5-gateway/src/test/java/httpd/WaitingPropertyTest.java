package httpd;

import behaviours.Target;
import behaviours.suite.WaitingPropertyContract;

class WaitingPropertyTest extends WaitingPropertyContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
