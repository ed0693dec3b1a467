package behaviours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.suite.AnswerContract;
import behaviours.suite.MessageSiteContract;
import behaviours.suite.ProcessContract;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody else's server: excused for what it lacks of the demo site, but not for what it does wrong. */
class ForeignServerTest {
    private static Target target;

    static class Answering extends AnswerContract {
        @Override
        protected Target target() {
            return target;
        }
    }

    static class Processing extends ProcessContract {
        @Override
        protected Target target() {
            return target;
        }
    }

    static class Paging extends MessageSiteContract {
        @Override
        protected Target target() {
            return target;
        }
    }

    @Since(2)
    static class Others extends Contract {
        @Property
        @Behaviour("fake.echo")
        @Needs(Route.ECHO)
        public void isNotTried(@ForAll int any) {
            throw new IllegalStateException("there is no echo");
        }

        @Test
        @Since(9)
        @Behaviour("fake.later")
        public void isKeptAlready() {
            ask("GET", "/");
        }

        @Test
        @Since(9)
        @Behaviour("fake.later")
        public void isNotKept() {
            throw new Violation("not even this");
        }

        @Override
        protected Target target() {
            return target;
        }
    }

    private static Target cheat(Cheat.Mode mode) {
        Path classes = Cheat.classes();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Target.foreign("'" + java + "' -cp '" + classes + "' behaviours.Cheat " + mode + " 2 --port {port}", 2);
    }

    @BeforeAll
    static void honest() {
        Ledger.clear();
        target = cheat(Cheat.Mode.HONEST);
    }

    @AfterAll
    static void end() {
        ServerUnderTest.closeShared();
        Ledger.clear();
    }

    private static void expect(Class<?> contract, String method, Verdict verdict) {
        Runs runs = Runs.of(contract, method);
        List<Ledger.Entry> entries = Ledger.entries();
        assertEquals(verdict, entries.get(entries.size() - 1).verdict(), () -> method + ": " + runs.message(method));
        assertEquals(verdict == Verdict.NOT_APPLICABLE, runs.aborted(method), method);
    }

    @Test
    void isHeldToWhatItHas() {
        expect(Answering.class, "greets", Verdict.PASS);
        expect(Answering.class, "saysWhatTimeItIs", Verdict.PASS);
        expect(Paging.class, "headHasTheFieldsOfGetAndNoBody", Verdict.PASS);
    }

    @Test
    void isExcusedForWhatItLacks() {
        expect(Paging.class, "echoSendsBackTheSameBytes", Verdict.NOT_APPLICABLE);
        expect(Processing.class, "saysOnceWhereItListens", Verdict.NOT_APPLICABLE);
        expect(Others.class, "isNotTried", Verdict.NOT_APPLICABLE);
        String reason = Ledger.entries().get(Ledger.entries().size() - 1).evidence();
        assertEquals("this server does not have POST /echo", reason);
    }

    @Test
    void mayKeepMoreThanWasAskedOfIt() {
        expect(Others.class, "isKeptAlready", Verdict.EARLY_HOLDS);
        expect(Others.class, "isNotKept", Verdict.EARLY_LACKS);
    }

    @Test
    void maySpeakTheOldVersionButIsTold() {
        target = cheat(Cheat.Mode.OLD_VERSION);
        expect(Answering.class, "greets", Verdict.PASS);
        Runs runs = Runs.of(Answering.class, "isWellFormedToTheLastByte");
        assertTrue(runs.message("isWellFormedToTheLastByte").contains("has another version"));
        honest();
    }
}
