package httpd.servlet;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * What is behind an interface of the servlet API, in one switch over the names of its methods. These interfaces have 172 methods, of
 * which a framework calls some forty; the rest says that it is not there, and which one it was.
 */
@FunctionalInterface
interface Calls {
    /** For a method that is not in the switch. */
    Object NOT_HERE = new Object();

    /** Returns what the method returns, null from one that returns nothing, or {@link #NOT_HERE}. */
    Object call(String method, Object[] args) throws Exception;

    /** Makes an object with this interface. */
    static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, args) -> called(calls, type, proxy, method, args == null ? new Object[0] : args)));
    }

    private static Object called(Calls calls, Class<?> type, Object proxy, Method method, Object[] args) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == args[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> type.getSimpleName() + " of the bridge";
            };
        }
        Object result = calls.call(method.getName(), args);
        if (result != NOT_HERE) {
            return result;
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, args);
        }
        throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName() + " is not in this bridge");
    }
}
