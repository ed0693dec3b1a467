package httpd;

import behaviours.Target;
import behaviours.suite.MessageLengthContract;

class MessageLengthTest extends MessageLengthContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
