package httpd.gateway;

import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Several applications as one, each under a prefix of the path. The longest prefix wins, and it ends where a segment does:
 * {@code /shop} has {@code /shop} and {@code /shop/cart}, not {@code /shopping}.
 */
public final class Mount implements Application {
    private record Place(String prefix, Application application) {
        boolean has(String path) {
            return path.startsWith(prefix) && (prefix.isEmpty() || path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
        }
    }

    private final List<Place> places = new ArrayList<>();

    /**
     * @param applications by prefix, as in {@code /shop}; {@code /} or nothing is everything that has no other
     * @throws IllegalArgumentException if a prefix does not begin with a slash, or two are the same
     */
    public Mount(Map<String, Application> applications) {
        applications.forEach(this::add);
        places.sort(Comparator.comparing(place -> -place.prefix().length()));
    }

    private void add(String name, Application application) {
        String prefix = name.replaceFirst("/+$", "");
        if (!prefix.isEmpty() && !prefix.startsWith("/")) {
            throw new IllegalArgumentException("a prefix begins with a slash, and '" + name + "' does not");
        }
        if (places.stream().anyMatch(place -> place.prefix().equals(prefix))) {
            throw new IllegalArgumentException("two applications are mounted at '" + name + "'");
        }
        places.add(new Place(prefix, application));
    }

    @Override
    public Response handle(Request request) throws Exception {
        Place place = find(request);
        if (place == null) {
            throw new HttpError(404, "There is nothing here.");
        }
        return place.application().handle(mounted(place, request));
    }

    @Override
    public boolean mayBlock(Request request) {
        Place place = find(request);
        return place != null && place.application().mayBlock(mounted(place, request));
    }

    @Override
    public boolean streams(Request request) {
        Place place = find(request);
        return place != null && place.application().streams(mounted(place, request));
    }

    private Place find(Request request) {
        String path = request.path();
        for (Place place : places) {
            if (place.has(path)) {
                return place;
            }
        }
        return null;
    }

    private static Request mounted(Place place, Request request) {
        return place.prefix().isEmpty() ? request : request.mountedAt(place.prefix());
    }
}
