package httpd;

import behaviours.Target;
import behaviours.suite.AnswerContract;

class AnswerTest extends AnswerContract {
    @Override
    protected Target target() {
        return Stage5.TARGET;
    }
}
