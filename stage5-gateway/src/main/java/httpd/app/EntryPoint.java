package httpd.app;

import httpd.config.Nearest;
import httpd.gateway.Application;
import httpd.http.Request;
import httpd.http.Response;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the application in a class: the class itself, a static field, a static method that makes one, or one that answers requests. */
final class EntryPoint {
    static final String DEFAULT_MEMBER = "app";

    private final String name;
    private final Class<?> type;

    /** @param name what the user has called the application */
    EntryPoint(String name, Class<?> type) {
        this.name = name;
        this.type = type;
    }

    /** Tells whether the class is an application or has one, without running any of its code. */
    boolean isApplication() {
        return Application.class.isAssignableFrom(type) || has(DEFAULT_MEMBER);
    }

    /** Tells whether a static member of this name is an application, without running any of its code. */
    boolean has(String member) {
        return !members(member).isEmpty();
    }

    /** Makes the application that the class is, or takes the one that its static member {@code app} is. */
    Application application() throws LoadException {
        if (Application.class.isAssignableFrom(type)) {
            return made();
        }
        if (!has(DEFAULT_MEMBER)) {
            throw new LoadException(name, "looked for an application, but " + shown() + " neither implements " + Application.class.getName()
                    + " nor has a static member " + DEFAULT_MEMBER + question(DEFAULT_MEMBER));
        }
        return member(DEFAULT_MEMBER);
    }

    /** Takes the application that a static member is. */
    Application member(String member) throws LoadException {
        Optional<Field> field = Stream.of(type.getDeclaredFields()).filter(each -> each.getName().equals(member)).findFirst();
        if (field.isPresent() && isStatic(field.get().getModifiers())) {
            return value(field.get());
        }
        List<Method> methods = Stream.of(type.getDeclaredMethods()).filter(each -> each.getName().equals(member)).toList();
        for (Method method : methods) {
            if (isFactory(method)) {
                return made(method);
            }
            if (isHandler(method)) {
                return handler(method);
            }
        }
        throw new LoadException(name, "looked for a static member " + member + " of " + shown() + " that is an Application, returns one, "
                + "or takes a Request and returns a Response; " + found(member, field.isPresent(), methods));
    }

    private String found(String member, boolean field, List<Method> methods) {
        boolean isThere = methods.stream().anyMatch(method -> isStatic(method.getModifiers()));
        if (isThere) {
            return "there is only " + methods.get(0).toGenericString();
        }
        return (field || !methods.isEmpty() ? "there is one, but it is not static" : "there is none") + question(member);
    }

    private String question(String member) {
        List<String> others = members(null).stream().filter(other -> !other.equals(member)).toList();
        String near = Nearest.question(member, others);
        return near.isEmpty() && !others.isEmpty() ? "; it has " + String.join(", ", others) : near;
    }

    /** Returns the names of the static members that are applications, or of those with this name. */
    private List<String> members(String wanted) {
        Stream<String> fields = Stream.of(type.getDeclaredFields())
                .filter(field -> isStatic(field.getModifiers()) && Application.class.isAssignableFrom(field.getType())).map(Field::getName);
        Stream<String> methods = Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && (isFactory(method) || isHandler(method))).map(Method::getName);
        return Stream.concat(fields, methods).filter(each -> wanted == null || each.equals(wanted)).distinct().toList();
    }

    private static boolean isFactory(Method method) {
        return isStatic(method.getModifiers()) && Application.class.isAssignableFrom(method.getReturnType())
                && method.getParameterCount() == 0;
    }

    private static boolean isHandler(Method method) {
        return isStatic(method.getModifiers()) && Response.class.isAssignableFrom(method.getReturnType())
                && List.of(method.getParameterTypes()).equals(List.of(Request.class));
    }

    private static boolean isStatic(int modifiers) {
        return Modifier.isStatic(modifiers);
    }

    private Application made() throws LoadException {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new LoadException(name, shown() + " is abstract, so no application can be made of it");
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Application) constructor.newInstance();
        } catch (NoSuchMethodException e) {
            throw new LoadException(name, shown() + " has no constructor without parameters; a static member " + DEFAULT_MEMBER
                    + " may call another one");
        } catch (InvocationTargetException e) {
            throw failed("the constructor of " + shown(), e.getCause());
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            throw ClassFailure.of(name, type.getName(), e);
        }
    }

    private Application value(Field field) throws LoadException {
        try {
            field.setAccessible(true);
            return application(field.get(null), "the field " + field.getName() + " of " + shown());
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            throw ClassFailure.of(name, type.getName(), e);
        }
    }

    private Application made(Method method) throws LoadException {
        String what = "the method " + method.getName() + " of " + shown();
        try {
            method.setAccessible(true);
            return application(method.invoke(null), what);
        } catch (InvocationTargetException e) {
            throw failed(what, e.getCause());
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            throw ClassFailure.of(name, type.getName(), e);
        }
    }

    private Application application(Object value, String what) throws LoadException {
        if (value instanceof Application application) {
            return application;
        }
        throw new LoadException(name, what + " is no Application but " + (value == null ? "null" : "a " + value.getClass().getName()));
    }

    private static Application handler(Method method) {
        method.setAccessible(true);
        return request -> {
            try {
                return (Response) method.invoke(null, request);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw (Exception) e.getCause();
            }
        };
    }

    private LoadException failed(String what, Throwable failure) {
        return ClassFailure.thrown(name, what, type.getName(), failure);
    }

    private String shown() {
        return "the class " + type.getName();
    }
}
