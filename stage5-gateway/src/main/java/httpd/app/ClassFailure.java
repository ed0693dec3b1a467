package httpd.app;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says in a line why a class could not be made use of. */
final class ClassFailure {
    private static final Pattern OTHER = Pattern.compile(".* \\(wrong name: (?<name>.*)\\)");

    private ClassFailure() {
    }

    /** What the Java machine has said of a class. */
    static LoadException of(String name, String type, Throwable failure) {
        if (failure instanceof ExceptionInInitializerError) {
            return thrown(name, "the static initialiser of the class " + type, type, failure);
        }
        if (failure instanceof UnsupportedClassVersionError) {
            return new LoadException(name, "the class " + type + " was compiled for a later Java than this one ("
                    + Runtime.version().feature() + ")");
        }
        if (failure instanceof NoClassDefFoundError && failure.getMessage() != null) {
            return missing(name, type, failure.getMessage().replace('/', '.'));
        }
        return new LoadException(name, "the class " + type + " cannot be loaded: " + failure);
    }

    private static LoadException missing(String name, String type, String which) {
        Matcher other = OTHER.matcher(which);
        if (other.matches()) { // the path leads into a package, or the file system does not mind the case
            return new LoadException(name, "looked for the class " + type + ", but its file holds " + other.group("name")
                    + "; --app-path must name the directory where the packages begin");
        }
        return new LoadException(name, "the class " + type + " needs " + which + ", which is neither on --app-path nor in the server");
    }

    static LoadException noCompiler(String name, Path file) {
        return new LoadException(name, "this Java (" + System.getProperty("java.home") + ") has no compiler. Run the server with a JDK, "
                + "or compile " + file + " elsewhere and name the class");
    }

    /** What the application's own code has thrown, and where. */
    static LoadException thrown(String name, String what, String type, Throwable failure) {
        Throwable first = failure instanceof ExceptionInInitializerError && failure.getCause() != null ? failure.getCause() : failure;
        String place = Stream.of(first.getStackTrace()).filter(frame -> frame.getClassName().startsWith(type)).findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber()).orElse("");
        return new LoadException(name, what + " has thrown " + first + place);
    }
}
