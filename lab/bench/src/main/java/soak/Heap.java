package soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM says of its heap when its own {@code jcmd} asks. */
final class Heap {
    private static final Pattern USED = Pattern.compile("(?m)^ *(?!Metaspace|class space).* used ([0-9]+)K");

    private final Path home;
    private final long pid;

    Heap(Path home, long pid) {
        this.home = home;
        this.pid = pid;
    }

    /** Returns how much is used, what is no longer needed included; -1 if it cannot be told. */
    long usedKib() {
        Matcher matcher = USED.matcher(ask("GC.heap_info"));
        long used = -1;
        while (matcher.find()) {
            used = Math.max(0, used) + Long.parseLong(matcher.group(1));
        }
        return used;
    }

    /** Collects garbage first. */
    long liveKib() {
        ask("GC.run");
        return usedKib();
    }

    private String ask(String command) {
        try {
            Process jcmd = new ProcessBuilder(List.of(home.resolve("bin").resolve("jcmd").toString(), Long.toString(pid), command))
                    .redirectErrorStream(true).start();
            jcmd.getOutputStream().close();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException | UncheckedIOException e) {
            return ""; // there is none
        }
    }
}
