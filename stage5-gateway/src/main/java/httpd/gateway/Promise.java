package httpd.gateway;

import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * What an application promises with the head of a response, before anybody believes it. A Content-Length is the one field of the
 * framing that it may set; it becomes the length of the body, so that head and body cannot disagree on the wire.
 */
final class Promise {
    /** RFC 9110 section 7.6.1: these belong to the connection, and an application has none. Date is the server's as well. */
    private static final List<String> OF_THE_SERVER = List.of("Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "TE",
            "Trailer", "Upgrade", "Date");
    private static final String LENGTH = "Content-Length";

    private Promise() {
    }

    /**
     * Returns the response as the server will send it.
     *
     * @throws IllegalStateException if there is none, or it promises what cannot be kept
     */
    static Response of(Response response, Request request) {
        if (response == null) {
            throw new IllegalStateException("the application answered null");
        }
        if (response.status() < 200 || response.status() > 599) {
            throw new IllegalStateException("the application answered with status " + response.status());
        }
        for (String field : OF_THE_SERVER) {
            if (response.headers().has(field)) {
                throw new IllegalStateException("the application set " + field);
            }
        }
        if (!(response.body() instanceof Body.Push) && response.body().length() < 0 || response.body() instanceof Body.Arriving) {
            throw new IllegalStateException("the application gave a body of unknown length that it does not push");
        }
        return response.headers().has(LENGTH) ? withLength(response, request) : response;
    }

    private static Response withLength(Response response, Request request) {
        List<String> values = response.headers().all(LENGTH);
        if (values.size() > 1 || !values.get(0).matches("[0-9]{1,18}")) {
            throw new IllegalStateException("the application set Content-Length to " + String.join(" and ", values));
        }
        long promised = Long.parseLong(values.get(0));
        Body body = response.body();
        boolean sent = !request.method().equals("HEAD") && response.status() != 204 && response.status() != 304;
        if (sent && body.length() >= 0 && body.length() != promised) {
            throw new IllegalStateException("the application set Content-Length to " + promised + " for " + body.length() + " bytes");
        }
        return response.without(LENGTH).with(body.length() == promised ? body : ofLength(body, promised));
    }

    private static Body ofLength(Body body, long length) {
        if (!(body instanceof Body.Push push)) { // of an answer that has no body, only its length: it will not be read
            return new Body.Stream(body instanceof Body.Stream stream ? stream.source() : InputStream.nullInputStream(), length);
        }
        return new Body.Push() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                push.writeTo(out);
            }

            @Override
            public long length() {
                return length;
            }

            @Override
            public void close() throws IOException {
                push.close();
            }
        };
    }
}
