package httpd;

import behaviours.Target;
import behaviours.suite.GatewayLoaderContract;

class GatewayLoaderTest extends GatewayLoaderContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
