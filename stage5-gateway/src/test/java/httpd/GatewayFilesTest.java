package httpd;

import behaviours.Target;
import behaviours.suite.GatewayFilesContract;

class GatewayFilesTest extends GatewayFilesContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
