package httpd;

import behaviours.Target;
import behaviours.suite.ConfigContract;

class ConfigTest extends ConfigContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
