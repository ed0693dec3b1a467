package httpd;

import behaviours.Target;
import behaviours.suite.MessagePropertyContract;

class MessagePropertyTest extends MessagePropertyContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
