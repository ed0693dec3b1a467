package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The work tree: where it is, and which stages it has. */
record Project(Path root) {
    /** The architectures of the course; a work tree may have fewer of them. */
    static final int STAGES = 5;
    private static final Pattern MODULE = Pattern.compile("stage(\\d)-(.+)");

    /** Where the launcher says it is, or else around this program. */
    static Project here() {
        String told = System.getProperty("stages.root");
        if (told != null) return new Project(Path.of(told).toAbsolutePath().normalize());
        try {
            Path program = Path.of(Project.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            for (Path folder = program; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve(Manifest.FILE))) return new Project(folder);
            }
            throw Failure.failed("there is no " + Manifest.FILE + " around " + program);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Stage> stages() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> MODULE.matcher(folder.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> new Stage(Integer.parseInt(name.group(1)), name.group(2), root.resolve(name.group())))
                    .sorted(Comparator.comparing(Stage::number))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stage stage(int number) {
        List<Stage> stages = stages();
        return stages.stream().filter(stage -> stage.number() == number).findFirst()
                .orElseThrow(() -> Failure.usage("there is no stage " + number + "; there are "
                        + stages.stream().map(Stage::title).collect(Collectors.joining(", "))));
    }

    Manifest manifest() {
        return Manifest.read(root.resolve(Manifest.FILE));
    }
}
