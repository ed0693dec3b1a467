package httpd.jersey;

import httpd.gateway.Application;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.jersey.media.multipart.FormDataContentDisposition;
import org.glassfish.jersey.media.multipart.FormDataParam;
import org.glassfish.jersey.media.multipart.MultiPartFeature;
import org.glassfish.jersey.server.ResourceConfig;

/** Something of all that JAX-RS offers. */
@Path("/")
@Produces("text/plain; charset=utf-8")
public class Shop {
    private static final ConcurrentHashMap<String, CompletableFuture<Void>> SEEN = new ConcurrentHashMap<>();

    public static Application app() {
        return new JerseyApplication(new ResourceConfig(Shop.class, MultiPartFeature.class, Excuse.class));
    }

    @GET
    @Path("text")
    public String text() {
        return "Hello\n";
    }

    @GET
    @Path("items/{id}")
    public String item(@PathParam("id") String id, @QueryParam("colour") List<String> colours, @Context HttpHeaders headers) {
        return id + " " + colours + " " + headers.getRequestHeader("X-Two") + "\n";
    }

    @GET
    @Path("where/{rest: .*}")
    public String where(@Context UriInfo uri) {
        return uri.getBaseUri() + " " + uri.getPath(false) + " " + uri.getRequestUri() + "\n";
    }

    @POST
    @Path("form")
    @Consumes("application/x-www-form-urlencoded")
    public String form(@FormParam("name") String name, Form all) {
        return name + " " + all.asMap().get("many") + "\n";
    }

    @PUT
    @Path("echo")
    @Produces("application/octet-stream")
    public byte[] echo(byte[] body) {
        return body;
    }

    @POST
    @Path("upload")
    @Consumes("multipart/form-data")
    @Produces("application/octet-stream")
    public Response upload(@FormDataParam("file") InputStream file, @FormDataParam("file") FormDataContentDisposition about,
            @FormDataParam("note") String note) throws IOException {
        return Response.ok(file.readAllBytes()).header("X-File", about.getFileName()).header("X-Note", note).build();
    }

    @GET
    @Path("cookies")
    public Response cookies() {
        return Response.ok("").header("Set-Cookie", "a=1").header("X-Between", "x").header("Set-Cookie", "b=2").build();
    }

    @POST
    @Path("nothing")
    public void nothing() {
    }

    @GET
    @Path("large")
    public StreamingOutput large() {
        return out -> out.write(new byte[300_000]);
    }

    @GET
    @Path("ticks")
    public StreamingOutput ticks() {
        return out -> {
            for (int tick = 1; tick <= 3; tick++) {
                write(out, "tick " + tick + "\n");
                try {
                    seen(tick).get(10, TimeUnit.SECONDS);
                } catch (InterruptedException | ExecutionException | TimeoutException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    @POST
    @Path("seen/{tick}")
    public void see(@PathParam("tick") int tick) {
        seen(tick).complete(null);
    }

    private static CompletableFuture<Void> seen(int tick) {
        return SEEN.computeIfAbsent("tick " + tick, key -> new CompletableFuture<>());
    }

    @GET
    @Path("fails")
    public String fails() {
        throw new IllegalStateException("secret");
    }

    @GET
    @Path("fails-at-once")
    public StreamingOutput failsAtOnce() {
        return out -> {
            throw new IOException("secret");
        };
    }

    @GET
    @Path("fails-held")
    public StreamingOutput failsHeld() {
        return out -> {
            out.write('x');
            throw new IllegalStateException("secret");
        };
    }

    @GET
    @Path("fails-late")
    public StreamingOutput failsLate() {
        return out -> {
            write(out, "half");
            throw new IllegalStateException("secret");
        };
    }

    @GET
    @Path("refuses")
    public String refuses() {
        throw new WebApplicationException("no coffee", Response.status(418).entity("teapot\n").build());
    }

    @GET
    @Path("excused")
    public String excused() {
        throw new ArithmeticException();
    }

    @GET
    @Path("excused-at-once")
    public StreamingOutput excusedAtOnce() {
        return out -> {
            throw new ArithmeticException();
        };
    }

    /** The application's own answer to a failure. */
    public static final class Excuse implements ExceptionMapper<ArithmeticException> {
        @Override
        public Response toResponse(ArithmeticException e) {
            return Response.status(409).entity("sorry\n").type("text/plain").build();
        }
    }

    @GET
    @Path("later")
    public void later(@Suspended AsyncResponse response) {
        response.resume("never");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
