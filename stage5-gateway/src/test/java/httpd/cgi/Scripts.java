package httpd.cgi;

import behaviours.ServerUnderTest;
import behaviours.Target;
import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;

/** Scripts for tests, and what is made of their answers. */
final class Scripts {
    static final String NOT_HERE = "there is neither sh nor a first line of scripts on Windows";

    private Scripts() {
    }

    /** Writes a script of the shell that can be run. */
    static Path write(Path directory, String name, String... lines) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        if (!file.toFile().setExecutable(true)) throw new IOException(file + " cannot be made executable");
        return file;
    }

    static Request get(String target) {
        return Request.of("GET", target).with("Host", "localhost:8005");
    }

    /** Has the whole body written, and closes it; an octet is a character. */
    static String text(Response response) throws IOException {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ((Body.Push) response.body()).writeTo(out);
            return out.toString(StandardCharsets.ISO_8859_1);
        } finally {
            response.body().close();
        }
    }

    /** This stage with such applications, from the classes that were just compiled. */
    static ServerUnderTest server(String[] jvm, String... options) {
        try {
            Path library = Path.of(Load.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            List<Path> classes = List.of(Path.of("target/classes"), library);
            return ServerUnderTest.start(Target.stage(5, "5 gateway", classes, "httpd.Main").jvm(jvm).options(options));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells whether a process that a script has told of is running; a zombie is not. */
    static boolean isRunning(String pid) throws IOException {
        Path stat = Path.of("/proc", pid, "stat");
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
        }
        try {
            return !Files.readString(stat).replaceFirst(".*\\) ", "").startsWith("Z");
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for what comes a moment later, and says whether it has come. */
    static boolean await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + 5_000_000_000L;
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) return false;
            Thread.sleep(10);
        }
        return true;
    }

    /** The programs that a test needs and that are not here, empty if all are. */
    static String missing(String... programs) {
        return String.join(", ", Stream.of(programs).filter(program -> !Files.isExecutable(Path.of(program))).toList());
    }
}
