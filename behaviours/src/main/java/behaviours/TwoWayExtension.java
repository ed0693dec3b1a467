package behaviours;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Applies the two-way rule to Jupiter tests, and closes what they opened. */
public final class TwoWayExtension implements InvocationInterceptor, AfterEachCallback, AfterAllCallback {

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        judge(invocation, method.getExecutable(), context);
    }

    @Override
    public void interceptTestTemplateMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> method,
            ExtensionContext context) throws Throwable {
        judge(invocation, method.getExecutable(), context);
    }

    private static void judge(Invocation<Void> invocation, Method method, ExtensionContext context) throws Throwable {
        Trial trial = new Trial((Contract) context.getRequiredTestInstance(), Mark.of(context.getRequiredTestClass(), method));
        Throwable thrown = null;
        if (trial.excuse() == null) {
            try {
                invocation.proceed();
            } catch (Throwable e) {
                thrown = e;
            }
        } else {
            invocation.skip();
        }
        Rule.Ruling ruling = trial.end(thrown);
        if (!ruling.note().isEmpty()) context.publishReportEntry(trial.mark().id(), ruling.note());
        if (ruling.failure() != null) throw ruling.failure();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ((Contract) context.getRequiredTestInstance()).release();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Ledger.write(context.getRequiredTestClass().getSimpleName());
    }
}
