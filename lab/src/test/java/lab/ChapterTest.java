package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the chapters quote is what the sources say. */
class ChapterTest {
    private static final Pattern FENCE = Pattern.compile("```(\\S*) *(.*)");
    private static final Pattern SOURCE = Pattern.compile("file=(\\S+)|<!-- file: (\\S+) -->");
    private static final Pattern PAIR = Pattern.compile("(\\d) (\\d)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)|(?:src|href)=\"([^\"#]+)\"");

    /** A fenced block: where it is, its language, the words behind that, the line before it, and its lines. */
    private record Block(Path file, int line, String language, String words, String before, List<String> lines) {
        String where() {
            return Sources.name(file) + ":" + line;
        }
    }

    /** The front page, the chapters, and what stands beside a stage's examples and adapters. */
    private static List<Path> chapters() {
        return Sources.all().stream().filter(file -> Sources.name(file).matches("(?:stage.*/)?README\\.md")).toList();
    }

    private static List<Block> blocks(String language) {
        List<Block> blocks = new ArrayList<>();
        for (Path file : chapters()) {
            List<String> lines = Sources.lines(file);
            String before = "";
            for (int i = 0; i < lines.size(); i++) {
                Matcher fence = FENCE.matcher(lines.get(i).strip());
                if (fence.matches()) {
                    int end = i + 1;
                    while (end < lines.size() && !lines.get(end).strip().equals("```")) end++;
                    List<String> inside = lines.subList(i + 1, Math.min(end, lines.size()));
                    blocks.add(new Block(file, i + 1, fence.group(1), fence.group(2), before, inside));
                    i = end;
                }
                if (!lines.get(Math.min(i, lines.size() - 1)).isBlank()) before = lines.get(Math.min(i, lines.size() - 1));
            }
        }
        return blocks.stream().filter(block -> block.language().equals(language)).toList();
    }

    @Test
    void everyStageHasItsChapter() {
        assertEquals(List.of(), Sources.PROJECT.stages().stream().map(stage -> stage.folder().resolve("README.md"))
                .filter(chapter -> !Files.exists(chapter)).map(Sources::name).toList());
    }

    @Test
    void quotedJavaIsInTheFileItNames() {
        List<String> wrong = new ArrayList<>();
        for (Block block : blocks("java")) {
            Matcher source = SOURCE.matcher(block.words().contains("file=") ? block.words() : block.before());
            if (!source.find()) {
                wrong.add(block.where() + ": a block of Java must say where it is from: ```java file=stageN-name/src/...");
                continue;
            }
            Path file = Sources.ROOT.resolve(source.group(1) != null ? source.group(1) : source.group(2));
            if (!Files.exists(file)) {
                wrong.add(block.where() + ": there is no file " + Sources.name(file));
            } else if (!Quote.isIn(Sources.lines(file), block.lines())) {
                wrong.add(block.where() + ": this is not what " + Sources.name(file) + " says");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void quotedFiguresOfADiffAreThoseOfTheSources() {
        for (Block block : blocks("diffstat")) {
            Matcher pair = PAIR.matcher(block.words());
            assertEquals(true, pair.matches(), block.where() + ": a diffstat says between which stages: ```diffstat 1 2");
            Stage from = Sources.PROJECT.stage(Integer.parseInt(pair.group(1)));
            Stage to = Sources.PROJECT.stage(Integer.parseInt(pair.group(2)));
            Lesson lesson = Lesson.between(from, to);
            assertEquals(String.join("\n", lesson.stat()), String.join("\n", block.lines()),
                    block.where() + ": run ./stages diff " + pair.group() + " --stat");
        }
    }

    @Test
    void linksLeadSomewhere() {
        List<String> wrong = new ArrayList<>();
        for (Path file : chapters()) {
            LINK.matcher(Sources.text(file)).results().map(link -> link.group(1) != null ? link.group(1) : link.group(2))
                    .filter(link -> !link.matches("[a-z]+:.*"))
                    .filter(link -> !Files.exists(file.resolveSibling(link)))
                    .forEach(link -> wrong.add(Sources.name(file) + " links to " + link));
        }
        assertEquals(List.of(), wrong);
    }
}
