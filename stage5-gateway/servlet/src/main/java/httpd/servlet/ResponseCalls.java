package httpd.servlet;

import httpd.bridge.Responder;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An answer in the shape of {@link jakarta.servlet.http.HttpServletResponse}: everything can be changed until it is committed, by a
 * full buffer, a flush, or its end.
 */
final class ResponseCalls implements Calls, BodyOutput.Commit {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final int FOUND = 302; // RFC 9110 section 15.4.3

    private final boolean head;
    private final Responder responder;
    private final BodyOutput body = new BodyOutput(this);
    private ResponseFields fields = new ResponseFields();
    private PrintWriter writer;  // null until somebody asks for it
    private boolean streaming;   // somebody has asked for the other one
    private int status = 200;
    private Locale locale = Locale.getDefault();

    /** @param head whether this answers HEAD, so that no body says nothing of its length */
    ResponseCalls(boolean head, Responder responder) {
        this.head = head;
        this.responder = responder;
    }

    @Override
    public Object call(String method, Object[] args) throws Exception {
        Object result = asked(method, args);
        if (result == NOT_HERE) {
            result = state(method, args);
        }
        return result == NOT_HERE ? field(method, args) : result;
    }

    private Object asked(String method, Object[] args) throws IOException {
        return switch (method) {
            case "getStatus" -> status;
            case "isCommitted" -> body.isCommitted();
            case "getOutputStream" -> stream();
            case "getWriter" -> writer();
            case "getContentType" -> fields.type();
            case "getCharacterEncoding" -> fields.charset();
            case "getBufferSize" -> BodyOutput.HELD;
            case "getLocale" -> locale;
            case "containsHeader" -> fields.all().has((String) args[0]);
            case "getHeader" -> fields.all().get((String) args[0]);
            case "getHeaders" -> fields.all().all((String) args[0]);
            case "getHeaderNames" -> fields.names();
            case "encodeURL", "encodeRedirectURL" -> args[0]; // there are no sessions to put into it
            default -> NOT_HERE;
        };
    }

    private ServletOutputStream stream() {
        if (writer != null) {
            throw new IllegalStateException("getWriter has been called for this response");
        }
        streaming = true;
        return body;
    }

    private PrintWriter writer() throws UnsupportedEncodingException {
        if (streaming) {
            throw new IllegalStateException("getOutputStream has been called for this response");
        }
        if (writer == null) {
            fields.fixCharset();
            writer = new PrintWriter(new OutputStreamWriter(body, fields.charset()));
        }
        return writer;
    }

    private Object state(String method, Object[] args) throws IOException {
        switch (method) {
            case "setStatus" -> status = body.isCommitted() ? status : (int) args[0];
            case "sendError" -> sendError((int) args[0], args.length == 1 ? "Error" : String.valueOf(args[1]));
            case "sendRedirect" -> {
                if (args.length == 2) {
                    return NOT_HERE; // a default method, which asks for the one with three
                }
                redirect((String) args[0], args.length == 1 ? FOUND : (int) args[1]);
            }
            case "flushBuffer" -> {
                collectText();
                body.flush();
            }
            case "resetBuffer" -> takeBack();
            case "reset" -> reset();
            case "setBufferSize" -> { } // it is a wish
            case "setLocale" -> locale = (Locale) args[0];
            default -> {
                return NOT_HERE;
            }
        }
        return null;
    }

    private void sendError(int code, String sentence) throws IOException {
        takeBack();
        status = code;
        fields.set("Content-Length", null);
        fields.set("Content-Type", "text/plain;charset=UTF-8");
        body.write((sentence + " (" + code + ")\n").getBytes(StandardCharsets.UTF_8));
        body.end();
    }

    private void redirect(String location, int code) {
        takeBack();
        status = code;
        fields.set("Location", location);
        body.end();
    }

    private void reset() {
        takeBack();
        status = 200;
        fields = new ResponseFields();
        writer = null;
        streaming = false;
    }

    /** All of these do nothing when it is too late, so the API says. */
    private Object field(String method, Object[] args) {
        ResponseFields changed = body.isCommitted() ? new ResponseFields() : fields;
        switch (method) {
            case "setHeader", "setIntHeader" -> changed.set((String) args[0], text(args[1]));
            case "addHeader", "addIntHeader" -> changed.add((String) args[0], text(args[1]));
            case "setDateHeader" -> changed.set((String) args[0], DATE.format(Instant.ofEpochMilli((long) args[1])));
            case "addDateHeader" -> changed.add((String) args[0], DATE.format(Instant.ofEpochMilli((long) args[1])));
            case "addCookie" -> changed.add((Cookie) args[0]);
            case "setContentType" -> changed.set("Content-Type", text(args[0]));
            case "setCharacterEncoding" -> changed.charset(text(args[0]));
            case "setContentLength", "setContentLengthLong" -> changed.set("Content-Length", text(args[0]));
            default -> {
                return NOT_HERE;
            }
        }
        return null;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    /** What has been written so far has not been, if that is still possible. */
    private void takeBack() {
        collectText();
        body.reset();
    }

    /** A writer keeps text back, too. */
    private void collectText() {
        body.hold(true);
        if (writer != null) {
            writer.flush();
        }
        body.hold(false);
    }

    @Override
    public OutputStream commit(long written) throws IOException {
        long promised = fields.length();
        return responder.start(status, fields.all(), promised >= 0 ? promised : head && written == 0 ? -1 : written);
    }

    /** The servlet has come back. */
    void complete() throws IOException {
        collectText();
        body.finish();
    }
}
