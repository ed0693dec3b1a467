package lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One of the servers: a module whose folder is called {@code stageN-name}. */
record Stage(int number, String name, Path folder) {
    private static final int FIRST_PORT = 8000;

    int port() {
        return FIRST_PORT + number;
    }

    Path main() {
        return folder.resolve("src").resolve("main");
    }

    Path jar() {
        Path jar = folder.resolve("target").resolve("stage" + number + ".jar");
        if (!Files.exists(jar)) throw Failure.failed(jar + " is missing; ./stages builds it");
        return jar;
    }

    /** As the head of a column, and wherever a stage is named in short. */
    String title() {
        return number + " " + name;
    }

    /** The other ways to run it that have columns of their own, in the order of their columns. */
    List<Variant> variants() {
        return Variant.of(number);
    }

    String title(Variant variant) {
        return number + " " + variant.name();
    }

    /** The command line that starts it. */
    List<String> command() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar().toString());
    }
}
