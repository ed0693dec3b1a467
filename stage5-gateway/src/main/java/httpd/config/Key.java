package httpd.config;

import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key of the configuration: its default, what it may be, and what it is for. */
public enum Key {
    APP_PATH("appPath", ".", classPath(), "directories, jars and lib/* to load applications from, as a class path"),
    MIDDLEWARE("middleware", "none", some("access-log", "gzip", "error-page"), "what stands around all applications, the outermost first"),
    LINT("lint", "false", flag(), "check server and applications against the contract"),
    RELOAD("reload", "false", flag(), "compile an application from a .java file again when the file has changed"),
    LISTENER_HOST("listener.host", "127.0.0.1", host(), "address to listen on"),
    LISTENER_PORT("listener.port", "8005", number(0, 65_535), "port to listen on, 0 for a free one"),
    LISTENER_BACKLOG("listener.backlog", "128", number(1, 65_535), "connections that the kernel keeps until they are accepted"),
    WORKERS_KIND("workers.kind", "pool", choice("pool", "thread", "virtual"), "for what may block: a pool, or a (virtual) thread each"),
    WORKERS_COUNT("workers.count", "16", number(1, 10_000), "threads of the pool"),
    QUEUE_LENGTH("queue.length", "64", number(0, 100_000), "requests that wait for a worker of the pool"),
    QUEUE_TIMEOUT("queue.timeout", "500ms", duration(0), "how long one more waits for a place in the queue before it gets 503"),
    DEADLINES_IDLE("deadlines.idle", "10s", duration(1), "time to begin a request; then the connection is closed"),
    DEADLINES_HEAD("deadlines.head", "10s", duration(1), "time for a head; then 408"),
    DEADLINES_BODY("deadlines.body", "30s", duration(1), "time for a body, and a second more for every 500 bytes; then 408"),
    DEADLINES_WRITE("deadlines.write", "10s", duration(1), "time to take a bit of an answer; then the connection is cut"),
    DEADLINES_APPLICATION("deadlines.application", "120s", duration(0), "time for an application to answer, 0ms for ever; then 504"),
    LIMITS_REQUEST_LINE("limits.requestLine", "8192", number(16, 1 << 20), "bytes of the request line; more is 414"),
    LIMITS_FIELD_LINE("limits.fieldLine", "8192", number(16, 1 << 20), "bytes of a field line; more is 431"),
    LIMITS_FIELDS("limits.fields", "100", number(1, 10_000), "number of fields; more is 431"),
    LIMITS_HEAD("limits.head", "65536", number(32, 16 << 20), "bytes of the whole head; more is 431"),
    LIMITS_BODY("limits.body", "1073741824", number(0, Integer.MAX_VALUE), "bytes of a body; more is 413"),
    LIMITS_MEMORY("limits.memory", "65536", number(0, 1 << 20), "bytes of a body that stay in memory; more goes to a temporary file"),
    LIMITS_EXTRAS("limits.extras", "8192", number(0, 1 << 20), "bytes of chunk extensions, and of trailers"),
    LIMITS_CONNECTIONS("limits.connections", "10000", number(1, 1_000_000), "open connections; more wait in the backlog"),
    SHUTDOWN_GRACE("shutdown.grace", "10s", duration(0), "time for requests under way when the server is told to stop"),
    LOOPS("loops", "1", number(1, 64), "event loops, each with a thread of its own"),
    LOG("log", "none", choice("none", "access", "wire"), "nothing, a line per request, or every line that comes and goes");

    /** The section whose keys are not known beforehand: they say where applications are mounted. */
    static final String APPS = "apps";

    private static final int LONGEST_DURATION = 3_600_000;

    /** What a value may be: in words, and a function that returns the value that a text stands for, or null if it is none. */
    private record Form(String words, Function<String, Object> value) {
    }

    private final String path;
    private final String byDefault;
    private final Form form;
    private final String purpose;

