import httpd.gateway.Application;
import httpd.jersey.JerseyApplication;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import org.glassfish.jersey.media.multipart.FormDataContentDisposition;
import org.glassfish.jersey.media.multipart.FormDataParam;
import org.glassfish.jersey.media.multipart.MultiPartFeature;
import org.glassfish.jersey.server.ResourceConfig;

/** A form to upload a file with, as an application that knows JAX-RS and nothing of this server. */
class jaxrs {
    static final Application app = new JerseyApplication(new ResourceConfig(Pages.class, MultiPartFeature.class));

    @Path("/")
    public static class Pages {
        @GET
        @Produces("text/html; charset=utf-8")
        public String index() {
            return "<!DOCTYPE html><title>Upload</title><form action=\"upload\" method=\"post\" enctype=\"multipart/form-data\">"
                    + "<input type=\"file\" name=\"file\"><button>Upload</button></form>";
        }

        @GET
        @Path("hello/{name}")
        @Produces("text/plain; charset=utf-8")
        public String hello(@PathParam("name") String name) {
            return "Hello, " + name + "!\n";
        }

        @POST
        @Path("upload")
        @Consumes("multipart/form-data")
        @Produces("text/plain; charset=utf-8")
        public String upload(@FormDataParam("file") InputStream file, @FormDataParam("file") FormDataContentDisposition about)
                throws IOException {
            return about.getFileName() + ": " + file.readAllBytes().length + " bytes\n";
        }
    }
}
