package httpd;

import behaviours.Target;
import behaviours.suite.MessageFailureContract;

class MessageFailureTest extends MessageFailureContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
