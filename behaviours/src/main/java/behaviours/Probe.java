package behaviours;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds out once which parts of the demo site a foreign server has. */
final class Probe {
    private static final Map<Target, Probe> KNOWN = new HashMap<>();
    private static final String ECHOED = "one, two";

    private final Target target;
    private final Map<Route, Boolean> available = new HashMap<>();

    private Probe(Target target) {
        this.target = target;
    }

    static synchronized Probe of(Target target) {
        return KNOWN.computeIfAbsent(target, Probe::new);
    }

    /** What the server lacks of these, as a sentence; null if it has them all. */
    synchronized String missing(Set<Route> needed) {
        Set<Route> lacking = EnumSet.noneOf(Route.class);
        for (Route route : needed) {
            if (!available.computeIfAbsent(route, this::has)) lacking.add(route);
        }
        return lacking.isEmpty() ? null : "this server does not have "
                + lacking.stream().map(Route::description).collect(Collectors.joining(", "));
    }

    private boolean has(Route route) {
        return switch (route) {
            case OPTIONS, PROCESS -> false;
            case GREETING -> asked("GET", "/", "", answer -> answer.status() == 200 && answer.text().equals("Hello, World!\n"));
            case HELLO -> asked("GET", "/hello", "", answer -> answer.status() == 200);
            case ECHO -> asked("POST", "/echo", ECHOED, answer -> answer.status() == 200 && answer.text().equals(ECHOED));
            case REQUEST -> asked("GET", "/request?a=1", "", answer -> answer.status() == 200 && answer.text().contains("method: GET"));
            case SLEEP -> asked("GET", "/sleep?ms=1", "", answer -> answer.status() == 200);
            case SPIN -> asked("GET", "/spin?ms=1", "", answer -> answer.status() == 200);
            case BYTES -> asked("GET", "/bytes?n=10", "", answer -> answer.status() == 200 && answer.body().length == 10
                    && (answer.body()[9] & 0xFF) == (9 * 31 & 0xFF));
            case FAIL -> asked("GET", "/fail", "", answer -> answer.status() == 500);
        };
    }

    private boolean asked(String method, String path, String body, Predicate<Answer> right) {
        ServerUnderTest server = Servers.of(target);
        try (Wire wire = Wire.to(server)) {
            String length = body.isEmpty() ? "" : "Content-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n";
            wire.send(method + " " + path + " HTTP/1.1\r\nHost: " + server.authority() + "\r\n"
                    + length + "Connection: close\r\n\r\n" + body);
            return right.test(wire.answer(method));
        } catch (Violation e) {
            return false;
        }
    }
}
