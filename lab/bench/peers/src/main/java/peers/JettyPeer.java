package peers;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Jetty with one acceptor and one selector, and a handler that says that it never blocks. */
public final class JettyPeer {
    private JettyPeer() {
    }

    public static void main(String[] args) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendDateHeader(true);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(Answer.port(args));
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answer.TYPE);
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, Answer.BYTES.length);
                response.write(true, ByteBuffer.wrap(Answer.BYTES), callback);
                return true;
            }
        });
        server.start();
        server.join();
    }
}
