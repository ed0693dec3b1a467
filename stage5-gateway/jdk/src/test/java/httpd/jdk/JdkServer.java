package httpd.jdk;

import com.sun.net.httpserver.HttpServer;
import httpd.gateway.Lint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The samples on the JDK's own server, as a process. */
final class JdkServer {
    private JdkServer() {
    }

    /** @param args the port */
    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
        server.createContext("/", new OnJdk(new Lint().around(Samples.application())));
        server.createContext("/mounted/deep", new OnJdk(new Lint().around(Samples.application())));
        server.createContext("/handler", Samples.handler());
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }
}
