package behaviours;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that was seen of every server; the matrix is made from it. */
public final class Ledger {
    private static final List<Entry> ENTRIES = new ArrayList<>();

    /**
     * @param column name of the server
     * @param binding the class that bound the contract to the server
     * @param test contract class and method
     * @param evidence what was seen, if it needs words
     */
    public record Entry(String column, String binding, String id, String test, int since, Verdict verdict, String evidence) {
        private static final int LINES = 8;

        public Entry {
            evidence = evidence.lines().limit(LINES).collect(Collectors.joining("\n"));
        }

        public String toJson() {
            return "{\"column\": " + quoted(column) + ", \"id\": " + quoted(id) + ", \"test\": " + quoted(test) + ", \"since\": " + since
                    + ", \"verdict\": \"" + verdict + "\", \"evidence\": " + quoted(evidence) + "}";
        }
    }

    private Ledger() {
    }

    static synchronized void add(Entry entry) {
        ENTRIES.add(entry);
    }

    public static synchronized List<Entry> entries() {
        return List.copyOf(ENTRIES);
    }

    public static synchronized void clear() {
        ENTRIES.clear();
    }

    public static String toJson(List<Entry> entries) {
        return entries.stream().map(Entry::toJson).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    /** One file for each server that the class was bound to, if the system property {@code behaviours.ledger} names a directory. */
    static void write(String binding) {
        String directory = System.getProperty("behaviours.ledger");
        if (directory == null) return;
        entries().stream().filter(entry -> entry.binding().equals(binding)).collect(Collectors.groupingBy(Entry::column))
                .forEach((column, entries) -> write(Path.of(directory), column + "-" + binding, entries));
    }

    private static void write(Path directory, String name, List<Entry> entries) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name.replaceAll("[^A-Za-z0-9.-]+", "_") + ".json"), toJson(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                    if (c < 0x20) json.append(String.format("\\u%04x", (int) c));
                    else json.append(c);
                }
            }
        }
        return json.append('"').toString();
    }
}
