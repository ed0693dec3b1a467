package behaviours.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The request files, from a folder of classes or from a jar; loaded once, in order of their names. */
public final class Corpus {
    /** A file that is there for certain; the folders beside it hold the requests. */
    private static final String ANCHOR = "/behaviours/requests/README.md";

    private Corpus() {
    }

    private static final class Loaded {
        static final List<RequestFile> FILES = load();
    }

    public static List<RequestFile> all() {
        return Loaded.FILES;
    }

    public static List<RequestFile> valid() {
        return all().stream().filter(RequestFile::valid).toList();
    }

    public static List<RequestFile> invalid() {
        return all().stream().filter(file -> !file.valid()).toList();
    }

    /** All files of one row of the catalogue. */
    public static List<RequestFile> of(String behaviour) {
        return all().stream().filter(file -> file.behaviour().equals(behaviour)).toList();
    }

    private static List<RequestFile> load() {
        URL anchor = Corpus.class.getResource(ANCHOR);
        if (anchor == null) throw new IllegalStateException(ANCHOR + " is not on the class path");
        try {
            URI uri = anchor.toURI();
            if (!uri.getScheme().equals("jar")) return load(Path.of(uri).getParent());
            String jar = uri.getRawSchemeSpecificPart();
            try (FileSystem files = FileSystems.newFileSystem(Path.of(URI.create(jar.substring(0, jar.indexOf("!/")))), Map.of())) {
                return load(files.getPath(ANCHOR).getParent());
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<RequestFile> load(Path requests) throws IOException {
        List<RequestFile> files = new ArrayList<>();
        for (String folder : List.of("valid", "invalid")) {
            List<Path> paths;
            try (Stream<Path> listed = Files.list(requests.resolve(folder))) {
                paths = listed.filter(path -> path.getFileName().toString().endsWith(".http")).sorted().toList();
            }
            for (Path path : paths) {
                String name = folder + "/" + path.getFileName().toString().replace(".http", "");
                files.add(RequestFile.parse(name, Files.readString(path)));
            }
        }
        return List.copyOf(files);
    }
}
