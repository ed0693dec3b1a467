package httpd;

import behaviours.Target;
import behaviours.suite.MessageSyntaxContract;

class MessageSyntaxTest extends MessageSyntaxContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
