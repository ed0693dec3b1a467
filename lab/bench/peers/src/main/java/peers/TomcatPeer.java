package peers;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with one acceptor, one poller and its pool of workers, which keeps connections as long as clients want. */
public final class TomcatPeer {
    private static final Logger LOG = Logger.getLogger("org.apache");

    private TomcatPeer() {
    }

    public static void main(String[] args) throws Exception {
        LOG.setLevel(Level.WARNING);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(".");
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(Answer.port(args));
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("maxConnections", "16384");
        connector.setProperty("acceptCount", "1024");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "hello", new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setContentType(Answer.TYPE);
                response.setContentLength(Answer.BYTES.length);
                response.getOutputStream().write(Answer.BYTES);
            }
        });
        context.addServletMappingDecoded("/", "hello");
        tomcat.start();
        tomcat.getServer().await();
    }
}
