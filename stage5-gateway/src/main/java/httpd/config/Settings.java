package httpd.config;

import httpd.http.Limits;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What every key is set to: its default, until a file or the command line says otherwise. */
final class Settings {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private static final String SITE = "site";

    private final Map<Key, Object> values = new EnumMap<>(Key.class);
    private final Map<String, String> mounted = new LinkedHashMap<>();

    Settings() throws ConfigException {
        for (Key key : Key.values()) {
            set(key, key.path(), key.byDefault());
        }
    }

    /**
     * Sets a key to what a text stands for.
     *
     * @param name what the user has called the key, for the message if the key cannot be set to that
     */
    void set(Key key, String name, String text) throws ConfigException {
        values.put(key, key.value(name, text));
        int running = Runtime.version().feature();
        if (key == Key.WORKERS_KIND && kind() == Config.Kind.VIRTUAL && running < FIRST_WITH_VIRTUAL_THREADS) {
            throw new ConfigException(name + " virtual needs JDK " + FIRST_WITH_VIRTUAL_THREADS + " or later; this is JDK " + running);
        }
    }

    /** Mounts an application in place of the one that may have been there. */
    void mount(String path, String application) {
        mounted.put(path, application);
    }

    Config config() {
        return new Config(
                apps(),
                new Config.Listener(text(Key.LISTENER_HOST), number(Key.LISTENER_PORT), number(Key.LISTENER_BACKLOG)),
                new Config.Workers(kind(), number(Key.WORKERS_COUNT)),
                new Config.Queue(number(Key.QUEUE_LENGTH), number(Key.QUEUE_TIMEOUT)),
                new Config.Deadlines(number(Key.DEADLINES_IDLE), number(Key.DEADLINES_HEAD), number(Key.DEADLINES_BODY),
                        number(Key.DEADLINES_WRITE)),
                new Limits(number(Key.LIMITS_REQUEST_LINE), number(Key.LIMITS_FIELD_LINE), number(Key.LIMITS_FIELDS),
                        number(Key.LIMITS_HEAD), number(Key.LIMITS_BODY), number(Key.LIMITS_MEMORY), number(Key.LIMITS_EXTRAS)),
                number(Key.LIMITS_CONNECTIONS),
                new Config.Shutdown(number(Key.SHUTDOWN_GRACE)),
                number(Key.LOOPS),
                text(Key.LOG));
    }

    private Config.Apps apps() {
        Map<String, String> applications = mounted.isEmpty() ? Map.of("/", SITE)
                : Collections.unmodifiableMap(new LinkedHashMap<>(mounted));
        return new Config.Apps(applications, text(Key.APP_PATH), words(Key.MIDDLEWARE), is(Key.LINT), is(Key.RELOAD),
                number(Key.DEADLINES_APPLICATION));
    }

    private Config.Kind kind() {
        return Config.Kind.valueOf(text(Key.WORKERS_KIND).toUpperCase(Locale.ROOT));
    }

    private String text(Key key) {
        return (String) values.get(key);
    }

    private List<String> words(Key key) {
        return ((List<?>) values.get(key)).stream().map(String.class::cast).toList();
    }

    private boolean is(Key key) {
        return (Boolean) values.get(key);
    }

    private int number(Key key) {
        return (Integer) values.get(key);
    }
}
