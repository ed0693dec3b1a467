package soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import load.ServerProcess;
import load.Table;

/** A server under mixed load for minutes: what it holds afterwards must be what it held before. */
public final class Soak {
    private static final String USAGE = """
            usage: lab/bench/soak [options] [-- options of the server]
              --stage N      the server (3)
              --minutes N    for how long (5)
              --java HOME    the JDK that runs it (the one that runs this)
              --jars DIR     where to look for stageN.jar, in place of the modules' target directories
              --help         this text
            Exit code 0: all answers were right, and threads, descriptors and memory are back at what they were. 1: not so.""";
    private static final int WARM_UP_SECONDS = 15;
    private static final int REPORT_SECONDS = 15;
    private static final int SETTLE_SECONDS = 45;
    private static final int LEAK_KIB = 1024;
    private static final double GROWTH = 1.1;
    private static final int EXIT_CODE = 143; // 128 and the number of SIGTERM

    private final Map<String, String> options = new TreeMap<>(Map.of("--stage", "3", "--minutes", "5",
            "--java", System.getProperty("java.home")));
    private final List<String> serverOptions = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private Journal journal = new Journal();
    private ServerProcess server;
    private Heap heap;

    private Soak() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        Soak soak = new Soak();
        try {
            soak.read(args);
        } catch (IllegalArgumentException e) {
            System.err.println("soak: " + e.getMessage() + "; --help lists the options");
            System.exit(2);
        }
        System.exit(soak.run() ? 0 : 1);
    }

    private void read(String[] args) {
        int end = List.of(args).contains("--") ? List.of(args).indexOf("--") : args.length;
        for (int i = 0; i < end; i += 2) {
            if (!List.of("--stage", "--minutes", "--java", "--jars", "--root").contains(args[i]) || i + 1 == end) {
                throw new IllegalArgumentException("unknown option, or one without a value: '" + args[i] + "'");
            }
            options.put(args[i], args[i + 1]);
        }
        serverOptions.addAll(List.of(args).subList(Math.min(end + 1, args.length), args.length));
        if (!options.get("--minutes").matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("--minutes takes a number from 1 to 9999");
        }
        jar();
    }

    private Path jar() {
        String name = "stage" + options.get("--stage");
        Path root = Path.of(options.getOrDefault("--root", "."));
        List<Path> candidates = new ArrayList<>();
        if (options.containsKey("--jars")) {
            candidates.add(Path.of(options.get("--jars"), name + ".jar"));
        } else {
            for (String module : Arrays.asList(root.toFile().list())) {
                candidates.add(root.resolve(module).resolve("target").resolve(name + ".jar"));
            }
        }
        return candidates.stream().filter(Files::isRegularFile).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name + ".jar; mvn package makes it"));
    }

    private boolean run() throws IOException, InterruptedException {
        // A JVM that lets its own threads come and go, or its heap grow, would hide what the server does.
        List<String> command = new ArrayList<>(List.of(Path.of(options.get("--java"), "bin", "java").toString(),
                "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch",
                "-XX:-UseDynamicNumberOfCompilerThreads", "-XX:-UseDynamicNumberOfGCThreads", "-jar", jar().toString(), "--port", "0"));
        command.addAll(serverOptions);
        try (ServerProcess process = new ServerProcess(command)) {
            server = process;
            heap = new Heap(Path.of(options.get("--java")), server.pid());
            soak(Integer.parseInt(options.get("--minutes")));
            int code = server.stop();
            check(code == EXIT_CODE, "the server ended with " + code + ", not " + EXIT_CODE);
            List<String> last = server.complaints();
            System.out.println("\nserver: " + (last.isEmpty() ? "" : last.get(last.size() - 1)));
        }
        failures.forEach(failure -> System.out.println("FAILED: " + failure));
        System.out.println(failures.isEmpty() ? "all is as it should be" : "");
        return failures.isEmpty();
    }

    private void soak(int minutes) throws InterruptedException {
        System.out.printf("%s%n%d minutes, after %d s to warm up; threads at first %d, descriptors %d%n", String.join(" ", serverOptions),
                minutes, WARM_UP_SECONDS, server.threads(), server.descriptors());
        visit(WARM_UP_SECONDS, new ArrayList<>(), false);
        heap.liveKib();
        settle(-1, -1);
        long threads = server.threads();
        int descriptors = server.descriptors();
        long live = heap.liveKib();
        List<Long> resident = new ArrayList<>();
        visit(60 * minutes, resident, true);
        settle(threads, descriptors);

        Table table = new Table("", "before", "after");
        table.row("threads", "" + threads, "" + server.threads());
        table.row("descriptors", "" + descriptors, "" + server.descriptors());
        long liveAfter = heap.liveKib();
        table.row("live heap, KiB", "" + live, "" + liveAfter);
        table.row("resident, KiB: medians of the second and of the last fifth", "" + fifth(resident, 1), "" + fifth(resident, 4));
        System.out.println();
        table.print();
        check(server.threads() <= threads, "threads are not back");
        check(server.descriptors() <= descriptors, "descriptors are not back");
        check(liveAfter <= live + LEAK_KIB, "the heap holds more than before");
        check(fifth(resident, 4) <= fifth(resident, 1) * GROWTH, "the resident memory grows");
        check(journal.errors() == 0, journal.errors() + " errors");
        check(server.isAlive(), "the server is gone");
        check(server.complaints().isEmpty(), "the server wrote to standard error: " + server.complaints());
    }

    private void check(boolean holds, String failure) {
        if (!holds) {
            failures.add(failure);
        }
    }

    /** Has everybody come, for so long. */
    private void visit(int seconds, List<Long> resident, boolean report) throws InterruptedException {
        boolean pool = !serverOptions.contains("thread") && !serverOptions.contains("virtual");
        CountDownLatch over = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        Habits.all().forEach((name, habit) ->
                threads.add(new Thread(new Visitor(name, habit, server.port(), journal, pool, over), name)));
        threads.forEach(thread -> thread.setDaemon(true));
        threads.forEach(Thread::start);
        if (report) {
            System.out.println("\n   time connections   requests     200   408    503  other errors threads  desc  res KiB heap KiB");
        }
        long start = System.nanoTime();
        for (int second = 1; second <= seconds && server.isAlive(); second++) {
            TimeUnit.NANOSECONDS.sleep(start + second * 1_000_000_000L - System.nanoTime());
            resident.add(server.residentKib());
            if (report && second % REPORT_SECONDS == 0) {
                report(second);
            }
        }
        over.countDown();
        long end = System.nanoTime() + 2L * Talk.PATIENCE_MS * 1_000_000;
        for (Thread thread : threads) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            check(!thread.isAlive(), thread.getName() + " is stuck");
        }
    }

    private void report(int second) {
        System.out.printf(Locale.ROOT, "%4d:%02d %11d %10d %7d %5d %6d %6d %6d %7d %5d %8d %8d%n", second / 60, second % 60,
                journal.connections(), journal.requests(), journal.answers(200), journal.answers(408), journal.answers(503),
                journal.answers(0), journal.errors(), server.threads(), server.descriptors(), server.residentKib(), heap.usedKib());
    }

    /** Waits until threads and descriptors are down to these numbers; if there are none, until they stay the same for a while. */
    private void settle(long threads, int descriptors) throws InterruptedException {
        long lastThreads = -1;
        int lastDescriptors = -1;
        for (int second = 0, same = 0; second < SETTLE_SECONDS; second++) {
            boolean back = server.threads() <= threads && server.descriptors() <= descriptors;
            same = lastThreads == server.threads() && lastDescriptors == server.descriptors() ? same + 1 : 0;
            if (back || threads < 0 && same == 10) {
                return;
            }
            lastThreads = server.threads();
            lastDescriptors = server.descriptors();
            Thread.sleep(1000);
        }
    }

    private static long fifth(List<Long> values, int which) {
        double[] part = values.subList(values.size() * which / 5, values.size() * (which + 1) / 5).stream()
                .mapToDouble(Long::doubleValue).sorted().toArray();
        return (long) Table.median(part);
    }
}
