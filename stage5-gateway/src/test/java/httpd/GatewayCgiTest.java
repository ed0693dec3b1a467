package httpd;

import behaviours.Target;
import behaviours.suite.GatewayCgiContract;

class GatewayCgiTest extends GatewayCgiContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
