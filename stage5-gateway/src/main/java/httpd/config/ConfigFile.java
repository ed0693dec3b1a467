package httpd.config;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a configuration file: of YAML 1.2, sections with keys. Whatever else it says is refused with its line.
 *
 * <p>The parser's events are read one by one, and not a tree of objects: an event knows its line, and nothing that is nested
 * deeper than a section is ever followed. Of which type a value is, its key decides; so quotes around it make no difference.
 */
final class ConfigFile {
    private static final String APPS = Key.APPS + ".";
    private static final Set<String> NOTHING = Set.of("", "~", "null");

    private final String file;
    private final Settings settings;
    private final Iterator<Event> events;
    private final Set<String> seen = new HashSet<>();
    private Optional<Mark> reached = Optional.empty();

    private ConfigFile(String file, Settings settings) throws ConfigException {
        this.file = file;
        this.settings = settings;
        events = new Parse(LoadSettings.builder().build()).parseString(ConfigText.read(file)).iterator();
    }

    /**
     * Sets what the file sets, and leaves the rest alone.
     *
     * @throws ConfigException with {@code FILE:LINE: what is wrong}, or without a line if it is the file as a whole
     */
    static void read(String file, Settings settings) throws ConfigException {
        new ConfigFile(file, settings).stream();
    }

    private void stream() throws ConfigException {
        next(); // its start
        if (!(next() instanceof StreamEndEvent)) {
            document();
            if (!(next() instanceof StreamEndEvent)) {
                throw at(reached, "a second document begins; a configuration is one");
            }
        }
    }

    private void document() throws ConfigException {
        Event root = next();
        if (root instanceof MappingStartEvent) {
            keys("");
        } else if (!isNothing(root)) {
            throw at(root, "a configuration is made of keys, such as 'log: access'");
        }
        next(); // its end
    }

    private void keys(String section) throws ConfigException {
        for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
            if (!(event instanceof ScalarEvent key)) {
                throw at(event, "a key is a word");
            }
            String name = name(section, key);
            if (!seen.add(name)) {
                throw at(key, "the key '" + name + "' comes twice");
            }
            if (Key.isSection(name)) {
                section(name, key, next());
            } else {
                set(name, key, next());
            }
        }
    }

    private void section(String name, Event key, Event value) throws ConfigException {
        if (value instanceof MappingStartEvent) {
            keys(name + ".");
        } else if (!isNothing(value)) { // all keys of a section may be commented out
            throw at(key, name + " is a section: its keys stand below it, further to the right");
        }
    }

    private void set(String name, Event key, Event value) throws ConfigException {
        try {
            Key known = name.startsWith(APPS) ? null : Key.of(name);
            if (!(value instanceof ScalarEvent scalar) || isNothing(value)) {
                throw new ConfigException(name + " takes one value");
            }
            if (known == null) {
                settings.mount(name.substring(APPS.length()), MountPath.application(name, scalar.getValue()));
            } else {
                settings.set(known, name, scalar.getValue());
            }
        } catch (ConfigException e) {
            throw at(key, e.getMessage());
        }
    }

    /** Two spellings of one mount path are one key. */
    private String name(String section, ScalarEvent key) throws ConfigException {
        String name = section + key.getValue();
        try {
            return name.startsWith(APPS) ? APPS + MountPath.of("a key of " + Key.APPS, name.substring(APPS.length())) : name;
        } catch (ConfigException e) {
            throw at(key, e.getMessage());
        }
    }

    private static boolean isNothing(Event event) {
        return event instanceof ScalarEvent scalar && scalar.isPlain() && NOTHING.contains(scalar.getValue());
    }

    private Event next() throws ConfigException {
        Event event;
        try {
            event = events.next();
        } catch (MarkedYamlEngineException e) {
            throw at(e.getProblemMark(), "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException | NumberFormatException e) { // a few mistakes surprise the parser itself
            throw at(reached, "this is not YAML: " + e.getMessage());
        }
        reached = event.getEndMark();
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw at(event, "anchors (&) and aliases (*) are not understood here");
        }
        return event;
    }

    private ConfigException at(Event event, String problem) {
        return at(event.getStartMark(), problem);
    }

    private ConfigException at(Optional<Mark> mark, String problem) {
        int line = 1 + mark.map(Mark::getLine).orElse(0);
        return new ConfigException(file + ":" + line + ": ", problem);
    }
}
