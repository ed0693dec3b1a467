package httpd.servlet;

import httpd.http.Headers;
import httpd.http.Request;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A request in the shape of {@link jakarta.servlet.http.HttpServletRequest}. */
final class RequestCalls implements Calls {
    private final Request request;
    private final Headers headers;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final URI site;
    private final ServletContext context;
    private final ServletInputStream in;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private BufferedReader reader;
    private String charset;
    private Map<String, String[]> parameters; // null until somebody asks for one

    RequestCalls(Request request, ServletContext context) {
        this.request = request;
        this.context = context;
        headers = request.headers();
        remote = request.endpoints().remote();
        local = request.endpoints().local();
        String authority = request.authority();
        site = URI.create("http://" + (authority.isEmpty() ? local.getHostString() + ":" + local.getPort() : authority));
        in = new BodyInput(request.body());
        charset = ContentType.charset(headers.get("Content-Type"));
    }

    @Override
    public Object call(String method, Object[] args) throws Exception {
        Object result = target(method);
        if (result == NOT_HERE) {
            result = field(method, args);
        }
        if (result == NOT_HERE) {
            result = body(method, args);
        }
        return result == NOT_HERE ? rest(method, args) : result;
    }

    private Object target(String method) {
        return switch (method) {
            case "getMethod" -> request.method();
            case "getRequestURI" -> rawPath();
            case "getRequestURL" -> new StringBuffer(site + rawPath());
            case "getQueryString" -> request.target().contains("?") ? request.query() : null;
            case "getContextPath" -> rawPath().substring(0, rawLength(request.script().length()));
            case "getServletPath" -> ""; // as a servlet that is mapped to /* sees it
            case "getPathInfo" -> request.path().isEmpty() ? null : utf8(request.path());
            case "getPathTranslated" -> null;
            case "getScheme" -> "http";
            case "isSecure" -> false;
            case "getProtocol" -> "HTTP/1." + request.minorVersion();
            case "getServerName" -> site.getHost() == null ? site.getAuthority() : site.getHost();
            case "getServerPort" -> site.getPort() < 0 ? 80 : site.getPort();
            case "getRemoteAddr", "getRemoteHost" -> remote.getAddress().getHostAddress();
            case "getRemotePort" -> remote.getPort();
            case "getLocalAddr", "getLocalName" -> local.getAddress().getHostAddress();
            case "getLocalPort" -> local.getPort();
            default -> NOT_HERE;
        };
    }

    private String rawPath() {
        String target = request.target();
        if (!target.startsWith("/")) {
            return target.equals("*") ? target : URI.create(target).getRawPath();
        }
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Returns with how many characters the first {@code count} octets of the path were sent. */
    private int rawLength(int count) {
        int at = 0;
        for (int octets = 0; octets < count; octets++) {
            at += rawPath().charAt(at) == '%' ? 3 : 1;
        }
        return at;
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private Object field(String method, Object[] args) {
        return switch (method) {
            case "getHeader" -> headers.get((String) args[0]);
            case "getHeaders" -> Collections.enumeration(headers.all((String) args[0]));
            case "getHeaderNames" -> Collections.enumeration(names());
            case "getIntHeader" -> headers.has((String) args[0]) ? Integer.parseInt(headers.get((String) args[0])) : -1;
            case "getDateHeader" -> date(headers.get((String) args[0]));
            case "getCookies" -> cookies();
            case "getLocale" -> locales().get(0);
            case "getLocales" -> Collections.enumeration(locales());
            case "getContentType" -> headers.get("Content-Type");
            case "getContentLength" -> request.bodyLength() > Integer.MAX_VALUE ? -1 : (int) length();
            case "getContentLengthLong" -> length();
            default -> NOT_HERE;
        };
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (int index = 0; index < headers.size(); index++) {
            names.add(headers.name(index).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static long date(String value) {
        return value == null ? -1 : ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().toEpochMilli();
    }

    private Cookie[] cookies() {
        List<Cookie> cookies = new ArrayList<>();
        for (String pair : String.join(";", headers.all("Cookie")).split(";")) {
            int equals = pair.indexOf('=');
            try {
                if (equals > 0) {
                    cookies.add(new Cookie(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip()));
                }
            } catch (IllegalArgumentException e) {
                continue; // with a name that no cookie of this API can have
            }
        }
        return cookies.isEmpty() ? null : cookies.toArray(new Cookie[0]);
    }

    private List<Locale> locales() {
        String accepted = headers.get("Accept-Language");
        try {
            if (accepted != null) {
                return Locale.LanguageRange.parse(accepted).stream().map(range -> Locale.forLanguageTag(range.getRange())).toList();
            }
        } catch (IllegalArgumentException e) {
            // As if there were none.
        }
        return List.of(Locale.getDefault());
    }

    private long length() {
        return request.bodyLength() == 0 && !headers.has("Content-Length") ? -1 : request.bodyLength();
    }

    private Object body(String method, Object[] args) throws Exception {
        return switch (method) {
            case "getInputStream" -> in;
            case "getReader" -> reader();
            case "getCharacterEncoding" -> charset;
            case "setCharacterEncoding" -> charset(String.valueOf(args[0]));
            case "getParameter" -> parameters().containsKey(args[0]) ? parameters().get(args[0])[0] : null;
            case "getParameterValues" -> parameters().get(args[0]);
            case "getParameterNames" -> Collections.enumeration(parameters().keySet());
            case "getParameterMap" -> parameters();
            default -> NOT_HERE;
        };
    }

    private Object charset(String name) throws UnsupportedEncodingException {
        if (!Charset.isSupported(name)) {
            throw new UnsupportedEncodingException(name);
        }
        charset = name;
        return null;
    }

    private BufferedReader reader() {
        if (reader == null) {
            Charset known = charset == null ? StandardCharsets.ISO_8859_1 : Charset.forName(charset);
            reader = new BufferedReader(new InputStreamReader(in, known));
        }
        return reader;
    }

    /** A form can be read either as parameters or as a body: whoever comes first has it. */
    private Map<String, String[]> parameters() throws Exception {
        if (parameters == null) {
            Parameters all = new Parameters(charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset));
            all.add(request.query());
            if (request.method().equals("POST") && ContentType.isForm(headers.get("Content-Type"))) {
                all.add(in);
            }
            parameters = all.byName();
        }
        return parameters;
    }

    private Object rest(String method, Object[] args) {
        return switch (method) {
            case "getAttribute" -> attributes.get((String) args[0]);
            case "getAttributeNames" -> Collections.enumeration(List.copyOf(attributes.keySet()));
            case "setAttribute" -> args[1] == null ? removed(args[0]) : stored((String) args[0], args[1]);
            case "removeAttribute" -> removed(args[0]);
            case "getServletContext" -> context;
            case "getDispatcherType" -> DispatcherType.REQUEST;
            case "getSession" -> args.length == 1 && args[0].equals(false) ? null : NOT_HERE; // there is none, and none is made
            case "getAuthType", "getRemoteUser", "getUserPrincipal", "getRequestedSessionId", "getRequestDispatcher" -> null;
            case "isUserInRole", "isRequestedSessionIdValid", "isRequestedSessionIdFromCookie", "isRequestedSessionIdFromURL",
                    "isAsyncStarted", "isAsyncSupported" -> false;
            default -> NOT_HERE;
        };
    }

    private Object stored(String name, Object value) {
        attributes.put(name, value);
        return null;
    }

    private Object removed(Object name) {
        attributes.remove(name);
        return null;
    }
}
