package httpd.app;

import httpd.gateway.Spool;
import httpd.http.Body;
import httpd.http.Headers;
import httpd.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The answer of an application in the older style. Its head has to be waited for, up to the first block that is not empty; what it
 * writes until then, instead of giving it block by block, has no place but a spool. The rest is pushed while the application makes it.
 */
final class WsgiResponse implements StartResponse, Body.Push {
    private static final int IN_MEMORY = 64 << 10;

    private final Spool early = new Spool(IN_MEMORY);
    private int status;
    private Headers headers; // null until the response is started
    private boolean sent;    // there is no way back
    private Iterable<byte[]> blocks = List.of();
    private Iterator<byte[]> rest;
    private byte[] first = {};
    private OutputStream out; // null until the body is asked for

    @Override
    public Write start(String line, List<Map.Entry<String, String>> fields, Exception failure) throws Exception {
        if (headers != null && failure == null) {
            throw new IllegalStateException("the response has been started already, and nothing has failed since");
        }
        if (sent && failure != null) {
            throw failure;
        }
        if (!line.matches("[2-5][0-9]{2} .+")) {
            throw new IllegalArgumentException("a status has three digits, a blank and a reason: " + line);
        }
        Headers started = new Headers();
        fields.forEach(field -> started.add(field.getKey(), field.getValue()));
        status = Integer.parseInt(line.substring(0, 3));
        headers = started;
        return this::write;
    }

    /** Returns the response when the application has given the first block. */
    Response of(Iterable<byte[]> given) {
        blocks = given;
        rest = given.iterator();
        while (first.length == 0 && rest.hasNext()) {
            first = rest.next();
        }
        if (headers == null) {
            throw new IllegalStateException("the application has not started the response");
        }
        sent = true;
        return new Response(status, headers, this);
    }

    private void write(byte[] block) throws IOException {
        sent |= block.length > 0;
        if (out == null) {
            early.take(block, 0, block.length);
        } else if (block.length > 0) {
            out.write(block);
            if (!(blocks instanceof Collection)) {
                out.flush(); // PEP 3333: a block must not wait for the next one; those of a collection are all there
            }
        }
    }

    @Override
    public void writeTo(OutputStream body) throws IOException {
        out = body;
        early.open().transferTo(body);
        write(first);
        while (rest.hasNext()) {
            write(rest.next());
        }
    }

    /** Whatever has happened, the sequence of blocks is closed. */
    @Override
    public void close() throws IOException {
        try (early) {
            if (blocks instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
