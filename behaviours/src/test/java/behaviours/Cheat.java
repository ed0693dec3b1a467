package behaviours;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A small server, run as a process of its own, that keeps the promises of a stage, or breaks the one that its first argument names. */
final class Cheat {
    enum Mode {
        HONEST, COUNTS_CONNECTIONS, ANSWERS_EARLY, TAKES_ONE_READ_FOR_A_REQUEST, CLOSES_UNANNOUNCED, SAYS_KEEP_ALIVE_AND_CLOSES,
        SAYS_CLOSE_AND_STAYS, RESETS, ONE_BYTE_TOO_MANY, EXTRA_BYTES_ON_CLOSE, ONE_BYTE_TOO_FEW, WRONG_LENGTH, TWO_LENGTHS, NO_LENGTH,
        LENGTH_AND_CHUNKED, BARE_LF, FOLDED_FIELD, SPACE_BEFORE_COLON, NO_REASON, OLD_VERSION, TWO_DATES, NO_DATE, ONE_DIGIT_DAY,
        WRONG_CLOCK, LOCAL_TIME_ZONE_NAME, HEAD_WITH_BODY, HEAD_WITH_ZERO_LENGTH, ANSWERS_ANYTHING, TAKES_HALF_CLOSE_FOR_LEAVING,
        DIES_WITH_A_LEAVER, KEEPS_WHAT_LEAVERS_HELD, KEEPS_DESCRIPTORS, SPEAKS_TO_THE_IDLE
    }

