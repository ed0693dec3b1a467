package httpd.app;

import java.util.List;
import java.util.Map;

/** The classes of one compiled source file. When the last application of them is gone, so are they. */
final class CompiledClasses extends ClassLoader {
    private final Map<String, byte[]> classes;

    CompiledClasses(Map<String, byte[]> classes, ClassLoader parent) {
        super(parent);
        this.classes = classes;
    }

    /** Returns the names of the classes that are in no other class, in the order of the source. */
    List<String> topLevel() {
        return classes.keySet().stream().filter(name -> !name.contains("$")).toList();
    }

    /** What was compiled comes first: a class of the same name that lies on the path is an older one. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (!classes.containsKey(name)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
