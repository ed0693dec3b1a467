package httpd.app;

import httpd.http.HttpError;
import java.util.regex.Pattern;

/** What parts of a form have between them, announced in its Content-Type (RFC 2046 section 5.1.1). */
final class Boundary {
    private static final Pattern ALLOWED = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private Boundary() {
    }

    /**
     * Returns the boundary of a form.
     *
     * @param contentType the value of the field, or null
     * @throws HttpError 415 if it is the type of something else, 400 if it has no boundary that RFC 2046 section 5.1.1 allows
     */
    static String of(String contentType) throws HttpError {
        Parameters type = contentType == null ? null : Parameters.of(contentType);
        if (type == null || !type.value().equals("multipart/form-data")) {
            throw new HttpError(415, "Files are sent as multipart/form-data.");
        }
        String boundary = type.byName().get("boundary");
        if (boundary == null || !ALLOWED.matcher(boundary).matches()) {
            throw new HttpError(400, "The form has no boundary of 1 to 70 allowed characters.");
        }
        return boundary;
    }
}
