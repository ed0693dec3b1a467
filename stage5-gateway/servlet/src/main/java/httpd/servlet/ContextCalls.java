package httpd.servlet;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The surroundings that all requests share: {@link ServletContext}. There are no files around a servlet here. */
final class ContextCalls implements Calls {
    private static final int MAJOR_VERSION = 6;

    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();

    @Override
    public Object call(String method, Object[] args) {
        return switch (method) {
            case "getAttribute" -> attributes.get((String) args[0]);
            case "getAttributeNames" -> Collections.enumeration(attributes.keySet());
            case "setAttribute" -> set((String) args[0], args[1]);
            case "removeAttribute" -> set((String) args[0], null);
            case "getInitParameterNames" -> Collections.emptyEnumeration();
            case "getInitParameter", "getResource", "getResourceAsStream", "getResourcePaths", "getRealPath", "getMimeType",
                    "getRequestDispatcher", "getNamedDispatcher", "getRequestCharacterEncoding", "getResponseCharacterEncoding" -> null;
            case "getContextPath" -> ""; // where it is mounted is said with each request
            case "getServletContextName", "getServerInfo", "getVirtualServerName" -> "stages";
            case "getMajorVersion", "getEffectiveMajorVersion" -> MAJOR_VERSION;
            case "getMinorVersion", "getEffectiveMinorVersion" -> 0;
            case "getClassLoader" -> loader;
            case "log" -> log(args);
            default -> NOT_HERE;
        };
    }

    private Object set(String name, Object value) {
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
        return null;
    }

    private static Object log(Object[] args) {
        System.err.println(args.length == 1 ? args[0] : args[0] + ": " + args[1]);
        return null;
    }
}
