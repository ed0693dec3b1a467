package httpd;

import behaviours.Target;
import behaviours.suite.OverloadContract;

class OverloadTest extends OverloadContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
