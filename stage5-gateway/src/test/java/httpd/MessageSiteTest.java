package httpd;

import behaviours.Target;
import behaviours.suite.MessageSiteContract;

class MessageSiteTest extends MessageSiteContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
