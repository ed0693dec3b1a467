package behaviours;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code catalogue.txt}: every behaviour with its section of an RFC and its sentence. */
public final class Catalogue {

    public record Row(String id, String rfc, String sentence) {
        /** The part before the dot: answer, process, message, waiting, readiness, gateway. */
        public String group() {
            return id.substring(0, id.indexOf('.'));
        }
    }

    private Catalogue() {
    }

    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        try (InputStream stream = Catalogue.class.getResourceAsStream("catalogue.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.isBlank() || line.startsWith("#")) continue;
                String[] cells = line.split("\\|", 3);
                boolean row = cells.length == 3 && cells[0].contains(".");
                if (!row) throw new IllegalStateException("catalogue.txt: not 'id | rfc | sentence': " + line);
                rows.add(new Row(cells[0].strip(), cells[1].strip(), cells[2].strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    public static Row row(String id) {
        return rows().stream().filter(row -> row.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no behaviour " + id));
    }
}
