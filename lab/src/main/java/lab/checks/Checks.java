package lab.checks;

import behaviours.Counts;
import behaviours.Target;
import behaviours.suite.AnswerContract;
import behaviours.suite.ConfigContract;
import behaviours.suite.ConfigErrorContract;
import behaviours.suite.DeadlineContract;
import behaviours.suite.DrainContract;
import behaviours.suite.GatewayAnswerContract;
import behaviours.suite.GatewayCgiContract;
import behaviours.suite.GatewayFailureContract;
import behaviours.suite.GatewayFilesContract;
import behaviours.suite.GatewayLoaderContract;
import behaviours.suite.GatewayMiddlewareContract;
import behaviours.suite.GatewayProcessContract;
import behaviours.suite.GatewayScgiContract;
import behaviours.suite.GatewayStreamContract;
import behaviours.suite.KeepAliveContract;
import behaviours.suite.MessageFailureContract;
import behaviours.suite.MessageLengthContract;
import behaviours.suite.MessageLimitsContract;
import behaviours.suite.MessagePropertyContract;
import behaviours.suite.MessageSiteContract;
import behaviours.suite.MessageSyntaxContract;
import behaviours.suite.OverloadContract;
import behaviours.suite.ProcessContract;
import behaviours.suite.ReadinessContract;
import behaviours.suite.ReadinessLoadContract;
import behaviours.suite.ReadinessWriteContract;
import behaviours.suite.VisitorsContract;
import behaviours.suite.WaitingContract;
import behaviours.suite.WaitingPropertyContract;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Every contract, bound to whichever server is the current one. */
public final class Checks {

    private Checks() {
    }

    public static List<Class<?>> all() {
        return Arrays.<Class<?>>stream(Checks.class.getDeclaredClasses()).sorted(Comparator.comparing(Class::getName)).toList();
    }

    public static class Answer extends AnswerContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class Visitors extends VisitorsContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class Process extends ProcessContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class MessageFailure extends MessageFailureContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class MessageLength extends MessageLengthContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class MessageLimits extends MessageLimitsContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class MessageProperty extends MessagePropertyContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class MessageSite extends MessageSiteContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class MessageSyntax extends MessageSyntaxContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class Waiting extends WaitingContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class WaitingProperty extends WaitingPropertyContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class Deadline extends DeadlineContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class KeepAlive extends KeepAliveContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class Overload extends OverloadContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class Drain extends DrainContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class Config extends ConfigContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class ConfigError extends ConfigErrorContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class Readiness extends ReadinessContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class ReadinessLoad extends ReadinessLoadContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class ReadinessWrite extends ReadinessWriteContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class GatewayAnswer extends GatewayAnswerContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class GatewayCgi extends GatewayCgiContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class GatewayFailure extends GatewayFailureContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class GatewayFiles extends GatewayFilesContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class GatewayLoader extends GatewayLoaderContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class GatewayMiddleware extends GatewayMiddlewareContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class GatewayProcess extends GatewayProcessContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class GatewayScgi extends GatewayScgiContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    public static class GatewayStream extends GatewayStreamContract {
        @Override
        protected Target target() {
            return Current.target();
        }
    }

    @Counts("message.locale")
    public static class MessageFailureInTurkish extends MessageFailureContract {
        @Override
        protected Target target() {
            return Current.turkish();
        }
    }

    @Counts("message.locale")
    public static class MessageLengthInTurkish extends MessageLengthContract {
        @Override
        protected Target target() {
            return Current.turkish();
        }
    }

    @Counts("message.locale")
    public static class MessageLimitsInTurkish extends MessageLimitsContract {
        @Override
        protected Target target() {
            return Current.turkish();
        }
    }

    @Counts("message.locale")
    public static class MessagePropertyInTurkish extends MessagePropertyContract {
        @Override
        protected Target target() {
            return Current.turkish();
        }
    }

    @Counts("message.locale")
    public static class MessageSiteInTurkish extends MessageSiteContract {
        @Override
        protected Target target() {
            return Current.turkish();
        }
    }

    @Counts("message.locale")
    public static class MessageSyntaxInTurkish extends MessageSyntaxContract {
        @Override
        protected Target target() {
            return Current.turkish();
        }
    }
}
