package race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line: every option has a value. */
final class Options {
    static final String USAGE = """
            usage: lab/bench/race [options]     stage 4 against other servers: processor time for each request
              --servers A,B,C    some of stage4,stage5,c,nginx,microhttp,netty-nio,netty-epoll,netty-uring,vertx,undertow,jetty,
                                 tomcat,helidon,jdk (all but stage5 and jdk)
              --also NAME=JAR    stage 4 in another jar besides, as often as you like; options for it may follow the jar:
                                 --also 'two loops=stage4.jar --loops 2'
              --loads A,B,C      some of keep64,keep512,pipelined,close,idle,dribble,browser (all)
              --rounds N         how often each server is measured under each load (3)
              --seconds N        for how long, each time (5)
              --warmup N         seconds under the same load before that (4); twice or three times as long for a JVM that gets
                                 less than three quarters of it as processor time, as on a busy machine
              --quiet PERCENT    measure again, at most five times, while other programs take more than this of a core
              --java HOME        the JDK that runs the servers, 21 or later (the newest that is installed in the usual places)
              --jars DIR         where to look for stage4.jar and stage5.jar, in place of the modules' target directories
              --help             this text""";

    static final List<String> FLAGS = List.of("-Xms128m", "-Xmx512m");

    private static final String ALL =
            "stage4,c,nginx,microhttp,netty-nio,netty-epoll,netty-uring,vertx,undertow,jetty,tomcat,helidon";
    private static final String OTHERS = ",stage5,jdk";
    private static final List<String> NAMES = List.of("--servers", "--loads", "--rounds", "--seconds", "--warmup", "--quiet", "--java",
            "--jars", "--root", "--pin");

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> also = new LinkedHashMap<>();

    Options(String[] args) {
        for (int i = 0; i < args.length; i += 2) {
            if (!NAMES.contains(args[i]) && !args[i].equals("--also")) {
                throw new IllegalArgumentException("unknown option '" + args[i] + "'; --help lists the options");
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            if (args[i].equals("--also")) {
                also(args[i + 1]);
            } else {
                values.put(args[i], args[i + 1]);
            }
        }
    }

    private void also(String value) {
        int equals = value.indexOf('=');
        if (equals < 1 || equals == value.length() - 1) {
            throw new IllegalArgumentException("--also takes NAME=JAR, not '" + value + "'");
        }
        String name = value.substring(0, equals);
        if (List.of((ALL + OTHERS).split(",")).contains(name) || also.put(name, value.substring(equals + 1)) != null) {
            throw new IllegalArgumentException("--also: there is a server '" + name + "' already");
        }
    }

    int number(String name, int byDefault) {
        String text = values.getOrDefault(name, Integer.toString(byDefault));
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) == 0) {
            throw new IllegalArgumentException(name + " takes a number from 1 to 99999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    List<Load> loads() {
        if (!values.containsKey("--loads")) {
            return Load.all();
        }
        return List.of(values.get("--loads").split(",")).stream().distinct().map(Load::of).toList();
    }

    /** Returns the servers in the order in which they take turns. */
    List<Contestant> servers() {
        List<Contestant> servers = new ArrayList<>();
        for (String name : List.of(values.getOrDefault("--servers", ALL).split(",")).stream().distinct().toList()) {
            servers.add(server(name));
            if (name.equals("stage4")) {
                also.forEach((other, command) -> servers.add(Contestant.stage(other, java(), jar(command))));
            }
        }
        if (servers.stream().noneMatch(server -> server.name.equals("stage4"))) {
            also.forEach((other, command) -> servers.add(Contestant.stage(other, java(), jar(command))));
        }
        return servers;
    }

    private Contestant server(String name) {
        Path bench = Path.of(values.getOrDefault("--root", "."), "lab", "bench");
        Path peers = bench.resolve("peers/target/peers.jar");
        String netty = "netty-codec-http";
        return switch (name) {
            case "stage4" -> Contestant.stage(name, java(), jar(jars("stage4-selector").resolve("stage4.jar").toString()));
            case "stage5" -> Contestant.stage(name, java(), jar(jars("stage5-gateway").resolve("stage5.jar").toString()));
            case "c" -> Contestant.c(bench.resolve("target/epoll"), pin());
            case "nginx" -> Contestant.nginx(bench.resolve("peers/nginx.conf"), pin());
            case "microhttp" -> Contestant.peer(name, "microhttp @", "microhttp", peers, java(), "MicrohttpPeer");
            case "netty-nio" -> Contestant.peer(name, "Netty @, NIO", netty, peers, java(), "NettyPeer", "nio");
            case "netty-epoll" -> Contestant.peer(name, "Netty @, epoll", netty, peers, java(), "NettyPeer", "epoll");
            case "netty-uring" -> Contestant.peer(name, "Netty @, io_uring", netty, peers, java(), "NettyPeer", "io_uring");
            case "vertx" -> Contestant.peer(name, "Vert.x @", "vertx-core", peers, java(), "VertxPeer");
            case "undertow" -> Contestant.peer(name, "Undertow @", "undertow-core", peers, java(), "UndertowPeer");
            case "jetty" -> Contestant.peer(name, "Jetty @", "jetty-server", peers, java(), "JettyPeer");
            case "tomcat" -> Contestant.peer(name, "Tomcat @", "tomcat-embed-core", peers, java(), "TomcatPeer");
            case "helidon" -> Contestant.peer(name, "Helidon @", "helidon-webserver", peers, java(), "HelidonPeer");
            case "jdk" -> Contestant.peer(name, "JDK HttpServer, 16 threads", "jdk", peers, java(), "JdkPeer");
            default -> throw new IllegalArgumentException("--servers takes some of " + ALL + OTHERS + ", not '" + name + "'");
        };
    }

    private Path jars(String module) {
        return values.containsKey("--jars") ? Path.of(values.get("--jars"))
                : Path.of(values.getOrDefault("--root", "."), module, "target");
    }

    /** Returns the absolute path of a jar, since a server has a directory of its own, and behind it the options. */
    private static List<String> jar(String jarAndOptions) {
        List<String> words = new ArrayList<>(List.of(jarAndOptions.strip().split(" +")));
        Path jar = Path.of(words.get(0)).toAbsolutePath().normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("there is no " + jar);
        }
        words.set(0, jar.toString());
        return words;
    }

    private List<String> pin() {
        String pin = values.getOrDefault("--pin", "");
        return pin.isEmpty() ? List.of() : List.of(pin.split(" "));
    }

    private List<String> java() {
        List<String> command = new ArrayList<>(pin());
        command.add(Path.of(values.getOrDefault("--java", System.getProperty("java.home")), "bin", "java").toAbsolutePath().toString());
        command.addAll(FLAGS);
        return command;
    }

    /** Returns where all this runs, in words. */
    String where() {
        return "JDK " + javaVersion() + " " + String.join(" ", FLAGS) + "; " + Machine.describe() + "; "
                + (pin().isEmpty() ? "client and server not pinned" : "client pinned to core 0, server to core 1");
    }

    private String javaVersion() {
        String java = java().get(pin().size());
        try {
            Process process = new ProcessBuilder(java, "-version").redirectErrorStream(true).start();
            String[] parts = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\"");
            if (parts.length > 1) {
                return parts[1];
            }
        } catch (IOException e) {
            // Said below.
        }
        throw new IllegalArgumentException("--java takes the home of a JDK; " + java + " does not start");
    }
}
