package race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A server that takes part: its name on the command line, and how it is called in the tables. */
abstract class Contestant {
    /** What it is: a stage, another server in a JVM, another program, or the yardstick. */
    enum Kind { STAGE, JVM, PROGRAM, YARDSTICK }

    final String name;
    final String title;
    final Kind kind;

    private Contestant(String name, String title, Kind kind) {
        this.name = name;
        this.title = title;
        this.kind = kind;
    }

    /** Returns the command that starts it. */
    abstract List<String> command(int port, Load load, Path directory) throws IOException;

    static Contestant stage(String name, List<String> java, List<String> jarAndOptions) {
        return new Contestant(name, name, Kind.STAGE) {
            @Override
            List<String> command(int port, Load load, Path directory) {
                List<String> command = new ArrayList<>(java);
                command.add("-jar");
                command.addAll(jarAndOptions);
                command.addAll(List.of("--port", "" + port));
                return command;
            }
        };
    }

    /** Returns a server from Maven Central. */
    static Contestant peer(String name, String title, String artifact, Path jar, List<String> java, String main, String... more) {
        return new Contestant(name, title.replace("@", version(jar.resolveSibling("lib"), artifact)), Kind.JVM) {
            @Override
            List<String> command(int port, Load load, Path directory) {
                List<String> command = new ArrayList<>(java);
                command.addAll(List.of("-cp", jar.toString(), "peers." + main, "" + port));
                command.addAll(List.of(more));
                return command;
            }
        };
    }

    /** Returns the yardstick in C. It looks at no field, so it is told when to close. */
    static Contestant c(Path program, List<String> pin) {
        return new Contestant("c", "C, one epoll loop", Kind.YARDSTICK) {
            @Override
            List<String> command(int port, Load load, Path directory) {
                List<String> command = new ArrayList<>(pin);
                command.addAll(List.of(program.toString(), "" + port));
                if (load == Load.CLOSE) {
                    command.add("close");
                }
                return command;
            }
        };
    }

    static Contestant nginx(Path template, List<String> pin) {
        return new Contestant("nginx", "nginx " + nginxVersion(), Kind.PROGRAM) {
            @Override
            List<String> command(int port, Load load, Path directory) throws IOException {
                Path configuration = directory.resolve("nginx.conf");
                Files.writeString(configuration, Files.readString(template, StandardCharsets.UTF_8).replace("@PORT@", "" + port));
                List<String> command = new ArrayList<>(pin);
                command.addAll(List.of("nginx", "-p", directory + "/", "-c", configuration.toString(), "-e", "stderr"));
                return command;
            }
        };
    }

    /** Returns the version in the name of a jar. */
    private static String version(Path lib, String artifact) {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(jar -> jar.getFileName().toString()).filter(jar -> jar.matches(artifact + "-[0-9].*\\.jar"))
                    .map(jar -> jar.substring(artifact.length() + 1).replaceFirst("(\\.Final)?\\.jar$", "")).findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static String nginxVersion() {
        try {
            Process process = new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().replaceFirst(".*/", "");
        } catch (IOException e) {
            throw new IllegalArgumentException("there is no nginx", e);
        }
    }
}
