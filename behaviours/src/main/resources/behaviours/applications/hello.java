import httpd.gateway.Application;
import httpd.http.Request;
import httpd.http.Response;

/** Says how it is reached, in each of the ways in which an application can be named. */
public final class Hello implements Application {
    static final Application FIELD = request -> said("field", request);

    @Override
    public Response handle(Request request) {
        return said("class", request);
    }

    static Application factory() {
        return request -> said("factory", request);
    }

    static Response method(Request request) {
        return said("method", request);
    }

    static String name() {
        return "no application";
    }

    private static Response said(String how, Request request) {
        return Response.text(200, how + " " + request.script() + " " + request.path() + "\n");
    }
}
