package httpd.gateway;

import httpd.http.Body;
import httpd.http.Headers;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Compresses text for those who accept it (RFC 9110 section 8.4.1.3), and passes on what the application flushes. */
public final class Gzip implements Middleware {
    private static final Set<String> TEXT = Set.of("application/json", "application/javascript", "application/xml",
            "application/x-ndjson");
    private static final Pattern MEMBER = Pattern.compile("([^;\\s]+)\\s*(?:;\\s*[qQ]\\s*=\\s*([01](?:\\.[0-9]{0,3})?))?");

    @Override
    public Application around(Application inner) {
        return new Application() {
            @Override
            public Response handle(Request request) throws Exception {
                Response response = Bodies.ask(inner, request);
                return isCompressible(request, response) ? negotiated(request, response) : response;
            }

            /** Compressing takes its time, and the event loop has none. */
            @Override
            public boolean mayBlock(Request request) {
                return accepts(request.headers()) || inner.mayBlock(request);
            }

            @Override
            public boolean streams(Request request) {
                return inner.streams(request);
            }
        };
    }

    private static Response negotiated(Request request, Response response) {
        Response varied = varied(response);
        return accepts(request.headers()) ? compressed(varied) : varied;
    }

    private static boolean isCompressible(Request request, Response response) {
        Headers headers = response.headers();
        int status = response.status();
        return status != 204 && status != 206 && status != 304
                && !headers.has("Content-Encoding") && !headers.has("Content-Range") && !headers.lists("Cache-Control", "no-transform")
                && isText(headers.get("Content-Type"))
                && (response.body().length() != 0 || request.method().equals("HEAD"));
    }

    private static boolean isText(String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || TEXT.contains(type) || type.endsWith("+xml") || type.endsWith("+json");
    }

    /** Tells whether the client takes gzip: by its name, else by {@code *}, with a weight above 0 (RFC 9110 section 12.5.3). */
    static boolean accepts(Headers headers) {
        boolean any = false;
        for (String value : headers.all("Accept-Encoding")) {
            for (String member : value.split(",")) {
                Matcher matcher = MEMBER.matcher(member.strip());
                String coding = matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
                if (coding.equals("gzip") || coding.equals("x-gzip")) {
                    return isWanted(matcher.group(2));
                }
                any |= coding.equals("*") && isWanted(matcher.group(2));
            }
        }
        return any;
    }

    private static boolean isWanted(String weight) {
        return weight == null || Double.parseDouble(weight) > 0;
    }

    /** A cache has to know that there are two answers (RFC 9110 section 12.5.5), also from the one that is not compressed. */
    private static Response varied(Response response) {
        Headers headers = response.headers();
        if (headers.lists("Vary", "Accept-Encoding") || headers.lists("Vary", "*")) {
            return response;
        }
        return new Response(response.status(), headers.copy().add("Vary", "Accept-Encoding"), response.body());
    }

    private static Response compressed(Response response) {
        String tag = response.headers().get("ETag");
        Response changed = response.without("ETag").without("Accept-Ranges"); // ranges are of what the application has, not of this
        if (tag != null) {
            changed = changed.with("ETag", tag.startsWith("W/") ? tag : "W/" + tag); // the same page, not the same bytes
        }
        return new Response(changed.status(), changed.headers().copy().add("Content-Encoding", "gzip"), new Compressed(changed.body()));
    }

    private record Compressed(Body body) implements Body.Push {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            Compressor gzip = new Compressor(out);
            try {
                Bodies.write(body, gzip);
                gzip.finish(); // not if that failed: the end of a body that is not whole must be missing
            } finally {
                gzip.release();
            }
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    private static final class Compressor extends GZIPOutputStream {
        Compressor(OutputStream out) throws IOException {
            super(out, 4 << 10, true);
        }

        /** Gives back the memory outside the heap, which nothing but a close would do; and a close would finish. */
        void release() {
            def.end();
        }
    }
}
