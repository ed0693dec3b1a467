package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the work tree, as the tests of its rules read them. */
final class Sources {
    static final Project PROJECT = Project.here();
    static final Path ROOT = PROJECT.root();

    private Sources() {
    }

    /** Everything but what is built, hidden or private to a tool; the few hidden files that belong to the project are listed by name. */
    static List<Path> all() {
        Stream<Path> hidden = Stream.of(".ci/run", ".editorconfig", ".gitattributes", ".gitignore").map(ROOT::resolve);
        return Stream.concat(below(ROOT), hidden).toList();
    }

    static List<Path> java(Path folder) {
        return below(folder).filter(file -> file.toString().endsWith(".java")).toList();
    }

    private static Stream<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) return Stream.of();
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith(".") && !entry.endsWith("target")).sorted().toList()
                    .stream().flatMap(entry -> Files.isDirectory(entry) ? below(entry) : Stream.of(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Java text without its comments and without what stands between quotes. */
    static String code(Path file) {
        return text(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("\"(?:\\\\.|[^\"\\\\\n])*\"", "\"\"").replaceAll("//[^\n]*", "");
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
