import httpd.app.StaticFiles;
import httpd.gateway.Application;
import httpd.gateway.ErrorPage;
import httpd.gateway.Gzip;
import httpd.gateway.Mount;
import httpd.http.Response;
import httpd.site.Site;
import java.nio.file.Path;
import java.util.Map;

/**
 * Several applications under one roof, and what stands around them, put together in code.
 *
 *   java -jar stage5-gateway/target/stage5.jar --app stage5-gateway/examples/site.java
 *   curl http://127.0.0.1:8005/sources/hello.java
 *   curl --compressed http://127.0.0.1:8005/demo/bytes?n=100000 | wc -c
 */
class Everything {
    private static final Path SOURCES = Path.of(System.getProperty("sources", "stage5-gateway/examples"));

    static Application app() {
        Application welcome = request -> Response.text(200, "Try /sources/hello.java or /demo/hello.\n");
        Application all = new Mount(Map.of("/sources", new StaticFiles(SOURCES), "/demo", new Site(), "/", welcome));
        return new ErrorPage().around(new Gzip().around(all));
    }
}
