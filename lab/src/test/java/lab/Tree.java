package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small work tree of stages for a test. */
record Tree(Path root) {

    Tree manifest(String... lines) throws IOException {
        return write("lab/stages.manifest", lines);
    }

    Tree stage(String folder) throws IOException {
        return write(folder + "/pom.xml", "<project/>");
    }

    /** @param path a stage's folder and a path below its {@code src/main} */
    Tree source(String path, String... lines) throws IOException {
        return write(path.replaceFirst("/", "/src/main/"), lines);
    }

    private Tree write(String path, String... lines) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
        return this;
    }
}
