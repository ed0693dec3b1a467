package httpd;

import behaviours.Target;
import behaviours.suite.ConfigErrorContract;

class ConfigErrorTest extends ConfigErrorContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
