package httpd;

import behaviours.Counts;
import behaviours.Target;
import behaviours.suite.MessageSyntaxContract;

/** Once more in Turkish, where the lower case of I is not i. */
@Counts("message.locale")
class MessageLocaleSyntaxTest extends MessageSyntaxContract {
    @Override
    protected Target target() {
        return Stage5.TARGET.jvm("-Duser.language=tr", "-Duser.country=TR");
    }
}
