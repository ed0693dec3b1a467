package lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A server for the tests of the lab. As a foreign one it is told a port, and {@code lies} to announce a wrong length;
 * as a stage it is told {@code --port} and prints a ready line, or with {@code --exit N} ends at once. It serves one client after
 * another; told any {@code --workers.kind}, all at once.
 */
final class TinyServer {
    private static final DateTimeFormatter IMF = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

    private TinyServer() {
    }

    public static void main(String[] words) throws IOException {
        List<String> args = List.of(words);
        if (args.contains("--exit")) {
            System.err.println("told to end");
            System.exit(Integer.parseInt(args.get(args.indexOf("--exit") + 1)));
        }
        boolean stage = args.contains("--port");
        int port = Integer.parseInt(stage ? args.get(args.indexOf("--port") + 1) : args.get(0));
        try (ServerSocket listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            if (stage) System.out.println("Stage 1 (tiny) listening on http://127.0.0.1:" + listener.getLocalPort() + "/");
            while (true) {
                Socket client = listener.accept();
                if (args.contains("--workers.kind")) new Thread(() -> serve(client, args)).start();
                else serve(client, args);
            }
        }
    }

    private static void serve(Socket client, List<String> args) {
        try (client) {
            answer(client, args.contains("lies"));
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }

    private static void answer(Socket client, boolean lies) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        for (String line = lines.readLine(); line == null || !line.isEmpty(); line = lines.readLine()) {
            if (line == null) throw new IOException("a client left early");
        }
        String body = "Hello, World!\n";
        String head = "HTTP/1.1 200 OK\r\nDate: " + IMF.format(ZonedDateTime.now(ZoneOffset.UTC))
                + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + (body.length() + (lies ? 1 : 0))
                + "\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    }
}
