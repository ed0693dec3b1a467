package httpd.app;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of files that come from a client: which of them may be looked for, and what is made of one under which a file shall be kept. */
final class FileNames {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");
    private static final Pattern NUMBERED_DEVICE = Pattern.compile("(COM|LPT)[0-9\u00b9\u00b2\u00b3]");
    private static final int LONGEST = 120; // bytes: a file system takes 255, and a number may still be added

    private FileNames() {
    }

    /** Returns the text whose UTF-8 octets are the characters of a path, or null if they are not UTF-8. */
    static String decode(String octets) {
        try {
            byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Tells whether a segment of a path can be nothing but the name of a file in its directory, and no hidden one. */
    static boolean isPlain(String name) {
        return isPlain(name, WINDOWS);
    }

    static boolean isPlain(String name, boolean windows) {
        if (name.isEmpty() || name.startsWith(".") || name.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == '/' || c == '\\')) {
            return false;
        }
        // There a colon names a drive or a stream within the file, and a dot or a space at the end does not count.
        return !windows || !name.contains(":") && !name.endsWith(".") && !name.endsWith(" ") && !isDevice(name);
    }

    /** Windows opens {@code nul.txt} as the device NUL, in whatever directory. */
    private static boolean isDevice(String name) {
        int end = name.indexOf('.');
        String base = (end < 0 ? name : name.substring(0, end)).strip().toUpperCase(Locale.ROOT);
        return DEVICES.contains(base) || NUMBERED_DEVICE.matcher(base).matches();
    }

    /**
     * Makes a harmless name of one that a client gave: its last segment, with letters, digits, {@code . - _} and spaces, not hidden, not
     * empty, not too long, and none that means something else on any system.
     */
    static String safe(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder name = new StringBuilder();
        // Some systems write an accent as a character of its own, which is no letter.
        Normalizer.normalize(last, Normalizer.Form.NFC).codePoints()
                .map(c -> Character.isLetterOrDigit(c) || "-_. ".indexOf(c) >= 0 ? c : '_').forEach(name::appendCodePoint);
        String plain = shortened(name.toString().replaceFirst("^[. ]+", "")).replaceFirst("[. ]+$", "");
        if (plain.isEmpty()) {
            return "file";
        }
        return isDevice(plain) ? "_" + plain : plain;
    }

    /** Shortens the part before the extension, if there is a sensible one. */
    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 || name.length() - dot > 12 ? "" : name.substring(dot);
        StringBuilder base = new StringBuilder(name.substring(0, name.length() - extension.length()));
        int room = LONGEST - extension.getBytes(StandardCharsets.UTF_8).length;
        while (base.toString().getBytes(StandardCharsets.UTF_8).length > room) {
            base.setLength(base.offsetByCodePoints(Math.min(base.length(), LONGEST), -1));
        }
        return base + extension;
    }
}
