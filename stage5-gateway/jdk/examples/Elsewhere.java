import com.sun.net.httpserver.HttpServer;
import httpd.gateway.Application;
import httpd.http.Response;
import httpd.jdk.OnJdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** The other direction: an application of this course on a server that nobody here has written. */
public class Elsewhere {
    static final Application HELLO = request -> Response.text(200, "Hello from " + request.path() + "\n");

    public static void main(String[] args) throws IOException {
        int port = args.length == 0 ? 8080 : Integer.parseInt(args[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", new OnJdk(HELLO));
        server.setExecutor(Executors.newFixedThreadPool(16)); // without one, its dispatcher runs the application, and everybody waits
        server.start();
        System.out.println("The JDK's server listening on http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
