package behaviours;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherConstants;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests inside a test, with both engines, and remembers by method how each one ended. */
final class Runs implements TestExecutionListener {
    /** Held, or it would be forgotten; it tells at each start that it remembers no failures. */
    private static final Logger JQWIK = Logger.getLogger("net.jqwik");

    static {
        JQWIK.setLevel(Level.WARNING);
    }

    private final Map<String, TestExecutionResult> results = new LinkedHashMap<>();
    private final Map<String, List<String>> reports = new LinkedHashMap<>();

    private Runs() {
    }

    static Runs of(Class<?> tests) {
        return of(DiscoverySelectors.selectClass(tests));
    }

    static Runs of(Class<?> tests, String method) {
        return of(DiscoverySelectors.selectMethod(tests, method(tests, method)));
    }

    private static Method method(Class<?> tests, String name) {
        return Arrays.stream(tests.getMethods()).filter(method -> method.getName().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(tests.getSimpleName() + " has no method " + name));
    }

    private static Runs of(DiscoverySelector selector) {
        String ledger = System.clearProperty("behaviours.ledger"); // what is tried here belongs to no server of ours
        Runs runs = new Runs();
        try {
            LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(selector)
                    .configurationParameter("jqwik.database", "")
                    .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                    .configurationParameter(LauncherConstants.STACKTRACE_PRUNING_ENABLED_PROPERTY_NAME, "false").build(), runs);
            return runs;
        } finally {
            if (ledger != null) System.setProperty("behaviours.ledger", ledger);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) results.put(name(test), result);
        else result.getThrowable().ifPresent(thrown -> {
            throw new IllegalStateException(test.getDisplayName() + " failed as a whole", thrown);
        });
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        reports.computeIfAbsent(name(test), key -> new ArrayList<>()).add(entry.getKeyValuePairs().toString());
    }

    private static String name(TestIdentifier test) {
        return test.getSource().orElse(null) instanceof MethodSource method ? method.getMethodName() : test.getDisplayName();
    }

    int count() {
        return results.size();
    }

    boolean passed(String method) {
        return result(method).getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    }

    boolean aborted(String method) {
        return result(method).getStatus() == TestExecutionResult.Status.ABORTED;
    }

    Throwable thrown(String method) {
        return result(method).getThrowable().orElse(null);
    }

    String message(String method) {
        Throwable thrown = thrown(method);
        return thrown == null ? "" : String.valueOf(thrown.getMessage());
    }

    String reports(String method) {
        return String.join("\n", reports.getOrDefault(method, List.of()));
    }

    private TestExecutionResult result(String method) {
        TestExecutionResult result = results.get(method);
        if (result == null) throw new IllegalStateException(method + " was not run, only " + results.keySet());
        return result;
    }
}
