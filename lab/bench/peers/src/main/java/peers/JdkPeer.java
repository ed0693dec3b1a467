package peers;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The server that comes with the JDK, with a pool of 16 threads; it must be told not to wait 40 ms for each answer. */
public final class JdkPeer {
    private JdkPeer() {
    }

    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "16384");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Answer.port(args)), 1024);
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", Answer.TYPE);
            if ("close".equals(exchange.getRequestHeaders().getFirst("Connection"))) {
                exchange.getResponseHeaders().set("Connection", "close"); // it closes, and leaves it to us to say so
            }
            exchange.sendResponseHeaders(200, Answer.BYTES.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(Answer.BYTES);
            }
        });
        server.start();
    }
}
