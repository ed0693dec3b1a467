package httpd.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The options: every key is one, {@code --workers.count 4}. The last one wins, and all of them win over the file. */
public final class CommandLine {
    private static final String FILE = "-c";
    private static final String HELP = "--help";

    private CommandLine() {
    }

    /**
     * Reads the options, and before them the file if they name one, wherever they do.
     *
     * @throws ConfigException with one line for the user if something in them, or in the file, is not understood
     */
    public static Config read(String[] args) throws ConfigException {
        Settings settings = new Settings();
        for (int i = 0; i < args.length; i += 2) {
            if (args[i].equals(FILE)) {
                ConfigFile.read(value(args, i), settings);
            }
        }
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].equals(FILE)) {
                settings.set(key(args[i]), args[i], value(args, i));
            }
        }
        return settings.config();
    }

    private static String value(String[] args, int option) throws ConfigException {
        if (option + 1 == args.length) {
            throw new ConfigException(args[option] + " needs a value");
        }
        return args[option + 1];
    }

    private static Key key(String option) throws ConfigException {
        for (Key key : Key.values()) {
            if (names(key).contains(option)) {
                return key;
            }
        }
        Stream<String> names = Stream.of(Key.values()).flatMap(key -> names(key).stream());
        String nearest = Nearest.to(option, Stream.concat(names, Stream.of(FILE, HELP)).toList());
        throw new ConfigException("unknown option '" + option + "'; the nearest one is " + nearest + ", and --help lists them all");
    }

    /** On the command line of every stage, address and port have a short name as well. */
    private static List<String> names(Key key) {
        return switch (key) {
            case LISTENER_HOST -> List.of(key.option(), "--host");
            case LISTENER_PORT -> List.of(key.option(), "--port");
            default -> List.of(key.option());
        };
    }

    /** Returns the help: every option with its default. */
    public static String usage() {
        return "usage: java -jar stage5.jar [options]\n"
                + line(FILE + " FILE", "a configuration file in YAML with the same keys; options win over it", "")
                + Stream.of(Key.values()).map(key -> line(String.join(", ", names(key)), key.purpose(), key.byDefault()))
                        .collect(Collectors.joining())
                + line(HELP, "this text", "");
    }

    private static String line(String option, String purpose, String byDefault) {
        String shown = byDefault.isEmpty() ? "" : " (" + byDefault + ")";
        return String.format(Locale.ROOT, "  %-26s %s%s%n", option, purpose, shown);
    }
}
