package load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** The server that comes with the JDK, with a fixed number of threads, answering as the stages answer {@code /hello}. */
public final class JdkServer {
    private static final byte[] HELLO = "Hello, World!\n".getBytes(StandardCharsets.UTF_8);

    private JdkServer() {
    }

    /** Takes the number of threads. */
    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or head and body, which it writes apart, cost 40 ms (Nagle)
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        server.setExecutor(Executors.newFixedThreadPool(Integer.parseInt(args[0])));
        server.createContext("/hello", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8"); // it adds Date and Content-Length itself
            exchange.sendResponseHeaders(200, HELLO.length);
            exchange.getResponseBody().write(HELLO);
            exchange.close();
        });
        server.start();
        System.out.println("com.sun.net.httpserver listening on http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
