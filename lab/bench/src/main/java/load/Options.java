package load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The command line: every option has a value. */
final class Options {
    static final String USAGE = """
            usage: lab/bench/load [options]                     compares servers that are asked as fast as they answer
                   lab/bench/load --idle 2000 [options]         what connections cost on which nothing happens
                   lab/bench/load --sleep 100 [options]         an application that waits 100 ms for each answer
              --servers A,B,C    some of pool, thread, virtual (stage 3 with that kind of worker; virtual needs JDK 21),
                                 jdk (com.sun.net.httpserver), stage2, stage4, stage5
                                 (pool,thread,virtual,jdk; with --idle and --sleep no jdk)
              --connections N    clients at the same time (32; with --sleep 1000, but no more than a pool has threads)
              --workers N        threads of pool and jdk (32; with --idle 16, with --sleep first 16, then 200)
              --rounds N         how often each server is measured, one after another (5)
              --seconds N        for how long, each time (3)
              --warmup N         seconds before that, in which the JVM compiles (2)
              --quiet PERCENT    measure again, at most five times, while other programs take more than this of the cores
              --request KIND     minimal (42 bytes) or browser (12 fields, 691 bytes) (minimal)
              --requests N       with --sleep: requests in all (10000)
              --java HOME        the JDK that runs the servers (the one that runs this)
              --jars DIR         where to look for stage2.jar and so on, in place of the modules' target directories
              --help             this text""";

    private static final List<String> FLAGS = List.of("-Xms128m", "-Xmx512m");
    private static final List<String> SERVERS = List.of("pool", "thread", "virtual", "jdk", "stage2", "stage4", "stage5");
    private static final List<String> NAMES = List.of("--servers", "--connections", "--workers", "--rounds", "--seconds", "--warmup",
            "--quiet", "--request", "--requests", "--java", "--jars", "--idle", "--sleep", "--root", "--pin");
    private static final String BROWSER = """
            GET /hello HTTP/1.1
            Host: localhost:8003
            Connection: keep-alive
            Cache-Control: max-age=0
            Upgrade-Insecure-Requests: 1
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8
            Sec-Fetch-Site: same-origin
            Sec-Fetch-Mode: navigate
            Sec-Fetch-Dest: document
            Referer: http://localhost:8003/request?from=front
            Accept-Encoding: gzip, deflate, br, zstd
            Accept-Language: en-GB,en;q=0.9,de;q=0.8

            """;

    private final Map<String, String> values = new TreeMap<>();

    Options(String[] args) {
        for (int i = 0; i < args.length; i += 2) {
            if (!NAMES.contains(args[i])) {
                throw new IllegalArgumentException("unknown option '" + args[i] + "'; --help lists the options");
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            values.put(args[i], args[i + 1]);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    int number(String name, int byDefault) {
        String text = values.getOrDefault(name, Integer.toString(byDefault));
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) == 0) {
            throw new IllegalArgumentException(name + " takes a number from 1 to 9999999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** Returns the servers to be measured. Those that the JDK cannot run are left out, with a word. */
    List<String> servers(String byDefault) {
        Set<String> servers = new LinkedHashSet<>(List.of(values.getOrDefault("--servers", byDefault).split(",")));
        for (String server : servers) {
            if (!SERVERS.contains(server)) {
                throw new IllegalArgumentException("--servers takes some of " + String.join(",", SERVERS) + ", not '" + server + "'");
            }
        }
        if (feature() < 21 && servers.remove("virtual")) {
            System.err.println("without virtual: JDK " + feature() + " has no virtual threads");
        }
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no server is left");
        }
        return List.copyOf(servers);
    }

    byte[] request() {
        String kind = requestKind();
        String text = switch (kind) {
            case "minimal" -> "GET /hello HTTP/1.1\nHost: localhost\n\n";
            case "browser" -> BROWSER;
            default -> throw new IllegalArgumentException("--request takes minimal or browser, not '" + kind + "'");
        };
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    String requestKind() {
        return values.getOrDefault("--request", "minimal");
    }

    /** Returns where the server runs, in words. */
    String where() {
        String pin = values.getOrDefault("--pin", "");
        return "JDK " + javaVersion() + " " + String.join(" ", FLAGS) + ", "
                + (pin.isEmpty() ? "client and server not pinned" : "client on core 0, server on core 1");
    }

    /** Returns the command that starts a server. */
    List<String> command(String server, int workers, String... more) {
        List<String> command = new ArrayList<>();
        String pin = values.getOrDefault("--pin", "");
        if (!pin.isEmpty()) {
            command.addAll(List.of(pin.split(" ")));
        }
        command.add(java());
        command.addAll(FLAGS);
        switch (server) {
            case "jdk" -> command.addAll(List.of("-cp", System.getProperty("java.class.path"), "load.JdkServer", "" + workers));
            case "stage2" -> command.addAll(List.of("-jar", jar("stage2", "stage2-iterative"), "--port", "0"));
            case "stage4" -> command.addAll(List.of("-jar", jar("stage4", "stage4-selector"), "--port", "0"));
            case "stage5" -> command.addAll(List.of("-jar", jar("stage5", "stage5-gateway"), "--port", "0"));
            default -> {
                command.addAll(List.of("-jar", jar("stage3", "stage3-threadpool"), "--port", "0"));
                command.addAll(List.of("--workers.kind", server, "--workers.count", "" + workers));
                command.addAll(List.of(more));
            }
        }
        return command;
    }

    private String jar(String name, String module) {
        Path directory = has("--jars") ? Path.of(values.get("--jars")) : Path.of(values.getOrDefault("--root", "."), module, "target");
        Path jar = directory.resolve(name + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("there is no " + jar + "; mvn package makes it");
        }
        return jar.toString();
    }

    private String java() {
        return Path.of(values.getOrDefault("--java", System.getProperty("java.home")), "bin", "java").toString();
    }

    private int feature() {
        return Integer.parseInt(javaVersion().replaceFirst("[^0-9].*", ""));
    }

    private String javaVersion() {
        if (!has("--java")) {
            return System.getProperty("java.version");
        }
        try {
            Process process = new ProcessBuilder(java(), "-version").redirectErrorStream(true).start();
            String[] parts = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\"");
            if (parts.length > 1) {
                return parts[1];
            }
        } catch (IOException e) {
            // Said below.
        }
        throw new IllegalArgumentException("--java takes the home of a JDK; " + java() + " does not start");
    }
}
