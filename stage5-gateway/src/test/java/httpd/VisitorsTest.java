package httpd;

import behaviours.Target;
import behaviours.suite.VisitorsContract;

class VisitorsTest extends VisitorsContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
