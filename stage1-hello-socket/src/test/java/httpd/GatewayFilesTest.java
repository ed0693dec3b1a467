package httpd;

import behaviours.Target;
import behaviours.suite.GatewayFilesContract;

class GatewayFilesTest extends GatewayFilesContract {
    @Override
    protected Target target() {
        return Stage1.TARGET;
    }
}
