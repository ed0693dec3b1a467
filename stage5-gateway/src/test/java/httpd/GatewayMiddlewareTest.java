package httpd;

import behaviours.Target;
import behaviours.suite.GatewayMiddlewareContract;

class GatewayMiddlewareTest extends GatewayMiddlewareContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
