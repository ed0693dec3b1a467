package lab.twins;

import com.github.difflib.patch.PatchFailedException;
import com.github.difflib.unifieddiff.UnifiedDiff;
import com.github.difflib.unifieddiff.UnifiedDiffFile;
import com.github.difflib.unifieddiff.UnifiedDiffReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bug on purpose: a patch to a stage's sources with a few lines above it that say what it is.
 *
 * @param behaviour the row of the catalogue that it breaks
 * @param first the test to begin with, since it fails soonest; null if any will do
 * @param says the bug in a sentence
 * @param hint for who hunts it
 * @param diff what is different from the sources
 */
record Twin(String name, int bugClass, String behaviour, String first, String says, String hint, UnifiedDiff diff) {
    private static final Set<String> KEYS = Set.of("Twin", "Bug class", "Behaviour", "First", "Says", "Hint");

    static List<Twin> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".patch")).sorted().map(Twin::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Twin read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            UnifiedDiff diff = UnifiedDiffReader.parseUnifiedDiff(in);
            Map<String, String> said = said(diff.getHeader());
            String name = required(said, "Twin");
            if (!file.endsWith(name + ".patch")) throw new IllegalArgumentException("the twin must have the name of its file, not " + name);
            return new Twin(name, Integer.parseInt(required(said, "Bug class")), required(said, "Behaviour"), said.get("First"),
                    required(said, "Says"), required(said, "Hint"), diff);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> said(String header) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String line : header.strip().split("\n")) {
            String[] keyAndText = line.split(": ", 2);
            boolean known = keyAndText.length == 2 && KEYS.contains(keyAndText[0]);
            if (!known || said.put(keyAndText[0], keyAndText[1]) != null) throw new IllegalArgumentException("unknown or twice: " + line);
        }
        return said;
    }

    private static String required(Map<String, String> said, String key) {
        String text = said.get(key);
        if (text == null) throw new IllegalArgumentException("there is no line '" + key + ": …'");
        return text;
    }

    /** The folder of the stage that has the bug. */
    String stage() {
        List<String> stages = files().stream().map(file -> file.replaceFirst("/.*", "")).distinct().toList();
        if (stages.size() != 1) throw new IllegalArgumentException(name + " must be a patch of one stage, not of " + stages);
        return stages.get(0);
    }

    int stageNumber() {
        return Character.digit(stage().charAt("stage".length()), 10);
    }

    /** Changes the stage's sources below {@code root}. Lines may have moved, but they must be the same. */
    void applyBelow(Path root) throws IOException {
        for (UnifiedDiffFile file : diff.getFiles()) {
            Path source = root.resolve(file.getFromFile());
            try {
                if (!Files.exists(source)) throw new PatchFailedException("it is not there");
                List<String> changed = file.getPatch().applyFuzzy(Files.readAllLines(source), 0);
                Files.writeString(source, changed.stream().map(line -> line + "\n").collect(Collectors.joining()));
            } catch (PatchFailedException e) {
                throw new AssertionError("the twin " + name + " no longer applies to " + file.getFromFile() + ", whose lines have changed ("
                        + e.getMessage() + "); make the same bug in the new lines: " + says, e);
            }
        }
    }

    /** The files that it changes, by their paths from the root. */
    List<String> files() {
        return diff.getFiles().stream().map(UnifiedDiffFile::getFromFile).toList();
    }

    /** Whether another class than the changed one may have a copy of what it changes. */
    boolean changesAConstant() {
        return diff.getFiles().stream().flatMap(file -> file.getPatch().getDeltas().stream())
                .flatMap(delta -> Stream.concat(delta.getSource().getLines().stream(), delta.getTarget().getLines().stream()))
                .anyMatch(line -> line.matches("(?!.*\\bprivate\\b).*\\bstatic final\\b.*"));
    }

    /** The name of its test in a report. */
    @Override
    public String toString() {
        return name;
    }
}
