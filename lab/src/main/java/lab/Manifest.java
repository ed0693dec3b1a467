package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plan of the course: for each pair of neighbouring stages, what happens to every file, and what the reader learns from it. */
record Manifest(Path file, List<Step> steps) {
    static final String FILE = "lab/stages.manifest";
    private static final Pattern STEP = Pattern.compile("step (\\d) (\\d) {2,}(\\S.*)");
    private static final Pattern ENTRY = Pattern.compile("(\\w+) +(\\S+)(?: +(\\S.*))?");

    enum Fate { SAME, CHANGED, NEW, GONE }

    /** @param path below {@code src/main}, with slashes */
    record Entry(Fate fate, String path, String sentence) {
    }

    /** @param idea what changes between the two stages, in one sentence */
    record Step(int from, int to, String idea, Map<String, Entry> entries) {
    }

    static Manifest read(Path file) {
        try {
            return parse(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifest parse(Path file, List<String> lines) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            if (line.isEmpty() || line.startsWith("#")) continue;
            String where = file + ":" + (i + 1) + ": ";
            Matcher step = STEP.matcher(line);
            if (step.matches()) {
                steps.add(new Step(Integer.parseInt(step.group(1)), Integer.parseInt(step.group(2)), step.group(3), new LinkedHashMap<>()));
                continue;
            }
            if (steps.isEmpty()) throw Failure.failed(where + "before the first file there must be a line 'step A B  sentence'");
            Entry entry = entry(where, line);
            if (steps.get(steps.size() - 1).entries().put(entry.path(), entry) != null) {
                throw Failure.failed(where + entry.path() + " is named twice");
            }
        }
        return new Manifest(file, List.copyOf(steps));
    }

    private static Entry entry(String where, String line) {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) throw Failure.failed(where + "not 'same|changed|new|gone  path  sentence': " + line);
        Fate fate = Arrays.stream(Fate.values()).filter(known -> Text.lower(known).equals(entry.group(1)))
                .findFirst().orElseThrow(() -> Failure.failed(where + "'" + entry.group(1) + "' is none of same, changed, new, gone"));
        String sentence = entry.group(3) == null ? "" : entry.group(3);
        if (sentence.isEmpty() != (fate == Fate.SAME)) {
            throw Failure.failed(where + (fate == Fate.SAME ? "a file that stays the same needs no sentence"
                    : "say in a sentence what the reader learns from " + entry.group(2)));
        }
        return new Entry(fate, entry.group(2), sentence);
    }

    Optional<Step> step(int from, int to) {
        return steps.stream().filter(step -> step.from() == from && step.to() == to).findFirst();
    }
}