    private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]+ /[!-~]* HTTP/1\\.[01]");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+)(:[0-9]*)?");
    private static final String GREETING = "Hello, World!\n";

    private final Mode mode;
    private final int idleMillis;
    private final List<Socket> kept = new ArrayList<>();

    private Cheat(Mode mode, int idleMillis) {
        this.mode = mode;
        this.idleMillis = idleMillis;
    }

    /** Usage: {@code MODE STAGE [--port N] [--deadlines.idle 600ms]}. */
    public static void main(String[] args) throws IOException {
        int port = 0;
        int idle = 10_000;
        for (int i = 2; i < args.length; i += 2) {
            if (args[i].equals("--port")) port = Integer.parseInt(args[i + 1]);
            else if (args[i].equals("--deadlines.idle")) idle = millis(args[i + 1]);
        }
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 128);
        System.out.println("Stage " + args[1] + " (cheat) listening on http://127.0.0.1:" + listener.getLocalPort() + "/");
        Cheat cheat = new Cheat(Mode.valueOf(args[0]), idle);
        for (int number = 1; ; number++) {
            Socket client = listener.accept();
            int connection = number;
            Thread thread = new Thread(() -> cheat.serve(client, connection));
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static int millis(String duration) {
        int unit = duration.endsWith("ms") ? 1 : 1000;
        return unit * Integer.parseInt(duration.replaceAll("m?s$", ""));
    }

    /** Where its class file is, for the command that starts it. */
    static Path classes() {
        return Path.of(URI.create(Cheat.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private void serve(Socket client, int number) {
        boolean leave = mode != Mode.KEEPS_DESCRIPTORS;
        try {
            client.setTcpNoDelay(true);
            client.setSoTimeout(idleMillis);
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            while (true) {
                String head = mode == Mode.TAKES_ONE_READ_FOR_A_REQUEST ? oneRead(in) : head(in);
                if (mode == Mode.TAKES_HALF_CLOSE_FOR_LEAVING && head.endsWith("\n") && hasEnded(client)) break;
                boolean good = mode == Mode.ANSWERS_ANYTHING || good(head);
                boolean close = !good || head.contains("HTTP/1.0\r\n") || head.contains("\r\nConnection: close\r\n");
                out.write(answer(head, good, close, number).getBytes(StandardCharsets.ISO_8859_1));
                if (mode == Mode.SAYS_CLOSE_AND_STAYS) close = false;
                if (mode == Mode.CLOSES_UNANNOUNCED || mode == Mode.SAYS_KEEP_ALIVE_AND_CLOSES) close = true;
                if (close) break;
            }
            if (mode == Mode.RESETS) client.setSoLinger(true, 0);
            else finish(client, in, out);
        } catch (SocketTimeoutException e) {
            if (mode == Mode.SPEAKS_TO_THE_IDLE) lastWord(client);
        } catch (IOException e) {
            if (mode == Mode.DIES_WITH_A_LEAVER) Runtime.getRuntime().halt(1);
            leave = mode != Mode.KEEPS_WHAT_LEAVERS_HELD;
        }
        try {
            if (leave) client.close();
            else synchronized (kept) {
                kept.add(client);
            }
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    /** Says that nothing more comes, and reads what still comes for a moment, so that the answer is not lost to a reset. */
    private void finish(Socket client, InputStream in, OutputStream out) throws IOException {
        if (mode == Mode.EXTRA_BYTES_ON_CLOSE) out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        client.setSoTimeout(500);
        try {
            while (in.read() >= 0) {
                // not wanted any more
            }
        } catch (SocketTimeoutException e) {
            System.err.println("a client stays: " + e.getMessage());
        }
    }

    private static void lastWord(Socket client) {
        try {
            client.getOutputStream().write("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes());
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    private String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) throw new IOException("a client has left");
            head.append((char) octet);
            if (mode == Mode.ANSWERS_EARLY && octet == '\n') return head + "Host: a\r\nConnection: close\r\n\r\n";
        }
        return head.toString();
    }

    private static String oneRead(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        int length = in.read(buffer);
        if (length < 0) throw new IOException("a client has left");
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean hasEnded(Socket client) throws IOException {
        client.setSoTimeout(100);
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static boolean good(String head) {
        String[] lines = head.split("\r\n", -1);
        if (lines.length < 3 || !REQUEST_LINE.matcher(lines[0]).matches()) return false;
        int hosts = 0;
        for (int i = 1; i < lines.length - 2; i++) {
            if (!lines[i].toLowerCase(Locale.ROOT).startsWith("host:")) continue;
            hosts++;
            if (!HOST.matcher(lines[i].substring(5).strip()).matches()) return false;
        }
        return hosts == 1 || hosts == 0 && lines[0].endsWith("HTTP/1.0");
    }

    private String answer(String request, boolean good, boolean close, int number) {
        boolean found = request.contains(" / ") || mode == Mode.ANSWERS_ANYTHING;
        String status = !good ? "400 Bad Request" : found ? "200 OK" : "404 Not Found";
        String body = good && found ? GREETING : status + ".\n";
        if (mode == Mode.COUNTS_CONNECTIONS && number % 10 == 0) status = "404 Not Found";
        int length = body.length();
        if (mode == Mode.WRONG_LENGTH) length += 5;
        boolean isHead = request.startsWith("HEAD ");
        if (mode == Mode.HEAD_WITH_ZERO_LENGTH && isHead) length = 0;
        String version = mode == Mode.OLD_VERSION ? "HTTP/1.0 " : "HTTP/1.1 ";
        String head = version + (mode == Mode.NO_REASON ? status.substring(0, 3) : status) + "\r\n" + dates()
                + "Content-Type: text/plain; charset=utf-8\r\n" + framing(length) + connection(close) + "\r\n";
        if (mode == Mode.FOLDED_FIELD) head = head.replace("text/plain; ", "text/plain;\r\n ");
        if (mode == Mode.SPACE_BEFORE_COLON) head = head.replace("Content-Type:", "Content-Type :");
        if (mode == Mode.BARE_LF) head = head.replace("\r\n", "\n");
        if (isHead && mode != Mode.HEAD_WITH_BODY) return head;
        return switch (mode) {
            case ONE_BYTE_TOO_MANY -> head + body + "\n";
            case ONE_BYTE_TOO_FEW -> head + body.substring(1);
            default -> head + body;
        };
    }

    private String framing(int length) {
        String field = "Content-Length: " + length + "\r\n";
        return switch (mode) {
            case TWO_LENGTHS -> field + field;
            case NO_LENGTH -> "";
            case LENGTH_AND_CHUNKED -> field + "Transfer-Encoding: chunked\r\n";
            default -> field;
        };
    }

    private String connection(boolean close) {
        if (mode == Mode.NO_LENGTH || mode == Mode.CLOSES_UNANNOUNCED) return "";
        if (mode == Mode.SAYS_KEEP_ALIVE_AND_CLOSES) return "Connection: keep-alive\r\n";
        return close ? "Connection: close\r\n" : "";
    }

    private String dates() {
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        String date = switch (mode) {
            case WRONG_CLOCK -> format("EEE, dd MMM yyyy HH:mm:ss 'GMT'", now.minusHours(1));
            case ONE_DIGIT_DAY -> format("EEE, d MMM yyyy HH:mm:ss 'GMT'", now.withDayOfMonth(5));
            case LOCAL_TIME_ZONE_NAME -> format("EEE, dd MMM yyyy HH:mm:ss 'UTC'", now);
            default -> format("EEE, dd MMM yyyy HH:mm:ss 'GMT'", now);
        };
        String field = mode == Mode.NO_DATE ? "" : "Date: " + date + "\r\n";
        return mode == Mode.TWO_DATES ? field + field : field;
    }

    private static String format(String pattern, ZonedDateTime time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).format(time);
    }
}
