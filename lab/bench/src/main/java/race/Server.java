package race;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A server in a process of its own, in a directory of its own, that has given the right answer once. */
final class Server implements AutoCloseable {
    private static final int SECONDS_TO_START = 20;
    private static final int PATIENCE = 5000;
    private static final String BODY = "Hello, World!\n";

    private final Process process;
    private final Path directory;
    private final int port;

    /** Starts a server, and waits until it listens. */
    Server(Contestant contestant, Load load) throws IOException {
        port = freePort();
        directory = Processes.directory();
        ProcessBuilder builder = new ProcessBuilder(contestant.command(port, load, directory)).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        process = Processes.start(builder);
        try {
            awaitListening();
            check(load);
        } catch (IOException e) {
            String said = lastWords();
            close();
            throw new IOException(e.getMessage() + said, e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/hello";
    }

    long pid() {
        return process.pid();
    }

    private void awaitListening() throws IOException {
        long end = System.nanoTime() + SECONDS_TO_START * 1_000_000_000L;
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(address(), PATIENCE);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IOException("does not start");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Sends the load's request once, and looks at the answers: a server that answers anything else would have an easy race. */
    private void check(Load load) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address(), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            OutputStream out = socket.getOutputStream();
            out.write(load.requestBytes());
            String answers = read(socket.getInputStream(), load);
            String lower = answers.toLowerCase(Locale.ROOT);
            List<String> fields = new ArrayList<>(List.of("date: ", "content-length: 14\r\n", "content-type: text/plain"));
            if (load == Load.CLOSE) {
                fields.add("connection: close\r\n"); // without it wrk would take the end for an error
            }
            if (count(BODY, answers) != load.depth() || count("http/1.1 200 ", lower) != load.depth()
                    || !fields.stream().allMatch(field -> count("\r\n" + field, lower) == load.depth())) {
                throw new IOException("gives a wrong answer: " + answers.strip());
            }
        }
    }

    private static int count(String part, String text) {
        return text.split(part, -1).length - 1;
    }

    private static String read(InputStream in, Load load) throws IOException {
        StringBuilder answers = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            while (count(BODY, answers.toString()) < load.depth()) {
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                answers.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("does not answer", e);
        }
        return answers.toString();
    }

    /** Returns how much processor time it has had. */
    double cpu() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("has ended" + lastWords());
        }
        return Machine.cpu(pid());
    }

    private String lastWords() {
        try (Stream<String> lines = Files.lines(directory.resolve("output"), StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return all.isEmpty() ? "" : "; it says: " + String.join(" / ", all.subList(Math.max(0, all.size() - 5), all.size()));
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        Processes.end(process);
        Processes.delete(directory);
    }
}
