package httpd;

import behaviours.Target;
import behaviours.suite.GatewayStreamContract;

class GatewayStreamTest extends GatewayStreamContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
