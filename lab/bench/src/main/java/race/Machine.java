package race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says in /proc of processor time, in seconds. */
final class Machine {
    private static final double TICKS = 100; // a second, on every Linux of today
    private static final int USER = 11; // counted behind the name of the program, from 0
    private static final int CHILDREN_USER = 13;

    private Machine() {
    }

    /** Returns what a process has had, with all its threads, in user and system mode. */
    static double cpu(long pid) throws IOException {
        return two(Path.of("/proc/" + pid + "/stat"), USER);
    }

    /** Returns what those children of this process have had that have ended: wrk, once it is done. */
    static double cpuOfChildren() throws IOException {
        return two(Path.of("/proc/self/stat"), CHILDREN_USER);
    }

    private static double two(Path stat, int first) throws IOException {
        String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return (Double.parseDouble(fields[first]) + Double.parseDouble(fields[first + 1])) / TICKS;
    }

    /** Returns what all processes have had on all cores, and what the host has given to other machines meanwhile. */
    static double cpuOfAll() throws IOException {
        String[] ticks = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +"); // cpu user nice system idle iowait irq softirq steal
        double sum = 0;
        for (int i : new int[]{1, 2, 3, 8}) {
            sum += Double.parseDouble(ticks[i]);
        }
        return sum / TICKS;
    }

    /** Returns system, kernel and processor in words. */
    static String describe() {
        String model = "unknown processor";
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
            model = lines.stream().filter(line -> line.startsWith("model name")).map(line -> line.replaceFirst(".*: *", ""))
                    .findFirst().orElse(model);
        } catch (IOException e) {
            // Then it stays unknown.
        }
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + model;
    }
}
