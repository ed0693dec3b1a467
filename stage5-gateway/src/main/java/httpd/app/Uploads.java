package httpd.app;

import httpd.http.HttpError;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of one form: hidden under temporary names until the form is whole, gone if it does not become so. */
final class Uploads implements Closeable {
    /**
     * A file that has come whole.
     *
     * @param size its length in bytes
     */
    record Kept(String name, long size) {
    }

    private record Received(String name, Path temporary) {
    }

    private final Path directory;
    private final List<Received> received = new ArrayList<>();

    Uploads(Path directory) {
        this.directory = directory;
    }

    /** Returns the files that have been kept there, by name. */
    static List<Kept> list(Path directory) throws IOException {
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (FileNames.isPlain(name) && Files.isRegularFile(file)) {
                    kept.add(new Kept(name, file.toFile().length())); // 0 if it has just been removed
                }
            }
        }
        return kept;
    }

    /** Writes a file while it comes. */
    void receive(Multipart.Part part) throws IOException, HttpError {
        Path temporary = Files.createTempFile(directory, ".upload-", ".part");
        received.add(new Received(nameOf(part), temporary));
        try (OutputStream out = Files.newOutputStream(temporary)) {
            part.writeTo(out);
        }
    }

    private String nameOf(Multipart.Part part) {
        String name = FileNames.safe(part.fileName());
        try {
            directory.resolve(name);
            return name;
        } catch (InvalidPathException e) { // letters that this system has no bytes for
            return new String(name.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII).replace('?', '_');
        }
    }

    /** The form is whole: gives each file its name, or one with a number if that is taken; all of them or none. */
    List<Kept> keep() throws IOException {
        List<Kept> kept = new ArrayList<>();
        List<Path> places = new ArrayList<>();
        try {
            for (Received file : received) {
                Path place = reserve(file.name());
                places.add(place);
                // At once: to replace it in any other way is to delete it first, and then somebody else may take the name.
                Files.move(file.temporary(), place, StandardCopyOption.ATOMIC_MOVE);
                kept.add(new Kept(place.getFileName().toString(), Files.size(place)));
            }
        } catch (IOException e) {
            for (Path place : places) {
                Files.deleteIfExists(place);
            }
            throw e;
        }
        received.clear();
        return kept;
    }

    /** Only the system can make a file where none is without a moment in between, in which another upload takes the name. */
    private Path reserve(String name) throws IOException {
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        for (int number = 1; ; number++) {
            String free = number == 1 ? name : name.substring(0, dot) + "-" + number + name.substring(dot);
            try {
                return Files.createFile(directory.resolve(free));
            } catch (FileAlreadyExistsException e) {
                continue;
            }
        }
    }

    /** Deletes what has not been kept. */
    @Override
    public void close() throws IOException {
        for (Received file : received) {
            Files.deleteIfExists(file.temporary());
        }
    }
}
