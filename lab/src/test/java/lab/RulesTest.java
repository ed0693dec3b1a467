package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may depend on what, and how long a file may be. */
class RulesTest {
    /** For what a student reads, and for the rest. */
    private static final int LONGEST_STAGE_FILE = 250;
    private static final int LONGEST_FILE = 300;
    private static final int LONGEST_LINE = 140;
    private static final Map<String, Set<String>> BUILT_ON = Map.of("http", Set.of(), "config", Set.of("http"),
            "gateway", Set.of("http"), "site", Set.of("http", "gateway"), "cgi", Set.of("http", "gateway"),
            "app", Set.of("http", "gateway"));
    /** The one class that makes an application of all that the configuration names. */
    private static final String PUTS_TOGETHER = "app/Applications.java";
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>.*?</dependency>");
    private static final Pattern TEXT = Pattern.compile(".*\\.(java|xml|md|txt|json|ya?ml|properties|manifest|svg|html|css|js|patch)");

    /** What a package of the servers is built on; the protocol knows neither the architecture nor the application. */
    @Test
    void aPackageKnowsOnlyWhatItIsBuiltOn() {
        List<String> found = new ArrayList<>();
        for (Stage stage : Sources.PROJECT.stages()) {
            BUILT_ON.forEach((name, others) -> {
                for (Path file : Sources.java(stage.main().resolve("java/httpd").resolve(name))) {
                    if (file.endsWith(PUTS_TOGETHER)) continue;
                    used(file).filter(used -> !used.startsWith(name + ".") && !others.contains(used.replaceFirst("\\..*", "")))
                            .filter(used -> !used.equals("config.Nearest"))
                            .forEach(used -> found.add(Sources.name(file) + " uses httpd." + used));
                }
            });
        }
        assertEquals(List.of(), found);
    }

    /** The names below {@code httpd} in a file's code, but for its own package. */
    private static Stream<String> used(Path file) {
        return Pattern.compile("(?<!package )\\bhttpd\\.(\\w[\\w.*]*)").matcher(Sources.code(file)).results().map(name -> name.group(1));
    }

    /** Only the applications that it has a server load know the contract; it is the server that compiles them. */
    @Test
    void theSuiteNamesNoStage() {
        List<String> found = new ArrayList<>();
        List<String> names = Sources.PROJECT.stages().stream().map(stage -> stage.folder().getFileName().toString()).toList();
        Pattern imports = Pattern.compile("(?m)^import (?:static )?(?:httpd|lab)\\..*");
        for (Path file : Sources.java(Sources.ROOT.resolve("behaviours"))) {
            String text = Sources.text(file);
            Stream.concat(names.stream().filter(text::contains),
                    imports.matcher(text).results().map(MatchResult::group)
                            .filter(name -> !Sources.name(file).startsWith("behaviours/src/main/resources/")))
                    .forEach(name -> found.add(Sources.name(file) + " names " + name));
        }
        names.stream().filter(Sources.text(Sources.ROOT.resolve("behaviours/pom.xml"))::contains)
                .forEach(name -> found.add("behaviours/pom.xml names " + name));
        assertEquals(List.of(), found);
    }

    @Test
    void aStageDependsOnNoOtherModulesMainCode() {
        List<String> found = new ArrayList<>();
        for (Stage stage : Sources.PROJECT.stages()) {
            Path pom = stage.folder().resolve("pom.xml");
            DEPENDENCY.matcher(Sources.text(pom)).results().map(MatchResult::group)
                    .filter(dependency -> dependency.contains("<groupId>stages</groupId>"))
                    .filter(dependency -> !dependency.contains("<artifactId>behaviours<") || !dependency.contains("<scope>test<"))
                    .forEach(dependency -> found.add(Sources.name(pom) + ": " + dependency));
        }
        assertEquals(List.of(), found);
    }

    /** An adapter is a module below the stage whose contract it carries: of the server it knows that contract and no more. */
    @Test
    void anAdapterKnowsTheContractAlone() {
        List<String> found = new ArrayList<>();
        for (Stage stage : Sources.PROJECT.stages()) {
            String below = Sources.name(stage.folder()) + "/[^/]+/";
            for (Path pom : Sources.all().stream().filter(file -> Sources.name(file).matches(below + "pom\\.xml")).toList()) {
                DEPENDENCY.matcher(Sources.text(pom)).results().map(MatchResult::group)
                        .filter(dependency -> dependency.contains("<groupId>stages</groupId>"))
                        .filter(dependency -> !dependency.contains("<artifactId>stage" + stage.number() + "-"))
                        .filter(dependency -> !dependency.contains("<artifactId>behaviours<") || !dependency.contains("<scope>test<"))
                        .forEach(dependency -> found.add(Sources.name(pom) + ": " + dependency));
                for (Path file : Sources.java(pom.resolveSibling("src/main"))) {
                    used(file).filter(used -> !used.matches("(?:http|gateway)\\..*"))
                            .filter(used -> Files.exists(stage.main().resolve("java/httpd/" + used.replace('.', '/') + ".java")))
                            .forEach(used -> found.add(Sources.name(file) + " uses httpd." + used));
                }
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void theLabRunsTheStagesFromTheirJars() {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.java(Sources.ROOT.resolve("lab"))) {
            Pattern.compile("(?m)^import (?:static )?httpd\\..*").matcher(Sources.text(file)).results()
                    .filter(match -> !Sources.name(file).startsWith("lab/bench/"))
                    .forEach(match -> found.add(Sources.name(file) + ": " + match.group()));
        }
        assertEquals(List.of(), found);
    }

    @Test
    void noClassIsLongerThanAReaderCanHold() {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.java(Sources.ROOT)) {
            int limit = Sources.name(file).matches("stage.*/src/main/.*") ? LONGEST_STAGE_FILE : LONGEST_FILE;
            int lines = Sources.lines(file).size();
            if (lines > limit) found.add(Sources.name(file) + " has " + lines + " lines, more than " + limit);
        }
        assertEquals(List.of(), found);
    }

    @Test
    void noLineIsLongerThanAScreenIsWide() {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.java(Sources.ROOT)) {
            List<String> lines = Sources.lines(file);
            IntStream.range(0, lines.size()).filter(i -> lines.get(i).length() > LONGEST_LINE)
                    .forEach(i -> found.add(Sources.name(file) + ":" + (i + 1)));
        }
        assertEquals(List.of(), found);
    }

    /** What .editorconfig asks for. */
    @Test
    void textFilesAreTidy() {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.all()) {
            if (!TEXT.matcher(file.toString()).matches() && !Sources.name(file).startsWith(".")) continue;
            String text = Sources.text(file);
            String name = Sources.name(file);
            if (text.indexOf('\r') >= 0) found.add(name + " has carriage returns");
            if (!text.endsWith("\n")) found.add(name + " does not end with a newline");
            if (text.indexOf('\t') >= 0) found.add(name + " has tabs");
            if (!name.endsWith(".patch") && Pattern.compile("(?m) $").matcher(text).find()) found.add(name + " has blanks at a line's end");
        }
        assertEquals(List.of(), found);
    }
}
