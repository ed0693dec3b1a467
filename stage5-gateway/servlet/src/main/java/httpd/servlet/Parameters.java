package httpd.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a query and of a form, in the order in which they came. */
final class Parameters {
    private static final int LARGEST_FORM = 2 << 20;

    private final Charset charset;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    Parameters(Charset charset) {
        this.charset = charset;
    }

    /** Adds those of a form that is the body of a request. */
    void add(InputStream form) throws IOException {
        byte[] bytes = form.readNBytes(LARGEST_FORM + 1);
        if (bytes.length > LARGEST_FORM) {
            throw new IllegalStateException("a form has more than " + LARGEST_FORM + " bytes");
        }
        add(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    void add(String pairs) {
        for (String pair : pairs.split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                values.computeIfAbsent(name, key -> new ArrayList<>()).add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
    }

    private String decode(String text) {
        return URLDecoder.decode(text, charset);
    }

    Map<String, String[]> byName() {
        Map<String, String[]> all = new LinkedHashMap<>();
        values.forEach((name, list) -> all.put(name, list.toArray(new String[0])));
        return all;
    }
}
