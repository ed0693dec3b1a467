package lab;

import behaviours.Behaviour;
import behaviours.Catalogue;
import behaviours.Counts;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.checks.Checks;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** The behaviours that were asked for: ids, or groups of them. */
record Selection(Set<String> wanted) {

    /** @param words ids or groups with commas between them; null for all */
    static Selection of(String words) {
        Set<String> ids = Catalogue.rows().stream().map(Catalogue.Row::id).collect(Collectors.toCollection(LinkedHashSet::new));
        if (words == null) return new Selection(ids);
        Set<String> wanted = new LinkedHashSet<>();
        for (String word : words.split(",")) {
            List<String> found = ids.stream().filter(id -> id.equals(word.strip()) || id.startsWith(word.strip() + ".")).toList();
            if (found.isEmpty()) {
                throw Failure.usage("there is no behaviour " + word.strip() + question(word.strip(), ids));
            }
            wanted.addAll(found);
        }
        return new Selection(wanted);
    }

    private static String question(String word, Set<String> ids) {
        return Nearest.question(word, Stream.concat(ids.stream(), ids.stream().map(id -> id.substring(0, id.indexOf('.')))).toList());
    }

    List<Catalogue.Row> rows() {
        return Catalogue.rows().stream().filter(row -> wanted.contains(row.id())).toList();
    }

    boolean includes(TestDescriptor test) {
        Optional<TestSource> container = test.getParent().flatMap(TestDescriptor::getSource);
        return !test.isTest() || id(test.getSource(), container).filter(wanted::contains).isPresent();
    }

    /** The behaviour that a test is evidence for. */
    static Optional<String> id(Optional<TestSource> source, Optional<TestSource> container) {
        if (!(source.orElse(null) instanceof MethodSource method)) return Optional.empty();
        Class<?> binding = container.orElse(null) instanceof ClassSource bound ? bound.getJavaClass() : method.getJavaClass();
        return id(binding, method.getJavaMethod());
    }

    private static Optional<String> id(Class<?> binding, Method method) {
        Counts counts = binding.getAnnotation(Counts.class);
        if (counts != null) return Optional.of(counts.value());
        return Optional.ofNullable(method.getAnnotation(Behaviour.class)).map(Behaviour::value);
    }

    /** The bindings that have a test among the wanted ones, in the order of the catalogue. */
    List<Class<?>> bindings(Column column) {
        List<String> order = List.copyOf(wanted);
        return Checks.all().stream()
                .filter(binding -> column.repeatsGroups() || !binding.isAnnotationPresent(Counts.class))
                .filter(binding -> first(order, binding) < order.size())
                .sorted(Comparator.comparing(binding -> first(order, binding)))
                .toList();
    }

    private static int first(List<String> order, Class<?> binding) {
        return Arrays.stream(binding.getMethods()).flatMap(method -> id(binding, method).stream())
                .mapToInt(order::indexOf).filter(at -> at >= 0).min().orElse(order.size());
    }
}
