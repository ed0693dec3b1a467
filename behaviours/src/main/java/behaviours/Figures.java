package behaviours;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a server process costs at one moment, its child processes included; read from /proc, so only where there is one. */
public record Figures(int threads, int descriptors, long residentKiB, long cpuMillis) {
    private static final Path PROC = Path.of("/proc");

    public static boolean available() {
        return Files.isReadable(PROC.resolve("self/status")) && Files.isDirectory(PROC.resolve("self/fd"));
    }

    static Figures of(ProcessHandle process) throws IOException {
        Figures sum = one(process);
        for (ProcessHandle child : process.descendants().toList()) {
            try {
                sum = sum.plus(one(child));
            } catch (IOException e) {
                continue; // a child that ended meanwhile costs nothing
            }
        }
        return sum;
    }

    private static Figures one(ProcessHandle process) throws IOException {
        Path directory = PROC.resolve(Long.toString(process.pid()));
        List<String> status = Files.readAllLines(directory.resolve("status"));
        int descriptors;
        try (Stream<Path> open = Files.list(directory.resolve("fd"))) {
            descriptors = (int) open.count();
        }
        long cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
        return new Figures((int) number(status, "Threads:"), descriptors, number(status, "VmRSS:"), cpu);
    }

    private static long number(List<String> status, String key) {
        for (String line : status) {
            if (line.startsWith(key)) return Long.parseLong(line.substring(key.length()).replace("kB", "").strip());
        }
        return 0;
    }

    private Figures plus(Figures other) {
        return new Figures(threads + other.threads, descriptors + other.descriptors,
                residentKiB + other.residentKiB, cpuMillis + other.cpuMillis);
    }
}
