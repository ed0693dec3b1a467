package httpd;

import behaviours.Target;
import behaviours.suite.GatewayScgiContract;

class GatewayScgiTest extends GatewayScgiContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
