package lab.twins;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The bugs of stage 5. */
@DisabledIfSystemProperty(named = TwinsTest.SECOND, matches = ".*", disabledReason = TwinsTest.ELSEWHERE)
class TwinsOfStage5Test extends TwinsTest {
    TwinsOfStage5Test() {
        super(5);
    }
}
