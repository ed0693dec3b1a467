package lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

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

    /** @param main the class that the jar starts; the only one that it has is {@link TinyServer} */
    Tree jar(String path, String main) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream code = TinyServer.class.getResourceAsStream("TinyServer.class")) {
            jar.putNextEntry(new JarEntry("lab/TinyServer.class"));
            code.transferTo(jar);
        }
        return this;
    }

    private Tree write(String path, String... lines) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
        return this;
    }
}
