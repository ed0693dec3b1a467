package behaviours.corpus;

import behaviours.Field;
import behaviours.corpus.Oracle.Message;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the demo site answers to any bytes, by its table: the same on every stage from 2 on. */
public final class SiteModel {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
    private static final Set<String> READ = Set.of("GET", "HEAD");
    private static final Map<String, Set<String>> PAGES = Map.of("/", READ, "/hello", READ, "/sleep", READ, "/spin", READ, "/bytes", READ,
            "/fail", READ, "/echo", Set.of("POST"), "/request", Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"));
    private static final Pattern TARGET = Pattern.compile("(?:(?i:https?)://([^/?]*))?([^?]*)(?:\\?(.*))?");
    private static final Map<String, Long> MOST = Map.of("ms of /sleep", 60_000L, "ms of /spin", 10_000L, "n of /bytes", 10_000_000_000L);
    private static final Set<String> FAILURES = Set.of("exception", "overflow", "null", "injection", "framing");

    /**
     * What the first answer must be.
     *
     * @param statuses empty if there is none, since no request is complete
     * @param body null where it does not matter
     */
    public record Expectation(Set<Integer> statuses, byte[] body) {
        static Expectation of(int status) {
            return new Expectation(Set.of(status), null);
        }

        static Expectation of(String latin1) {
            return new Expectation(Set.of(200), latin1.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private SiteModel() {
    }

    public static Expectation expect(byte[] bytes) {
        Oracle.Reading reading = Oracle.read(bytes);
        if (reading.messages().isEmpty()) return new Expectation(reading.refusal(), null);
        Message request = reading.messages().get(0);
        Expectation expected = answer(request);
        boolean noBody = request.method().equals("HEAD") || expected.statuses.contains(204);
        return noBody ? new Expectation(expected.statuses, new byte[0]) : expected;
    }

    private static Expectation answer(Message request) {
        if (!METHODS.contains(request.method())) return Expectation.of(501);
        if (request.target().equals("*")) return Expectation.of(204);
        Matcher target = TARGET.matcher(request.target());
        if (!target.matches()) throw new IllegalArgumentException(request.target());
        String path = target.group(2).isEmpty() ? "/" : decode(target.group(2));
        String query = target.group(3) == null ? "" : target.group(3);
        Set<String> allowed = PAGES.get(path);
        if (allowed == null) return Expectation.of(404);
        if (request.method().equals("OPTIONS")) return Expectation.of(204);
        if (!allowed.contains(request.method())) return Expectation.of(405);
        return switch (path) {
            case "/echo" -> new Expectation(Set.of(200), request.body());
            case "/request" -> Expectation.of(describe(request, path, query, target.group(1)));
            case "/sleep" -> sleep(number(path, query, "ms"));
            case "/spin" -> Expectation.of(number(path, query, "ms") < 0 ? 400 : 200);
            case "/bytes" -> bytes(number(path, query, "n"));
            case "/fail" -> Expectation.of(query.isEmpty() || FAILURES.contains(value(query, "how")) ? 500 : 400);
            default -> Expectation.of("Hello, World!\n");
        };
    }

    private static Expectation sleep(long ms) {
        return ms < 0 ? Expectation.of(400) : Expectation.of("slept " + ms + " ms\n");
    }

    private static Expectation bytes(long length) {
        if (length < 0) return Expectation.of(400);
        return new Expectation(Set.of(200), length > 1 << 20 ? null : BytePattern.of((int) length));
    }

    /** -1 where the parameter is missing, malformed or too large. */
    private static long number(String path, String query, String name) {
        String value = value(query, name);
        if (value == null || !value.matches("[0-9]{1,18}")) return -1;
        long number = Long.parseLong(value);
        return number > MOST.get(name + " of " + path) ? -1 : number;
    }

    private static String value(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) return decode(pair.substring(name.length() + 1));
        }
        return null;
    }

    private static String describe(Message request, String path, String query, String authority) {
        String host = request.all("Host").isEmpty() ? "" : request.all("Host").get(0);
        StringBuilder text = new StringBuilder("method: " + request.method() + "\ntarget: " + request.target() + "\npath: " + path
                + "\nquery: " + query + "\nauthority: " + (authority == null ? host : authority) + "\nversion: HTTP/1." + request.minor()
                + "\nbody: " + request.body().length + " bytes\n");
        for (Field field : request.fields()) text.append("field: ").append(field.name()).append(": ").append(field.value()).append('\n');
        return text.toString();
    }

    private static String decode(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            boolean escape = escaped.charAt(i) == '%';
            text.append(escape ? (char) Integer.parseInt(escaped.substring(i + 1, i + 3).toUpperCase(Locale.ROOT), 16) : escaped.charAt(i));
            if (escape) i += 2;
        }
        return text.toString();
    }
}
