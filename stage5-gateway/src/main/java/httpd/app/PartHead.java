package httpd.app;

import httpd.http.HttpError;
import httpd.http.Syntax;
import java.util.List;
import java.util.Locale;

/**
 * What stands before a part of a form (RFC 7578 section 4).
 *
 * @param name what the field is called
 * @param fileName what the file is called at the client, or null if this is no file
 */
record PartHead(String name, String fileName) {
    private static final List<String> PLAIN_ENCODINGS = List.of("7bit", "8bit", "binary");

    /**
     * Reads it from its lines, each with a line break before it. What it does not know it leaves out; so a {@code filename*} too,
     * which must not be used in a form (RFC 7578 section 4.2).
     *
     * @throws HttpError 400 if it is malformed, or does not say what the field is called
     */
    static PartHead of(String lines) throws HttpError {
        Parameters disposition = null;
        for (String line : lines.isEmpty() ? List.<String>of() : List.of(lines.substring(2).split("\r\n", -1))) {
            int colon = line.indexOf(':');
            if (colon < 0 || !Syntax.isToken(line.substring(0, colon)) || line.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F)) {
                throw Multipart.malformed("the head of a part has a line that is no field");
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-disposition" -> {
                    if (disposition != null) {
                        throw Multipart.malformed("a part has two dispositions");
                    }
                    disposition = disposition(value);
                }
                case "content-transfer-encoding" -> { // RFC 7578 section 4.7: nobody should, but then the bytes would be others
                    if (!PLAIN_ENCODINGS.contains(value.toLowerCase(Locale.ROOT))) {
                        throw Multipart.malformed("the content of a part is encoded");
                    }
                }
                default -> { }
            }
        }
        if (disposition == null) {
            throw Multipart.malformed("a part does not say what it is");
        }
        return new PartHead(disposition.byName().get("name"), disposition.byName().get("filename"));
    }

    private static Parameters disposition(String value) throws HttpError {
        Parameters disposition = Parameters.of(value);
        if (disposition == null || !disposition.value().equals("form-data") || !disposition.byName().containsKey("name")) {
            throw Multipart.malformed("a part has no form-data with a name");
        }
        return disposition;
    }
}
