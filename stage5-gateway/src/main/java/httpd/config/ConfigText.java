package httpd.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the text of a configuration file. What is no text is refused here, where its line is known. */
final class ConfigText {
    private static final int LONGEST = 64 << 10; // bytes; the file may be a device that never ends

    private ConfigText() {
    }

    static String read(String file) throws ConfigException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(file));
        CharBuffer decoded = CharBuffer.allocate(bytes.remaining());
        boolean malformed = StandardCharsets.UTF_8.newDecoder().decode(bytes, decoded, true).isError();
        String text = decoded.flip().toString();
        checkCharacters(file, text);
        if (malformed) {
            throw new ConfigException(at(file, text), "this is not text in UTF-8");
        }
        return text;
    }

    private static byte[] bytes(String file) throws ConfigException {
        String where = file + ": ";
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new ConfigException(where, "this is a directory, not a file");
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] bytes = in.readNBytes(LONGEST + 1);
                if (bytes.length > LONGEST) {
                    throw new ConfigException(where, "a configuration has at most " + LONGEST + " bytes");
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            throw new ConfigException(where, "there is no such file");
        } catch (AccessDeniedException e) {
            throw new ConfigException(where, "this file may not be read");
        } catch (IOException | InvalidPathException e) {
            throw new ConfigException(where, "cannot be read: " + e.getMessage());
        }
    }

    private static void checkCharacters(String file, String text) throws ConfigException {
        int next;
        for (int i = 0; i < text.length(); i += Character.charCount(next)) {
            next = text.codePointAt(i);
            if (!StreamReader.isPrintable(next)) {
                String character = ConfigException.escaped(next);
                throw new ConfigException(at(file, text.substring(0, i)), "this is not YAML: it has no character " + character);
            }
        }
    }

    /** The place behind this much of the text; the line that has just begun counts. */
    private static String at(String file, String before) {
        return file + ":" + (before + ".").lines().count() + ": ";
    }
}
