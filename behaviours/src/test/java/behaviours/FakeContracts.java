package behaviours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Contracts about nothing, with every way for a test to end. */
final class FakeContracts {
    private FakeContracts() {
    }

    /** Tests of later stages and of this one, with every way to end. */
    @Since(3)
    public abstract static class Tests extends Contract {
        @Test
        @Behaviour("fake.early")
        public void passesTooEarly() {
        }

        @Test
        @Behaviour("fake.missing")
        public void failsAsItShould() {
            throw new Violation("it cannot do that");
        }

        @Test
        @Behaviour("fake.broken")
        public void isBrokenItself() {
            throw new IllegalStateException("a bug of the test");
        }

        @Test
        @Since(value = 3, early = "luck")
        @Behaviour("fake.lucky")
        public void holdsByLuck() {
        }

        @Test
        @Since(value = 3, early = "luck")
        @Behaviour("fake.unlucky")
        public void lacksWithoutLuck() {
            throw new Violation("no luck");
        }

        @Test
        @Since(value = 3, early = "luck")
        @Behaviour("fake.broken")
        public void isBrokenInSpiteOfLuck() {
            throw new IllegalStateException("a bug of the test");
        }

        @Test
        @Since(2)
        @Behaviour("fake.kept")
        public void isKept() {
        }

        @Test
        @Since(1)
        @Behaviour("fake.lost")
        public void isLost() {
            throw new AssertionError("it could do that once");
        }

        @Test
        @Behaviour("fake.unseen")
        public void cannotBeSeenHere() {
            throw new TestAbortedException("not on this machine");
        }
    }

    /** The same as properties; the last failure of each comes after some tries that went well. */
    @Since(3)
    public abstract static class Properties extends Contract {
        private int tries;

        @Property
        @Behaviour("fake.early")
        public void passesTooEarly(@ForAll int any) {
        }

        @Property
        @Behaviour("fake.missing")
        public void failsAsItShould(@ForAll("some") int any) {
            assertTrue(++tries < 7, "it cannot do that");
            assertEquals(0, any - any);
        }

        @Property
        @Behaviour("fake.false")
        public boolean saysFalseAsItShould(@ForAll int any) {
            return ++tries < 7;
        }

        @Property
        @Behaviour("fake.broken")
        public void isBrokenItself(@ForAll int any) {
            if (++tries == 3) throw new IllegalStateException("a bug of the test");
        }

        @Property
        @Since(value = 3, early = "luck")
        @Behaviour("fake.lucky")
        public void holdsByLuck(@ForAll int any) {
        }

        @Property
        @Since(value = 3, early = "luck")
        @Behaviour("fake.unlucky")
        public void lacksWithoutLuck(@ForAll int any) {
            throw new Violation("no luck");
        }

        @Property
        @Since(2)
        @Behaviour("fake.kept")
        public void isKept(@ForAll int any) {
        }

        @Property
        @Since(1)
        @Behaviour("fake.lost")
        public void isLost(@ForAll @IntRange(min = 0, max = 1000) int any) {
            assertTrue(any < 10, "it could do that once");
        }

        @Property
        @Behaviour("fake.unseen")
        public void cannotBeSeenHere(@ForAll int any) {
            throw new TestAbortedException("not on this machine");
        }

        @Provide
        Arbitrary<Integer> some() {
            return Arbitraries.integers();
        }
    }
}
