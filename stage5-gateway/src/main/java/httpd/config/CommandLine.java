package httpd.config;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options: every key is one, {@code --workers.count 4}. The last one wins, and all of them win over the file. */
public final class CommandLine {
    private static final String FILE = "-c";
    private static final String HELP = "--help";
    private static final String APP = "--app";
    private static final List<String> OTHERS = List.of(APP, FILE, HELP);

    private final String[] args;
    private final Settings settings = new Settings();
    private final Set<String> mounted = new HashSet<>();

    private CommandLine(String[] args) throws ConfigException {
        this.args = args;
    }

    /**
     * Reads the options, and before them the file if they name one, wherever they do.
     *
     * @throws ConfigException with one line for the user if something in them, or in the file, is not understood
     */
    public static Config read(String[] args) throws ConfigException {
        CommandLine line = new CommandLine(args);
        line.files();
        line.options();
        return line.settings.config();
    }

    private void files() throws ConfigException {
        for (int i = 0; i < args.length; i += isFlag(args[i]) ? 1 : 2) {
            if (args[i].equals(FILE)) {
                ConfigFile.read(value(i), settings);
            }
        }
    }

    private void options() throws ConfigException {
        for (int i = 0; i < args.length; i += isFlag(args[i]) ? 1 : 2) {
            String option = args[i];
            if (option.equals(APP)) {
                mount(value(i));
            } else if (isFlag(option)) {
                settings.set(key(option), option, "true");
            } else if (!option.equals(FILE)) {
                settings.set(key(option), option, value(i));
            }
        }
    }

    /** {@code NAME} alone is mounted at the root; a name that begins with a slash and has an equals sign is one that is not alone. */
    private void mount(String text) throws ConfigException {
        int equals = text.indexOf('=');
        boolean prefixed = equals >= 0 && (text.startsWith("/") || text.substring(0, equals).matches("[0-9A-Za-z_-]*"));
        String path = MountPath.of(APP, prefixed ? text.substring(0, equals) : "/");
        if (!mounted.add(path)) {
            throw new ConfigException(APP + ": there is an application at " + path + " already; another one needs a path of its own, "
                    + "as in " + APP + " /shop=" + text.substring(equals + 1));
        }
        settings.mount(path, MountPath.application(APP, text.substring(prefixed ? equals + 1 : 0)));
    }

    private String value(int option) throws ConfigException {
        if (option + 1 == args.length) {
            throw new ConfigException(args[option] + " needs a value");
        }
        return args[option + 1];
    }

    private static boolean isFlag(String option) {
        return Stream.of(Key.values()).anyMatch(key -> key.isFlag() && names(key).contains(option));
    }

    private static Key key(String option) throws ConfigException {
        for (Key key : Key.values()) {
            if (names(key).contains(option)) {
                return key;
            }
        }
        Stream<String> names = Stream.of(Key.values()).flatMap(key -> names(key).stream());
        String nearest = Nearest.to(option, Stream.concat(names, OTHERS.stream()).toList());
        throw new ConfigException("unknown option '" + option + "'; the nearest one is " + nearest + ", and --help lists them all");
    }

    /** On the command line of every stage, address and port have a short name as well. */
    private static List<String> names(Key key) {
        return switch (key) {
            case LISTENER_HOST -> List.of(key.option(), "--host");
            case LISTENER_PORT -> List.of(key.option(), "--port");
            case APP_PATH -> List.of(key.option(), "--app-path");
            default -> List.of(key.option());
        };
    }

    /** Returns the help: every option with its default. */
    public static String usage() {
        return """
                usage: java -jar stage5.jar [options]
                """
                + line(FILE + " FILE", "a configuration file in YAML with the same keys; options win over it", "")
                + line(APP + " [/PATH=]NAME", "an application, and where it is; may come again with another path", "site")
                + Stream.of(Key.values()).map(key -> line(String.join(", ", names(key)), key.purpose(), key.byDefault()))
                        .collect(Collectors.joining())
                + line(HELP, "this text", "")
                + """

                NAME is one of:
                  site                       the demo site
                  static:DIR                 the files of a directory
                  upload[:DIR]               a form that takes files, and keeps them in a directory (uploads)
                  cgi:DIR                    the programs of a directory (RFC 3875)
                  scgi:HOST:PORT             a process that waits there and speaks SCGI
                  com.example.App            a class that implements Application, or has a static member app
                  com.example.App::member    a static field, a static method that makes one, or a static Response member(Request)
                  hello.java                 a source file, which is compiled in memory
                  hello.java:member          a static member of a class in it, or a class in it
                """;
    }

    private static String line(String option, String purpose, String byDefault) {
        String shown = byDefault.isEmpty() ? "" : " (" + byDefault + ")";
        return String.format(Locale.ROOT, "  %-26s %s%s%n", option, purpose, shown);
    }
}
