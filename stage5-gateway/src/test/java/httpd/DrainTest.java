package httpd;

import behaviours.Target;
import behaviours.suite.DrainContract;

class DrainTest extends DrainContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
