package lab;

import behaviours.Ledger;
import behaviours.Ledger.Entry;
import behaviours.ServerUnderTest;
import behaviours.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.checks.Current;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the contracts against one server. */
final class Examination implements TestExecutionListener {

    /**
     * @param entries the ledger
     * @param messages what a failed test says in full, by the name of its binding and its method
     * @param mishaps what went wrong outside of any test
     */
    record Result(List<Entry> entries, Map<String, String> messages, List<String> mishaps) {
        String message(Entry entry) {
            return messages.getOrDefault(name(entry.binding(), entry.test().replaceAll(".*\\.", "")), entry.evidence());
        }
    }

    private final Column column;
    private final Progress progress;
    private final Map<String, String> messages = new HashMap<>();
    private final List<String> mishaps = new ArrayList<>();
    private TestPlan plan;

    private Examination(Column column, Progress progress) {
        this.column = column;
        this.progress = progress;
    }

    static Result of(Column column, Selection selection, Progress progress, Path scratch) {
        mustStart(column);
        Examination examination = new Examination(column, progress);
        Current.set(column.target());
        Ledger.clear();
        try {
            LauncherFactory.create().execute(request(column, selection, scratch), examination);
        } finally {
            ServerUnderTest.closeShared();
            progress.end();
        }
        return new Result(Ledger.entries(), examination.messages, examination.mishaps);
    }

    /** A server that does not start is said once, not by every test. */
    private static void mustStart(Column column) {
        try {
            ServerUnderTest.start(column.target()).close();
        } catch (Violation e) {
            throw Failure.failed(column.title() + ": " + String.join(" ", e.getMessage().lines().map(String::strip).toList()));
        }
    }

    private static LauncherDiscoveryRequest request(Column column, Selection selection, Path scratch) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selection.bindings(column).stream().map(DiscoverySelectors::selectClass).toList())
                .filters((PostDiscoveryFilter) test -> FilterResult.includedIf(selection.includes(test)))
                .configurationParameter("jqwik.database", scratch.resolve(".jqwik-database").toString())
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                .build();
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
        Map<String, Integer> sizes = new TreeMap<>();
        plan.countTestIdentifiers(test -> {
            if (test.isTest()) sizes.merge(group(test), 1, Integer::sum);
            return test.isTest();
        });
        progress.begin(column.title(), sizes);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) progress.test(group(test));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.FAILED) return;
        String message = result.getThrowable()
                .map(thrown -> thrown instanceof AssertionError ? String.valueOf(thrown.getMessage()) : thrown.toString())
                .orElse("failed without a word");
        if (test.isTest() && test.getSource().orElse(null) instanceof MethodSource method) {
            messages.put(name(method.getJavaClass().getSimpleName(), method.getMethodName()), message);
        } else {
            mishaps.add(test.getDisplayName() + ": " + message);
        }
    }

    private String group(TestIdentifier test) {
        Optional<TestSource> container = plan.getParent(test).flatMap(TestIdentifier::getSource);
        return Selection.id(test.getSource(), container).map(id -> id.substring(0, id.indexOf('.'))).orElse("other");
    }

    private static String name(String binding, String method) {
        return binding + "." + method;
    }
}
