import httpd.app.UploadForm;
import httpd.gateway.Application;
import java.nio.file.Path;

/**
 * The upload form, configured: code is all the configuration that an application needs.
 *
 *   java -jar stage5-gateway/target/stage5.jar --app stage5-gateway/examples/uploads.java
 *   http://127.0.0.1:8005/ in a browser, or: curl -F file=@README.md http://127.0.0.1:8005/upload
 */
class Uploads {
    private static final Path DIRECTORY = Path.of(System.getProperty("uploads", "uploads"));
    private static final long LARGEST = 100L << 20; // bytes of one form
    static final Application app = new UploadForm(DIRECTORY, LARGEST);
}
