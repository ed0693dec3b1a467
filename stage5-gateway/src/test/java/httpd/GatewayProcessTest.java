package httpd;

import behaviours.Target;
import behaviours.suite.GatewayProcessContract;

class GatewayProcessTest extends GatewayProcessContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
