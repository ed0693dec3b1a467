import com.sun.net.httpserver.SimpleFileServer;
import httpd.gateway.Application;
import httpd.jdk.JdkApplication;
import java.nio.file.Path;

/** The JDK's own file server (since JDK 18) as an application: the files of the directory in which the server was started. */
class files {
    static final Application app = new JdkApplication(SimpleFileServer.createFileHandler(Path.of("").toAbsolutePath()));
}