    Key(String path, String byDefault, Form form, String purpose) {
        this.path = path;
        this.byDefault = byDefault;
        this.form = form;
        this.purpose = purpose;
    }

    /** Returns the name of the key, the section before it: {@code workers.count}. */
    public String path() {
        return path;
    }

    /** Returns the option of the command line that sets this key. */
    public String option() {
        return "--" + path;
    }

    /** Returns the default as it would stand in a file. */
    public String byDefault() {
        return byDefault;
    }

    /** Returns what the key is for, in a few words. */
    public String purpose() {
        return purpose;
    }

    /** Tells whether its option has no value: to give it is to say true. */
    boolean isFlag() {
        return this == LINT || this == RELOAD;
    }

    /**
     * Returns the value that a text stands for: a String, a Boolean, a list of Strings, or an Integer; of a duration, milliseconds.
     *
     * @param name what the user has called this key, for the message if the text stands for none
     */
    Object value(String name, String text) throws ConfigException {
        Object value = form.value.apply(text);
        if (value == null) {
            throw new ConfigException(name + " takes " + form.words + ", not '" + text + "'");
        }
        return value;
    }

    /** Returns the key with this name, its section before it; if there is none, the message names the nearest one. */
    static Key of(String path) throws ConfigException {
        for (Key key : values()) {
            if (key.path.equals(path)) {
                return key;
            }
        }
        throw new ConfigException("unknown key '" + path + "'; the nearest one is '" + Nearest.to(path, names()) + "'");
    }

    /** Tells whether there are keys that begin with this word and a dot. */
    static boolean isSection(String name) {
        return sections().contains(name);
    }

    /** Returns all keys and all sections. */
    static List<String> names() {
        return Stream.concat(Stream.of(values()).map(Key::path), sections().stream()).toList();
    }

    private static Set<String> sections() {
        Stream<String> named = Stream.of(values()).map(Key::path).filter(path -> path.contains("."))
                .map(path -> path.substring(0, path.indexOf('.')));
        return Stream.concat(named, Stream.of(APPS)).collect(Collectors.toSet());
    }

    private static Form host() {
        return new Form("a name or an address", text -> text.matches("[0-9A-Za-z._:%\\[\\]-]{1,255}") ? text : null);
    }

    private static Form choice(String... words) {
        return new Form("one of " + String.join(", ", words), text -> List.of(words).contains(text) ? text : null);
    }

    private static Form flag() {
        return new Form("one of true, false", text -> List.of("true", "false").contains(text) ? Boolean.valueOf(text) : null);
    }

    private static Form classPath() {
        return new Form("a class path such as classes" + File.pathSeparator + "lib/*", text -> text.isBlank() ? null : text);
    }

    /** Any of the words, separated by commas, in any order, none of them twice; the word for nothing is {@code none}. */
    private static Form some(String... words) {
        return new Form("none, or a list of " + String.join(", ", words), text -> {
            List<String> chosen = text.equals("none") ? List.of() : List.of(text.split(" *, *", -1));
            boolean different = Set.copyOf(chosen).size() == chosen.size();
            return different && List.of(words).containsAll(chosen) ? chosen : null;
        });
    }

    private static Form number(int least, int most) {
        return new Form("a number from " + least + " to " + most, text -> {
            boolean digits = text.matches("[0-9]{1,10}");
            long number = digits ? Long.parseLong(text) : -1;
            return number >= least && number <= most ? (int) number : null;
        });
    }

    /** Milliseconds. A deadline of none at all would be one that never passes: to a socket, zero means for ever. */
    private static Form duration(int least) {
        return new Form("a duration such as 500ms or 2s, from " + least + "ms to 3600s", text -> {
            boolean wellFormed = text.matches("[0-9]{1,7}(ms|s)");
            boolean seconds = wellFormed && !text.endsWith("ms");
            long number = wellFormed ? Long.parseLong(text.replaceAll("[a-z]", "")) * (seconds ? 1000 : 1) : -1;
            return number >= least && number <= LONGEST_DURATION ? (int) number : null;
        });
    }
}
