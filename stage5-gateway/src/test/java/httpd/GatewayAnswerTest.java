package httpd;

import behaviours.Target;
import behaviours.suite.GatewayAnswerContract;

class GatewayAnswerTest extends GatewayAnswerContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
