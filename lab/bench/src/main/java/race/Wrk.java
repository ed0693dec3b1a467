package race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of wrk has said.
 *
 * @param complaints the lines about errors
 */
record Wrk(long requests, double rate, List<String> complaints) {
    private static final Pattern REQUESTS = Pattern.compile("([0-9]+) requests in ");
    private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final int SECONDS_MORE = 20;

    /** Runs wrk with one thread. */
    static Wrk run(Load load, String url, int seconds, Path directory) throws IOException {
        Path script = Files.writeString(directory.resolve(load.option + ".lua"), load.script(), StandardCharsets.US_ASCII);
        Path output = directory.resolve("wrk");
        Process process = Processes.start(new ProcessBuilder("wrk", "-t1", "-c" + load.connections, "-d" + seconds + "s",
                "-s", script.toString(), url).redirectErrorStream(true).redirectOutput(output.toFile()));
        try {
            if (!process.waitFor(seconds + SECONDS_MORE, TimeUnit.SECONDS)) {
                throw new IOException("wrk does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Processes.end(process);
        }
        return read(Files.readString(output, StandardCharsets.UTF_8));
    }

    private static Wrk read(String output) throws IOException {
        Matcher requests = REQUESTS.matcher(output);
        Matcher rate = RATE.matcher(output);
        if (!requests.find() || !rate.find()) {
            throw new IOException("wrk says: " + output.strip());
        }
        List<String> complaints = new ArrayList<>();
        output.lines().map(String::strip).filter(line -> line.startsWith("Socket errors") || line.startsWith("Non-2xx"))
                .forEach(complaints::add);
        return new Wrk(Long.parseLong(requests.group(1)), Double.parseDouble(rate.group(1)), complaints);
    }
}
