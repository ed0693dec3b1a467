package httpd.cgi;

import httpd.http.Headers;
import httpd.http.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A request as meta-variables (RFC 3875 section 4.1), in values of one octet a character. */
final class MetaVariables {
    /**
     * Fields that no program gets to see. Proxy would become HTTP_PROXY, which many a library takes for the address of its proxy
     * (CVE-2016-5385); credentials are the server's affair (section 9.2); content has variables of its own; the rest belongs to the
     * connection, and a program has none.
     */
    private static final Set<String> KEPT_BACK = Set.of("proxy", "authorization", "proxy-authorization", "content-type", "content-length",
            "transfer-encoding", "connection", "keep-alive", "proxy-connection", "te", "trailer", "upgrade", "expect");

    private MetaVariables() {
    }

    /**
     * Returns the variables for a request.
     *
     * @param script the path of the program, as the client wrote it, decoded
     * @param path what follows it, decoded
     * @param length the number of bytes of the body
     */
    static Map<String, String> of(Request request, String script, String path, long length) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (length > 0) {
            variables.put("CONTENT_LENGTH", Long.toString(length));
        }
        String type = request.headers().get("Content-Type");
        if (type != null) {
            variables.put("CONTENT_TYPE", type);
        }
        variables.put("GATEWAY_INTERFACE", "CGI/1.1");
        variables.put("REQUEST_METHOD", request.method());
        variables.put("REQUEST_URI", request.target());
        variables.put("SCRIPT_NAME", script);
        variables.put("PATH_INFO", path);
        variables.put("QUERY_STRING", request.query());
        variables.put("SERVER_PROTOCOL", "HTTP/1." + request.minorVersion());
        variables.put("SERVER_SOFTWARE", "stages/5");
        putAddresses(variables, request);
        putFields(variables, request.headers());
        if (!request.authority().isEmpty()) {
            variables.put("HTTP_HOST", request.authority()); // that of an absolute target wins
        }
        return variables;
    }

    private static void putAddresses(Map<String, String> variables, Request request) {
        InetSocketAddress local = request.endpoints().local();
        InetSocketAddress remote = request.endpoints().remote();
        String name = hostOf(request.authority());
        String address = textOf(local.getAddress());
        variables.put("SERVER_NAME", !name.isEmpty() ? name : address.contains(":") ? "[" + address + "]" : address);
        variables.put("SERVER_ADDR", address);
        variables.put("SERVER_PORT", Integer.toString(local.getPort()));
        variables.put("REMOTE_ADDR", textOf(remote.getAddress()));
        variables.put("REMOTE_HOST", textOf(remote.getAddress())); // section 4.1.9 allows it where names are not looked up
        variables.put("REMOTE_PORT", Integer.toString(remote.getPort()));
    }

    private static String hostOf(String authority) {
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        return end < 0 ? authority : authority.substring(0, end);
    }

    private static String textOf(InetAddress address) {
        return address == null ? "" : address.getHostAddress().replaceFirst("%.*", "");
    }

    private static void putFields(Map<String, String> variables, Headers headers) {
        for (int index = 0; index < headers.size(); index++) {
            String name = headers.name(index);
            if (isUnmistakable(name) && !KEPT_BACK.contains(name.toLowerCase(Locale.ROOT))) {
                String separator = name.equalsIgnoreCase("Cookie") ? "; " : ", ";
                String variable = "HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
                variables.merge(variable, headers.value(index), (before, value) -> before + separator + value);
            }
        }
    }

    /** X_Forwarded_For would pass for X-Forwarded-For, which a proxy may have checked; so a name is letters, digits and hyphens. */
    private static boolean isUnmistakable(String name) {
        return name.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
    }
}
