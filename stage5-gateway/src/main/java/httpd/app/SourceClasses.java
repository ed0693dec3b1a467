package httpd.app;

import httpd.gateway.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Chooses among the classes of one source file: the one that is named as the file, in whatever case, goes before the others. */
final class SourceClasses {
    private final String name;
    private final String file;
    private final List<Class<?>> classes = new ArrayList<>();

    /**
     * Takes the classes that are in no other class.
     *
     * @param name what the user has called the application
     * @param file the name of the file, without what it ends with
     */
    SourceClasses(String name, String file, CompiledClasses compiled) throws LoadException {
        this.name = name;
        this.file = file;
        for (String className : compiled.topLevel()) {
            try {
                classes.add(Class.forName(className, false, compiled));
            } catch (ClassNotFoundException | LinkageError e) {
                throw ClassFailure.of(name, className, e);
            }
        }
    }

    /** Returns the application of the class that goes first, or of the only one that has one. */
    Application application() throws LoadException {
        List<Class<?>> found = those(EntryPoint::isApplication);
        if (found.size() > 1 && !isNamedAsFile(found.get(0))) {
            throw new LoadException(name, "there are several applications: " + names(found) + "; name one of them, as in "
                    + name + ":" + found.get(0).getSimpleName());
        }
        if (found.isEmpty() && classes.size() != 1) {
            throw new LoadException(name, "looked for a class that implements " + Application.class.getName() + " or has a static member "
                    + EntryPoint.DEFAULT_MEMBER + "; there is none" + (classes.isEmpty() ? "" : " among " + names(classes)));
        }
        return entry(found.isEmpty() ? classes.get(0) : found.get(0)).application();
    }

    /** Returns the application that is a static member with this name, of whichever class, or that is the class of this name. */
    Application member(String member) throws LoadException {
        List<Class<?>> having = those(entry -> entry.has(member));
        List<Class<?>> called = classes.stream().filter(type -> type.getSimpleName().equals(member)).toList();
        if (!having.isEmpty()) {
            return entry(having.get(0)).member(member);
        }
        if (!called.isEmpty()) {
            return entry(called.get(0)).application();
        }
        if (classes.size() == 1) {
            return entry(classes.get(0)).member(member);
        }
        throw new LoadException(name, "looked for a class " + member + ", or a static member " + member + " that is an Application, "
                + "returns one, or takes a Request and returns a Response; there is none in " + names(classes));
    }

    /** The one that is named as the file is the first of them, if it is one of them. */
    private List<Class<?>> those(Predicate<EntryPoint> wanted) throws LoadException {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : classes) {
            try {
                if (wanted.test(entry(type))) {
                    found.add(isNamedAsFile(type) ? 0 : found.size(), type);
                }
            } catch (LinkageError e) {
                throw ClassFailure.of(name, type.getName(), e);
            }
        }
        return found;
    }

    private boolean isNamedAsFile(Class<?> type) {
        return type.getSimpleName().equalsIgnoreCase(file);
    }

    private EntryPoint entry(Class<?> type) {
        return new EntryPoint(name, type);
    }

    private static String names(List<Class<?>> types) {
        return String.join(", ", types.stream().map(Class::getName).toList());
    }
}
