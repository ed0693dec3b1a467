package behaviours.corpus;

import behaviours.Route;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One file of the corpus: the exact bytes of a request, and what a server must do with them.
 *
 * @param name folder and file without its suffix, as in {@code invalid/length-plus-sign}
 * @param behaviour the row of the catalogue it belongs to
 * @param expect the statuses that are right
 * @param rfc number and section
 * @param needs the parts of the demo site that the expectation is about; empty where any server must do the same
 * @param body the exact body of the answer, or null where it does not matter
 * @param says one sentence: what this request is, or what is wrong with it
 */
public record RequestFile(String name, String behaviour, Set<Integer> expect, String rfc, Set<Route> needs, byte[] body, String says,
        byte[] bytes) {
    private static final String END_OF_COMMENT = "#---";

    static RequestFile parse(String name, String text) {
        Map<String, String> keys = new LinkedHashMap<>();
        int at = 0;
        while (true) {
            int end = text.indexOf('\n', at);
            if (end < 0) throw new IllegalArgumentException(name + ": no line " + END_OF_COMMENT);
            String line = text.substring(at, end).stripTrailing();
            at = end + 1;
            if (line.equals(END_OF_COMMENT)) break;
            int colon = line.indexOf(':');
            if (!line.startsWith("# ") || colon < 0) throw new IllegalArgumentException(name + ": not a comment with a key: " + line);
            if (keys.put(line.substring(2, colon), line.substring(colon + 1).strip()) != null) {
                throw new IllegalArgumentException(name + ": twice: " + line);
            }
        }
        try {
            RequestFile file = new RequestFile(name, required(keys, "behaviour"), statuses(required(keys, "expect")), required(keys, "rfc"),
                    routes(keys.remove("route")), body(keys.remove("body")), required(keys, "says"), Escapes.decode(text.substring(at)));
            if (!keys.isEmpty()) throw new IllegalArgumentException("unknown keys " + keys.keySet());
            return file;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static String required(Map<String, String> keys, String key) {
        String value = keys.remove(key);
        if (value == null || value.isEmpty()) throw new IllegalArgumentException("no line '# " + key + ": …'");
        return value;
    }

    private static Set<Integer> statuses(String words) {
        Set<Integer> statuses = new TreeSet<>();
        for (String word : words.split(" ")) statuses.add(Integer.valueOf(word));
        return statuses;
    }

    private static Set<Route> routes(String words) {
        Set<Route> routes = new TreeSet<>();
        if (words != null) {
            for (String word : words.split(" ")) routes.add(Route.valueOf(word));
        }
        return routes;
    }

    private static byte[] body(String escaped) {
        return escaped == null ? null : Escapes.decode(escaped);
    }

    public boolean valid() {
        return name.startsWith("valid/");
    }

    /** The first word; what comes back to HEAD has no body. */
    public String method() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).stripLeading();
        return text.substring(0, Math.max(0, text.indexOf(' ')));
    }

    @Override
    public String toString() {
        return name + ".http (RFC " + rfc + "): " + says;
    }
}
