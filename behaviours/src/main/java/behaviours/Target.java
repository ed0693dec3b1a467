package behaviours;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A server to test: how to start it and which stage's promises it is held to.
 *
 * @param name the column of the matrix
 * @param command the words of the command line, without the port
 * @param jvm options for the Java machine that runs it
 * @param foreign whether somebody else wrote it: it is told its port in place of {@code {port}} and prints no ready line
 * @param variant the options that make it another way to run its stage than the default; empty for the default
 */
public record Target(String name, int stage, List<String> command, List<String> jvm, boolean foreign, String variant) {
    private static final String PORT = "{port}";
    /** A server that lives for a few tests starts faster with the small compiler and the small collector. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

    public Target {
        command = List.copyOf(command);
        jvm = List.copyOf(jvm);
        if (command.isEmpty()) throw new IllegalArgumentException("a server needs a command to start it");
    }

    public Target(String name, int stage, List<String> command, List<String> jvm, boolean foreign) {
        this(name, stage, command, jvm, foreign, "");
    }

    /** A stage of our own: its classes and main class, or its runnable jar and null. */
    public static Target stage(int n, String name, Path classesOrJar, String mainClass) {
        if (mainClass != null) return stage(n, name, List.of(classesOrJar), mainClass);
        return new Target(name, n, List.of(java(), "-jar", classesOrJar.toString()), QUICK, false);
    }

    /** A stage of our own whose classes need libraries. */
    public static Target stage(int n, String name, List<Path> classPath, String mainClass) {
        String paths = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return new Target(name, n, List.of(java(), "-cp", paths, mainClass), QUICK, false);
    }

    /** Anybody's server, in any language; words are split at blanks, quotes keep them together, no shell is involved. */
    public static Target foreign(String commandLine, int asStage) {
        if (!commandLine.contains(PORT)) {
            throw new IllegalArgumentException("the command must say where the port goes: write {port} in it, as in"
                    + " \"python3 my.py {port}\"; got: " + commandLine);
        }
        return new Target(commandLine, asStage, words(commandLine), List.of(), true);
    }

    public Target options(String... more) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(Arrays.asList(more));
        return new Target(name, stage, longer, jvm, foreign, variant);
    }

    public Target jvm(String... options) {
        List<String> more = new ArrayList<>(jvm);
        more.addAll(Arrays.asList(options));
        return new Target(name, stage, command, more, foreign, variant);
    }

    public Target named(String other) {
        return new Target(other, stage, command, jvm, foreign, variant);
    }

    /** Another way to run the same stage, with a column of its own; what the stage must not do yet binds only its default. */
    public Target variant(String other, String... options) {
        Target started = options(options);
        String all = (variant + " " + String.join(" ", options)).strip();
        return new Target(other, stage, started.command(), jvm, foreign, all);
    }

    /** The same server, which is not told its port and not expected to print a ready line. */
    public Target silent() {
        return new Target(name, stage, command, jvm, true, variant);
    }

    /** The same server behind a shell command such as {@code ulimit -n 64}; the server takes the shell's place, and so its pid. */
    public Target shell(String prefix) {
        List<String> wrapped = new ArrayList<>(List.of("sh", "-c", prefix + "; exec \"$@\"", "sh"));
        wrapped.addAll(command);
        return new Target(name, stage, wrapped, jvm, foreign, variant);
    }

    public boolean isVariant() {
        return !variant.isEmpty();
    }

    /** The words to start it with, the port put where this server takes it from. */
    List<String> words(int port) {
        List<String> words = new ArrayList<>(command);
        if (foreign) {
            words.replaceAll(word -> word.replace(PORT, Integer.toString(port)));
            return words;
        }
        for (int i = 0; i < words.size(); i++) {
            if (isJava(words.get(i))) {
                words.addAll(i + 1, jvm);
                break;
            }
        }
        if (!command.contains("--port")) words.addAll(List.of("--port", Integer.toString(port)));
        return words;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static boolean isJava(String word) {
        return word.equals(java()) || word.equals("java") || word.endsWith("/java") && Files.isExecutable(Path.of(word));
    }

    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (char c : line.toCharArray()) {
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                if (word == null) word = new StringBuilder();
            } else if (quote == 0 && c == ' ') {
                if (word != null) words.add(word.toString());
                word = null;
            } else {
                if (word == null) word = new StringBuilder();
                word.append(c);
            }
        }
        if (quote != 0) throw new IllegalArgumentException("a quote is not closed: " + line);
        if (word != null) words.add(word.toString());
        return words;
    }
}
