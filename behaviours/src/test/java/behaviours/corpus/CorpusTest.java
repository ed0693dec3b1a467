package behaviours.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import behaviours.Catalogue;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    private static final Set<String> IDS = Catalogue.rows().stream().map(Catalogue.Row::id).collect(Collectors.toSet());

    @Test
    void isLarge() {
        assertTrue(Corpus.valid().size() >= 70, () -> Corpus.valid().size() + " valid files");
        assertTrue(Corpus.invalid().size() >= 200, () -> Corpus.invalid().size() + " invalid files");
        assertEquals(Corpus.all().size(), Corpus.valid().size() + Corpus.invalid().size());
    }

    @Test
    void everyFileSaysWhatItIs() {
        Set<List<Byte>> contents = new HashSet<>();
        for (RequestFile file : Corpus.all()) {
            assertTrue(file.name().matches("(valid|invalid)/[a-z0-9]+(-[a-z0-9]+)*"), file.name());
            assertTrue(IDS.contains(file.behaviour()), () -> file + " names no row of the catalogue");
            assertTrue(file.rfc().matches("[0-9]{4} [0-9]+(\\.[0-9]+)*"), file::toString);
            assertTrue(file.says().matches("[A-Z].*[.?]"), file::toString);
            assertTrue(contents.add(boxed(file.bytes())), () -> "there twice: " + file);
            boolean refusal = file.expect().stream().allMatch(status -> Set.of(400, 413, 414, 417, 431, 501, 505).contains(status));
            assertTrue(file.valid() || refusal && file.needs().isEmpty() && file.body() == null, file::toString);
        }
    }

    private static List<Byte> boxed(byte[] bytes) {
        Byte[] boxed = new Byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) boxed[i] = bytes[i];
        return List.of(boxed);
    }

    @Test
    void filesAreReadableInAnyEditor() throws Exception {
        Path requests = Path.of(Corpus.class.getResource("/behaviours/requests/README.md").toURI()).getParent();
        try (Stream<Path> files = Files.walk(requests)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".http")).toList()) {
                String text = Files.readString(file);
                assertTrue(text.matches("[\\x20-\\x7e\r\n]+\n"), () -> file + " has other bytes than printable ASCII and line ends");
                assertTrue(text.lines().allMatch(line -> line.length() <= 140 && line.equals(line.stripTrailing())), file::toString);
            }
        }
    }

    @Test
    void knowsTheMethod() {
        RequestFile head = Corpus.all().stream().filter(file -> file.name().equals("valid/head")).findFirst().orElseThrow();
        assertEquals("HEAD", head.method());
        assertEquals("GET", Corpus.of("message.leading-crlf").get(0).method());
    }

    @Test
    void refusesFilesThatDoNotSay() {
        String good = "# behaviour: message.length\n# expect: 400 413\n# rfc: 9112 6\n# says: Yes.\n#---\nGET\\r\\n\n";
        assertEquals(Set.of(400, 413), RequestFile.parse("invalid/x", good).expect());
        for (String bad : List.of(good.replace("# rfc: 9112 6\n", ""), good.replace("#---\n", ""), good.replace("400", "four"),
                good.replace("# says", "# sais"), good.replace("# says", "says"), good.replace("#---", "# route: NOWHERE\n#---"),
                "# rfc: 1\n" + good, good.replace("GET", "\\GET"))) {
            assertThrows(IllegalArgumentException.class, () -> RequestFile.parse("invalid/x", bad), bad);
        }
    }

    @Test
    void isLoadedFromAJarAsWell(@TempDir Path directory) throws Exception {
        Path classes = Path.of(Corpus.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path jar = directory.resolve("the suite #1.jar");
        pack(classes, jar);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Object files = loader.loadClass(Corpus.class.getName()).getMethod("all").invoke(null);
            List<String> expected = Corpus.all().stream().map(RequestFile::toString).toList();
            assertEquals(expected, ((List<?>) files).stream().map(Object::toString).toList());
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, out);
            }
        }
    }
}
