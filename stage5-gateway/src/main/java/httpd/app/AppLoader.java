package httpd.app;

import httpd.config.Nearest;
import httpd.gateway.Application;
import java.io.File;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Loads an application by its name:
 *
 * <pre>
 *   com.example.App           a class that implements Application, or has a static member app
 *   com.example.App::member   a static field, a static method that makes an application, or a static Response member(Request)
 *   hello.java                a source file with such a class, compiled in memory
 *   hello.java:member         such a member of a class in it, or a class in it
 * </pre>
 */
public final class AppLoader {
    private static final String IDENTIFIER = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
    private static final String SUFFIX = ".java";
    private static final Pattern SOURCE = Pattern.compile("(?<file>.+\\.java)(:(?<member>" + IDENTIFIER + "))?");
    private static final Pattern CLASS = Pattern.compile(
            "(?<class>" + IDENTIFIER + "(\\." + IDENTIFIER + ")*)(?<!\\.java)(::(?<member>" + IDENTIFIER + "))?");

    private final AppPath path;
    private final Supplier<SourceCompiler> compiler;
    private final boolean reload;
    private final ClassLoader classes;

    /**
     * @param compiler is asked for when there is something to compile: a small Java may lack its very classes
     * @param reload whether an application from a source file follows what is changed there
     */
    AppLoader(AppPath path, Supplier<SourceCompiler> compiler, boolean reload) {
        this.path = path;
        this.compiler = compiler;
        this.reload = reload;
        classes = new URLClassLoader(path.urls(), AppLoader.class.getClassLoader());
    }

    /**
     * Loads an application.
     *
     * @throws LoadException if it cannot be had; the message says what was looked for, and what may have been meant
     */
    Application load(String name) throws LoadException {
        Matcher source = SOURCE.matcher(name);
        Matcher named = CLASS.matcher(name);
        if (source.matches()) {
            Path file = file(name, source.group("file"));
            String member = source.group("member");
            return reload ? new Reload(file, () -> compiled(name, file, member)) : compiled(name, file, member);
        } else if (named.matches()) {
            return InContext.run(classes, () -> fromClass(name, named.group("class"), named.group("member")));
        }
        throw new LoadException(name, "an application is one of " + String.join(", ", Applications.SHIPPED)
                + ", or has a name such as com.example.App, com.example.App::member, hello.java or hello.java:member" + meant(name));
    }

    /** Of two ways to name a member, one may have been taken for the other. */
    private static String meant(String name) {
        String other = name.contains(".java::") ? name.replace("::", ":") : name.replaceFirst("(?<!:):(?!:)", "::");
        if (new File(name + SUFFIX).isFile()) {
            other = name + SUFFIX;
        }
        boolean right = SOURCE.matcher(other).matches() || CLASS.matcher(other).matches();
        String shipped = Nearest.question(name.replaceFirst(":.*", ""), Applications.SHIPPED);
        return shipped.isEmpty() && right ? "; did you mean '" + other + "'?" : shipped;
    }

    private Application fromClass(String name, String className, String member) throws LoadException {
        Class<?> type;
        try {
            type = Class.forName(className, true, classes);
        } catch (ClassNotFoundException e) {
            throw new LoadException(name, "looked for the class " + className + " in '" + path + "' (--app-path); there is none"
                    + nearClass(className));
        } catch (LinkageError e) {
            throw ClassFailure.of(name, className, e);
        }
        return new InContext(application(name, type, member), classes);
    }

    private String nearClass(String className) {
        List<String> names = new ArrayList<>(Applications.SHIPPED);
        names.addAll(sources(Path.of("")));
        names.addAll(path.classes());
        return Nearest.question(className, names);
    }

    private static Application application(String name, Class<?> type, String member) throws LoadException {
        EntryPoint entry = new EntryPoint(name, type);
        try {
            return member == null ? entry.application() : entry.member(member);
        } catch (LinkageError e) { // a class that is missing may be seen as late as here
            throw ClassFailure.of(name, type.getName(), e);
        }
    }

    private static Path file(String name, String text) throws LoadException {
        try {
            Path file = Path.of(text);
            if (Files.isRegularFile(file)) {
                return file;
            }
            throw new LoadException(name, Files.exists(file) ? file + " is no file" : "there is no file " + file + nearFile(file));
        } catch (InvalidPathException e) {
            throw new LoadException(name, "this is no path: " + e.getMessage());
        }
    }

    private static String nearFile(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return Files.isDirectory(directory) ? Nearest.question(file.getFileName().toString(), sources(directory))
                : ", nor a directory " + directory;
    }

    private static List<String> sources(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX)).toList();
        } catch (IOException e) {
            return List.of(); // they are for a hint
        }
    }

    /** Compiles and loads; every time with a class loader of its own. */
    private Application compiled(String name, Path file, String member) throws LoadException {
        CompiledClasses compiled = new CompiledClasses(bytes(name, file), classes);
        return InContext.run(compiled, () -> new InContext(fromSource(name, file, member, compiled), compiled));
    }

    private Map<String, byte[]> bytes(String name, Path file) throws LoadException {
        try {
            return compiler.get().compile(name, file, path);
        } catch (NoClassDefFoundError e) {
            throw ClassFailure.noCompiler(name, file);
        }
    }

    private static Application fromSource(String name, Path file, String member, CompiledClasses compiled) throws LoadException {
        String fileName = file.getFileName().toString();
        SourceClasses classes = new SourceClasses(name, fileName.substring(0, fileName.length() - SUFFIX.length()), compiled);
        return member == null ? classes.application() : classes.member(member);
    }
}
