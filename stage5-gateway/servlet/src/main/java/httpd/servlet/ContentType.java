package httpd.servlet;

import java.util.Locale;

/** The parts of a Content-Type that a servlet cares about. */
final class ContentType {
    private static final String CHARSET = "charset=";

    private ContentType() {
    }

    /** Returns the name of the charset, or null. */
    static String charset(String type) {
        int at = at(type);
        return at < 0 ? null : type.substring(at + CHARSET.length()).split(";")[0].replace("\"", "").strip();
    }

    /** Returns the type without its charset, which is its last parameter wherever it has one. */
    static String withoutCharset(String type) {
        int at = at(type);
        return at < 0 ? type : type.substring(0, type.lastIndexOf(';', at)).strip();
    }

    private static int at(String type) {
        int at = type == null ? -1 : type.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        return at < 0 || type.lastIndexOf(';', at) < 0 ? -1 : at;
    }

    static boolean isForm(String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}
