import httpd.gateway.Application;
import httpd.http.Request;
import httpd.http.Response;

/**
 * The smallest application.
 *
 *   java -jar stage5-gateway/target/stage5.jar --app stage5-gateway/examples/hello.java
 *   curl http://127.0.0.1:8005/
 */
class Hello implements Application {
    @Override
    public Response handle(Request request) {
        return Response.text(200, "Hello, World!\n");
    }
}
