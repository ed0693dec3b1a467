package behaviours;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.suite.AnswerContract;
import behaviours.suite.ImfDate;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The catalogue and the contracts say the same. */
class CatalogueTest {
    /** Rows whose evidence is a whole group run again; a class that binds a contract says so with @Counts. */
    private static final Set<String> GROUPS = Set.of("message.locale", "waiting.workers");

    private static List<Class<?>> contracts() throws IOException, ClassNotFoundException {
        Path root = Path.of(URI.create(AnswerContract.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        List<Class<?>> contracts = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("behaviours/suite"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".class")) continue;
                Class<?> type = Class.forName("behaviours.suite." + name.substring(0, name.length() - ".class".length()));
                if (Contract.class.isAssignableFrom(type)) contracts.add(type);
            }
        }
        return contracts;
    }

    private static List<Method> tests() throws IOException, ClassNotFoundException {
        List<Method> tests = new ArrayList<>();
        for (Class<?> contract : contracts()) {
            Arrays.stream(contract.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(Property.class))
                    .forEach(tests::add);
        }
        return tests;
    }

    @Test
    void everyRowHasATestAndEveryTestARow() throws IOException, ClassNotFoundException {
        Set<String> rows = new TreeSet<>();
        for (Catalogue.Row row : Catalogue.rows()) {
            assertTrue(rows.add(row.id()), row.id() + " is there twice");
            assertTrue(!row.rfc().isEmpty() && row.sentence().length() > 10, row.id() + " says nothing");
        }
        Set<String> tested = new TreeSet<>(GROUPS);
        for (Method test : tests()) {
            Behaviour behaviour = test.getAnnotation(Behaviour.class);
            assertTrue(behaviour != null, test + " has no @Behaviour");
            tested.add(behaviour.value());
        }
        assertEquals(String.join("\n", rows), String.join("\n", tested));
    }

    @Test
    void everyTestCanBeRunAndSaysSinceWhen() throws IOException, ClassNotFoundException {
        Set<String> names = new HashSet<>();
        for (Method test : tests()) {
            Since since = Mark.since(test);
            assertTrue(since != null && since.value() >= 1, test + " has no @Since");
            assertTrue(Modifier.isPublic(test.getModifiers()), test + " must be public to be run from another package");
            assertTrue(Modifier.isAbstract(test.getDeclaringClass().getModifiers()), test.getDeclaringClass() + " must be abstract");
            assertTrue(names.add(test.getDeclaringClass().getSimpleName() + "." + test.getName()), test + " is there twice");
        }
        assertTrue(names.size() > 30);
    }

    @Test
    void aRowKnowsItsGroup() {
        assertEquals("answer", Catalogue.row("answer.date").group());
        Assertions.assertThrows(IllegalArgumentException.class, () -> Catalogue.row("answer.nothing"));
    }

    @Test
    void datesAreReadByTheLetter() {
        assertEquals(Instant.parse("1994-11-06T08:49:37Z"), ImfDate.parse("Sun, 06 Nov 1994 08:49:37 GMT"));
        for (String date : List.of("Sun, 6 Nov 1994 08:49:37 GMT", "Mon, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 +0000",
                "Sun, 06 Nov 1994 08:49 GMT", "sun, 06 nov 1994 08:49:37 gmt", "Thu, 31 Nov 1994 08:49:37 GMT",
                "Son, 06 Nov 1994 08:49:37 GMT", "")) {
            Assertions.assertThrows(Violation.class, () -> ImfDate.parse(date), date);
        }
    }
}
