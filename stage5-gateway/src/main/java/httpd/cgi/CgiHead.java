package httpd.cgi;

import httpd.http.Headers;
import java.util.List;

/**
 * The head of a program's answer (RFC 3875 section 6.3).
 *
 * @param status 200 to 599
 * @param headers those that may be passed on
 * @param redirect the path that the server is to answer for in place of the program (section 6.2.2), or null
 */
record CgiHead(int status, Headers headers, String redirect) {
    /** Framing and connection are the server's, and so is the time; what a program says of them is left out. */
    private static final List<String> OF_THE_SERVER = List.of("Status", "Transfer-Encoding", "Connection", "Keep-Alive",
            "Proxy-Connection", "TE", "Trailer", "Upgrade", "Date");
    private static final List<String> AT_MOST_ONCE = List.of("Status", "Location", "Content-Type", "Content-Length");

    /**
     * Parses a head.
     *
     * @param text the lines, an octet a character, each with its line feed, without the blank line
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static CgiHead parse(String text) {
        Headers fields = new Headers();
        String statusLine = null;
        for (String ended : text.split("\n")) {
            String line = ended.endsWith("\r") ? ended.substring(0, ended.length() - 1) : ended;
            if (statusLine == null && fields.size() == 0 && line.matches("HTTP/[0-9]\\.[0-9] .*")) {
                statusLine = line.substring("HTTP/1.1 ".length()); // an nph- script writes a whole response (section 5)
            } else {
                addField(fields, line);
            }
        }
        for (String name : AT_MOST_ONCE) {
            require(fields.all(name).size() <= 1, "it has more than one field " + name);
        }
        String status = statusLine != null ? statusLine : fields.get("Status");
        require(status != null || fields.has("Content-Type") || fields.has("Location"), "it has neither type nor status nor location");
        require(!fields.has("Content-Length") || fields.get("Content-Length").matches("[0-9]{1,18}"), "its Content-Length is no number");
        return of(status, fields);
    }

    private static void addField(Headers fields, String line) {
        int colon = line.indexOf(':');
        require(colon > 0, "it has a line that is no field");
        fields.add(line.substring(0, colon), line.substring(colon + 1).replaceAll("^[ \t]+|[ \t]+$", ""));
    }

    private static CgiHead of(String status, Headers fields) {
        String location = fields.get("Location");
        int code = location == null ? 200 : 302;
        if (status != null) {
            require(status.matches("[2-5][0-9][0-9]( .*)?"), "its status is none");
            code = Integer.parseInt(status.substring(0, 3));
        }
        Headers headers = fields;
        for (String name : OF_THE_SERVER) {
            headers = headers.without(name);
        }
        // With a status it is the client who is to go there, even if there is no host in it.
        String redirect = status == null && location != null && location.startsWith("/") ? location : null;
        return new CgiHead(code, code == 204 ? headers.without("Content-Length") : headers, redirect);
    }

    private static void require(boolean kept, String otherwise) {
        if (!kept) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
