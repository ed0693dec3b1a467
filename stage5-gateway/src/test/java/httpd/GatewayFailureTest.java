package httpd;

import behaviours.Target;
import behaviours.suite.GatewayFailureContract;

class GatewayFailureTest extends GatewayFailureContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
