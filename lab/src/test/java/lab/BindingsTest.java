package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import lab.checks.Checks;
import org.junit.jupiter.api.Test;

/** No contract is forgotten: each one is bound to every stage, and to the server that {@code check} is given. */
class BindingsTest {
    private static final Pattern TESTS = Pattern.compile("@(Test|Property|ParameterizedTest|RepeatedTest)\\b");

    private static List<String> contracts() {
        return Sources.java(Sources.ROOT.resolve("behaviours/src/main/java/behaviours/suite")).stream()
                .filter(file -> Sources.code(file).contains("public abstract class "))
                .filter(file -> TESTS.matcher(Sources.code(file)).find())
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();
    }

    private static List<String> unbound(Collection<String> texts) {
        return contracts().stream().filter(contract -> {
            Pattern binding = Pattern.compile("extends\\s+" + contract + "\\b");
            return texts.stream().noneMatch(text -> binding.matcher(text).find());
        }).toList();
    }

    @Test
    void everyContractIsBoundToEveryStage() {
        for (Stage stage : Sources.PROJECT.stages()) {
            Path tests = stage.folder().resolve("src/test/java");
            List<String> texts = Sources.java(tests).stream().map(Sources::code).toList();
            assertEquals(List.of(), unbound(texts), "not bound in " + Sources.name(tests));
        }
    }

    @Test
    void everyContractIsBoundToTheServerThatIsChecked() {
        Path file = Sources.ROOT.resolve("lab/src/main/java/lab/checks/Checks.java");
        assertEquals(List.of(), unbound(List.of(Sources.code(file))), "not bound in " + Sources.name(file));
    }

    /** message.locale is the whole group again, so that each of its contracts is bound a second time. */
    @Test
    void everyMessageContractIsBoundInTurkishToo() {
        List<String> missing = new ArrayList<>(contracts());
        missing.removeIf(contract -> !contract.startsWith("Message"));
        for (Class<?> binding : Checks.all()) {
            if (binding.getSimpleName().endsWith("InTurkish")) missing.remove(binding.getSuperclass().getSimpleName());
        }
        assertEquals(List.of(), missing);
    }
}
