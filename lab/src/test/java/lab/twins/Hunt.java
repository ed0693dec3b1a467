package lab.twins;

import behaviours.Behaviour;
import behaviours.Counts;
import behaviours.Ledger;
import behaviours.ServerUnderTest;
import behaviours.Target;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import lab.checks.Checks;
import lab.checks.Current;
import net.jqwik.api.Property;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of one behaviour against a twin, one after another, until one of them fails. */
final class Hunt implements TestExecutionListener {
    private static final String LEDGER = "behaviours.ledger";

    /** A contract's test as the binding has it that is told its server by {@link Current}. */
    private record Suspicion(Class<?> binding, Method test) {
        boolean isProperty() {
            return test.isAnnotationPresent(Property.class);
        }

        boolean isFor(String behaviour) {
            Behaviour own = test.getAnnotation(Behaviour.class);
            Counts counts = binding.getAnnotation(Counts.class);
            return own != null && behaviour.equals(counts == null ? own.value() : counts.value());
        }
    }

    /** How a hunt ended: what was seen, or what kept a test from looking; both are null if the twin got away. */
    record Outcome(String seen, String excuse) {
    }

    private final Path scratch;
    private String seen;
    private String excuse;
    /** Such as a server that does not even start, which is no twin: anybody would notice. */
    private RuntimeException mishap;

    private Hunt(Path scratch) {
        this.scratch = scratch;
    }

    static Outcome after(Twin twin, Target server, Path scratch) {
        List<Suspicion> suspicions = suspicions(twin);
        if (suspicions.isEmpty()) throw new AssertionError("no test is evidence for " + twin.behaviour() + ", which " + twin + " breaks");
        if (twin.first() != null && !suspicions.get(0).test().getName().equals(twin.first())) {
            throw new AssertionError("the twin " + twin + " wants " + twin.first() + " first, which is no test of " + twin.behaviour());
        }
        // What is seen of twins belongs in no matrix.
        String ledger = System.clearProperty(LEDGER);
        Hunt hunt = new Hunt(scratch);
        Current.set(server);
        try {
            for (Suspicion suspicion : suspicions) {
                LauncherFactory.create().execute(hunt.request(suspicion), hunt);
                if (hunt.mishap != null) throw hunt.mishap;
                if (hunt.seen != null) break;
            }
        } finally {
            ServerUnderTest.closeShared();
            Ledger.clear();
            if (ledger != null) System.setProperty(LEDGER, ledger);
        }
        return new Outcome(hunt.seen, hunt.excuse);
    }

    /** Properties come last: they try many times what a test tries once. */
    private static List<Suspicion> suspicions(Twin twin) {
        List<Suspicion> suspicions = new ArrayList<>();
        for (Class<?> binding : Checks.all()) {
            Arrays.stream(binding.getMethods()).map(test -> new Suspicion(binding, test))
                    .filter(suspicion -> suspicion.isFor(twin.behaviour())).forEach(suspicions::add);
        }
        suspicions.sort(Comparator.comparing((Suspicion suspicion) -> !suspicion.test().getName().equals(twin.first()))
                .thenComparing(Suspicion::isProperty)
                .thenComparing(suspicion -> suspicion.test().getName()));
        return suspicions;
    }

    private LauncherDiscoveryRequest request(Suspicion suspicion) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(suspicion.binding(), suspicion.test()))
                .configurationParameter("jqwik.database", scratch.resolve("jqwik-database").toString())
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                .configurationParameter("jqwik.shrinking.default", "OFF")
                .build();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Throwable thrown = result.getThrowable().orElse(null);
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            excuse = String.valueOf(thrown);
        } else if (thrown instanceof AssertionError) {
            seen = test.getDisplayName() + ": " + String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        } else if (thrown != null) {
            mishap = new IllegalStateException(test.getDisplayName() + " failed by itself, not by the server: " + thrown, thrown);
        }
    }
}
