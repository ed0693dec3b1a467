package httpd;

import behaviours.Target;
import behaviours.suite.KeepAliveContract;

class KeepAliveTest extends KeepAliveContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
