package lab;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import lab.Manifest.Fate;

/** What really differs between the sources of two stages. */
record Lesson(Stage from, Stage to, List<Change> changes) {
    private static final int CONTEXT = 3;

    /** One file that is in at least one of the two, with the lines that came and went. */
    record Change(String path, Fate fate, int added, int removed, List<String> diff) {
    }

    static Lesson between(Stage from, Stage to) {
        TreeMap<String, Path> before = files(from.main());
        TreeMap<String, Path> after = files(to.main());
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (String path : paths) changes.add(change(path, from, before.get(path), to, after.get(path)));
        return new Lesson(from, to, changes);
    }

    private static Change change(String path, Stage from, Path before, Stage to, Path after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        Patch<String> patch = DiffUtils.diff(old, now);
        int added = patch.getDeltas().stream().map(AbstractDelta::getTarget).mapToInt(chunk -> chunk.size()).sum();
        int removed = patch.getDeltas().stream().map(AbstractDelta::getSource).mapToInt(chunk -> chunk.size()).sum();
        Fate fate = before == null ? Fate.NEW : after == null ? Fate.GONE : identical(before, after) ? Fate.SAME : Fate.CHANGED;
        String oldName = before == null ? "/dev/null" : from.folder().getFileName() + "/src/main/" + path;
        String newName = after == null ? "/dev/null" : to.folder().getFileName() + "/src/main/" + path;
        return new Change(path, fate, added, removed, UnifiedDiffUtils.generateUnifiedDiff(oldName, newName, old, patch, CONTEXT));
    }

    /** The files below a folder by their path, written with slashes. */
    static TreeMap<String, Path> files(Path folder) {
        TreeMap<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) return files;
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static boolean identical(Path a, Path b) {
        try {
            return Files.mismatch(a, b) == -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return file == null ? List.of() : Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line for each file that is not the same, and one for all of them. */
    List<String> stat() {
        List<Change> different = changes.stream().filter(change -> change.fate() != Fate.SAME).toList();
        int width = different.stream().mapToInt(change -> change.path().length()).max().orElse(0);
        List<String> stat = new ArrayList<>();
        for (Change change : different) {
            stat.add(String.format("%-" + (width + 2) + "s%-8s%7s%7s", change.path(), Text.lower(change.fate()),
                    change.added() == 0 ? "" : "+" + change.added(), change.removed() == 0 ? "" : "-" + change.removed()).stripTrailing());
        }
        stat.add(String.format("%s: %d changed, %d new, %d gone; +%d -%d", Text.count(different.size(), "file"),
                count(Fate.CHANGED), count(Fate.NEW), count(Fate.GONE),
                different.stream().mapToInt(Change::added).sum(), different.stream().mapToInt(Change::removed).sum()));
        return stat;
    }

    long count(Fate fate) {
        return changes.stream().filter(change -> change.fate() == fate).count();
    }
}
