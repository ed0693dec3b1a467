package httpd;

import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.time.*;
import java.time.format.DateTimeFormatter;
import java.util.*;

/** Stage 1: a server is a socket that answers. It greets everybody, one after another, whatever they ask. */
public class HelloSocket {
    static final String USAGE = "usage: HelloSocket [--host 127.0.0.1] [--port 8001] [--log none|access|wire] [--once] [--help]";

    public static void main(String[] args) {
        Map<String, String> options = new HashMap<>(Map.of("--host", "127.0.0.1", "--port", "8001", "--log", "wire"));
        boolean once = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--help")) exit(0, USAGE);
            else if (args[i].equals("--once")) once = true;
            else if (!options.containsKey(args[i]) || i + 1 == args.length) exit(2, "cannot use '" + args[i] + "'; " + USAGE);
            else options.put(args[i], args[++i]);
        }
        String host = options.get("--host"), port = options.get("--port"), log = options.get("--log");
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) exit(2, "--port takes 0 to 65535, not '" + port + "'");
        if (!List.of("none", "access", "wire").contains(log)) exit(2, "--log takes none, access or wire, not '" + log + "'");

        try (ServerSocket listener = new ServerSocket()) {
            listener.setReuseAddress(true); // a server that was stopped a moment ago may have the same port again
            listener.bind(new InetSocketAddress(host, Integer.parseInt(port)));
            System.out.println("Stage 1 (hello-socket) listening on http://" + host + ":" + listener.getLocalPort() + "/");
            do {
                try (Socket client = listener.accept()) {
                    answer(client, log);
                } catch (IOException e) { // this client left early; the next one is waiting already
                    if (!log.equals("none")) System.out.println("-- " + e.getMessage());
                }
            } while (!once);
        } catch (IOException e) {
            exit(1, "cannot listen on " + host + ":" + port + ": " + e.getMessage());
        }
    }

    /** Reads a request up to its blank line, answers with a greeting, and waits a moment for the client to leave first. */
    static void answer(Socket client, String log) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = in.readLine();
        if (line != null && !log.equals("none")) System.out.println("< " + line);
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
            if (line != null && log.equals("wire")) System.out.println("< " + line);
        }
        if (line == null) throw new EOFException("a client left before its request was complete");

        String body = "Hello, World!\n";
        String date = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).format(ZonedDateTime.now(ZoneOffset.UTC));
        String head = "HTTP/1.1 200 OK\r\nDate: " + date + "\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n"; // the blank line ends the head
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput(); // nothing more will come; but what the client still sends must be read, or closing would reset it
        client.setSoTimeout(1000);
        for (long end = System.nanoTime() + 2_000_000_000L; in.read() >= 0 && System.nanoTime() < end; ) { }
    }

    static void exit(int status, String message) {
        (status == 0 ? System.out : System.err).println(message);
        System.exit(status);
    }
}
