package httpd;

import behaviours.Counts;
import behaviours.Target;
import behaviours.suite.MessageLimitsContract;

/** Once more in Turkish, where the lower case of I is not i. */
@Counts("message.locale")
class MessageLocaleLimitsTest extends MessageLimitsContract {
    @Override
    protected Target target() {
        return Stage5.TARGET.jvm("-Duser.language=tr", "-Duser.country=TR");
    }
}
