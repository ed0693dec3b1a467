package behaviours;

import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Set;

/**
 * The marks of one contract method, as the class that binds it to a server sees them.
 *
 * @param binding simple name of the class that binds the contract
 * @param test contract class and method
 * @param early why earlier stages may satisfy it; empty if they must not
 */
record Mark(String binding, String test, String id, int since, String early, Set<Route> needs) {

    static Mark of(Class<?> binding, Method method) {
        String test = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        Behaviour behaviour = method.getAnnotation(Behaviour.class);
        if (behaviour == null) throw new IllegalStateException(test + " says by no @Behaviour what it is evidence for");
        Since since = since(method);
        if (since == null) throw new IllegalStateException(test + " says by no @Since from which stage on it holds");
        Counts counts = binding.getAnnotation(Counts.class);
        Set<Route> needs = EnumSet.noneOf(Route.class);
        add(needs, method.getAnnotation(Needs.class));
        add(needs, method.getDeclaringClass().getAnnotation(Needs.class));
        return new Mark(binding.getSimpleName(), test, counts == null ? behaviour.value() : counts.value(),
                since.value(), since.early(), needs);
    }

    static Since since(Method method) {
        Since own = method.getAnnotation(Since.class);
        return own != null ? own : method.getDeclaringClass().getAnnotation(Since.class);
    }

    private static void add(Set<Route> needs, Needs more) {
        if (more != null) needs.addAll(Set.of(more.value()));
    }
}
