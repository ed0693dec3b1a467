package behaviours;

import java.lang.reflect.Method;
import java.util.List;
import net.jqwik.api.lifecycle.AfterContainerHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;
import org.opentest4j.TestAbortedException;

/** Applies the two-way rule to jqwik properties, and closes what each try opened. */
public final class TwoWayHook implements AroundPropertyHook, AroundTryHook, AfterContainerHook {
    /** Tries of a property that does not say how many: each one opens connections. */
    private static final int TRIES = 40;

    /** What the tries of one property have shown so far. */
    private static final class Seen {
        /** The first failure, of a property that is allowed to fail; or why it cannot be tried here. */
        private Throwable settled;
        private boolean falsified;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        Contract contract = (Contract) context.testInstance();
        Method method = context.targetMethod();
        context.attributes().setTries(Hard.scale(context.attributes().tries().orElse(TRIES)));
        Trial trial = new Trial(contract, Mark.of(context.containerClass(), method));
        Seen seen = seen();
        // A property cannot be aborted before it runs, so that it is run with tries that do nothing.
        if (trial.excuse() != null) seen.settled = new TestAbortedException(trial.excuse());
        PropertyExecutionResult result = property.execute();
        Throwable thrown = seen.settled != null ? seen.settled : failure(result, seen);
        Rule.Ruling ruling = trial.end(thrown);
        if (!ruling.note().isEmpty()) context.reporter().publishValue(trial.mark().id(), ruling.note());
        if (ruling.failure() == null) return result.mapToSuccessful();
        if (ruling.failure() instanceof TestAbortedException) return result.mapToAborted(ruling.failure());
        return result.mapToFailed(ruling.failure());
    }

    private static Throwable failure(PropertyExecutionResult result, Seen seen) {
        if (result.status() == PropertyExecutionResult.Status.SUCCESSFUL) return null;
        Throwable thrown = result.throwable().orElseGet(() -> new AssertionError("the property returned false"));
        if (seen.falsified) return thrown;
        // Nothing was seen of the server: values could not be made, or all of them were rejected.
        return new IllegalStateException("the property could not be tried: " + thrown.getMessage(), thrown);
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
        Contract contract = (Contract) context.testInstance();
        Seen seen = seen();
        if (seen.settled != null) return TryExecutionResult.satisfied(true);
        TryExecutionResult result = aTry.execute(parameters);
        contract.closeConnections();
        if (result.isSatisfied()) return result;
        Throwable thrown = result.throwable().orElseGet(() -> new AssertionError("the property returned false"));
        if (result.isInvalid()) {
            // jqwik's own assumptions reject one try and say nothing; one with a reason is about this machine.
            if (!(thrown instanceof TestAbortedException) || thrown.getMessage() == null) return result;
        } else {
            seen.falsified = true;
            boolean mayFail = Rule.mayFail(Mark.of(context.containerClass(), context.targetMethod()), contract.target());
            if (!mayFail || !(thrown instanceof AssertionError)) return result;
        }
        seen.settled = thrown;
        return TryExecutionResult.satisfied(true);
    }

    private static Seen seen() {
        return Store.getOrCreate(TwoWayHook.class, Lifespan.PROPERTY, Seen::new).get();
    }

    @Override
    public void afterContainer(ContainerLifecycleContext context) {
        context.optionalContainerClass().ifPresent(container -> Ledger.write(container.getSimpleName()));
    }
}
