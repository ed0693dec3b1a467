package httpd.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Where the classes of applications are looked for: directories, jars, and of {@code lib/*} every jar, separated as in any class path. */
final class AppPath {
    private static final String OPTION = "--app-path";
    private static final String SUFFIX = ".class";
    private static final int MOST_NAMES = 20_000;

    private final String text;
    private final List<Path> entries = new ArrayList<>();

    private AppPath(String text) {
        this.text = text;
    }

    /**
     * Reads a path.
     *
     * @throws LoadException if a part of it is not there, which is seldom meant so
     */
    static AppPath of(String text) throws LoadException {
        AppPath path = new AppPath(text);
        for (String entry : text.split(File.pathSeparator)) {
            try {
                path.add(entry);
            } catch (IOException | InvalidPathException e) {
                throw new LoadException(OPTION, "'" + entry + "' cannot be read: " + e);
            }
        }
        return path;
    }

    private void add(String entry) throws IOException, LoadException {
        boolean all = entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*");
        Path path = Path.of(all ? entry.substring(0, entry.length() - 1) : entry);
        if (all) {
            entries.addAll(jars(entry, path));
        } else if (Files.isDirectory(path)) {
            entries.add(path);
        } else if (Files.isRegularFile(path)) {
            new JarFile(path.toFile()).close(); // a class loader would say nothing, and find nothing in it
            entries.add(path);
        } else {
            throw new LoadException(OPTION, "there is no '" + entry + "'");
        }
    }

    private static List<Path> jars(String entry, Path directory) throws IOException, LoadException {
        if (!Files.isDirectory(directory)) {
            throw new LoadException(OPTION, "there is no directory for '" + entry + "'");
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    List<Path> entries() {
        return entries;
    }

    URL[] urls() {
        return entries.stream().map(AppPath::url).toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the names of the classes that are there, for whoever has not found his; not all of them if there are very many. */
    List<String> classes() {
        List<String> names = new ArrayList<>();
        for (Path entry : entries) {
            try {
                names.addAll(Files.isDirectory(entry) ? inDirectory(entry) : inJar(entry));
            } catch (IOException | UncheckedIOException e) {
                continue; // it is for a hint, and a hint may miss some
            }
        }
        return names;
    }

    private static List<String> inDirectory(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return classes(files.map(file -> root.relativize(file).toString().replace(File.separatorChar, '/')));
        }
    }

    private static List<String> inJar(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return classes(jar.stream().map(JarEntry::getName));
        }
    }

    private static List<String> classes(Stream<String> files) {
        return files.limit(MOST_NAMES).filter(name -> name.endsWith(SUFFIX) && !name.contains("$"))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()).replace('/', '.')).toList();
    }

    /** As the user has written it. */
    @Override
    public String toString() {
        return text;
    }
}
