package httpd.jersey;

import httpd.bridge.PushBridge;
import httpd.bridge.Responder;
import httpd.gateway.Application;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.net.URI;
import java.net.URISyntaxException;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Runs an application that is written with JAX-RS (Jakarta REST), by Jersey. Jersey needs a container to give it requests and take
 * its answers; this is one. An answer must be made by the thread that is asked: {@code @Suspended} is not supported.
 */
public final class JerseyApplication implements Application {
    private final ApplicationHandler jersey;
    private final PushBridge bridge = new PushBridge(this::push);

    /** @param resources the classes of the application, such as {@code new ResourceConfig(Shop.class)} */
    public JerseyApplication(jakarta.ws.rs.core.Application resources) {
        ResourceConfig config = ResourceConfig.forApplication(resources);
        config.register(new BodyWatch(), Integer.MIN_VALUE); // outermost: no failure may pass it by
        jersey = new ApplicationHandler(config);
    }

    @Override
    public Response handle(Request request) throws Exception {
        return bridge.handle(request);
    }

    private void push(Request request, Responder responder) throws Exception {
        AnswerWriter writer = new AnswerWriter(responder);
        ContainerRequest asked = containerRequest(request);
        for (int index = 0; index < request.headers().size(); index++) {
            asked.header(request.headers().name(index), request.headers().value(index));
        }
        asked.setEntityStream(request.body());
        asked.setWriter(writer);
        asked.setProperty(AnswerWriter.class.getName(), writer);
        jersey.handle(asked);
        writer.finish();
    }

    /** Jersey wants the whole URI, and that of the application, which must be a beginning of it as it was sent. */
    private ContainerRequest containerRequest(Request request) throws HttpError {
        try {
            URI target = new URI(request.target());
            String path = target.getRawPath();
            String site = "http://" + authority(request);
            URI base = new URI(site + path.substring(0, rawLength(path, request.script().length())) + "/");
            URI whole = new URI(site + path + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery()));
            return new ContainerRequest(base, whole, request.method(), new Nobody(), new MapPropertiesDelegate(),
                    jersey.getConfiguration());
        } catch (URISyntaxException e) {
            throw new HttpError(400, "The request target is no URI.");
        }
    }

    private static String authority(Request request) {
        String authority = request.authority();
        return authority.isEmpty() ? "localhost:" + request.endpoints().local().getPort() : authority;
    }

    /** Returns with how many characters of a path the first {@code count} octets of it were sent. */
    private static int rawLength(String path, int count) {
        int at = 0;
        for (int octets = 0; octets < count; octets++) {
            at += path.charAt(at) == '%' ? 3 : 1;
        }
        return at;
    }
}
