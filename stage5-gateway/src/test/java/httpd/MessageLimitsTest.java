package httpd;

import behaviours.Target;
import behaviours.suite.MessageLimitsContract;

class MessageLimitsTest extends MessageLimitsContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
