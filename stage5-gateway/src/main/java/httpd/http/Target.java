package httpd.http;

import java.nio.charset.StandardCharsets;

/** The request target: what a request asks for, in the forms of RFC 9112 section 3.2. */
final class Target {
    private Target() {
    }

    /**
     * Checks the target that stands in [from, to); its octets are known to be allowed in one.
     *
     * @throws HttpError 400 if it has none of the forms that go with the method
     */
    static void check(String method, byte[] bytes, int from, int to) throws HttpError {
        boolean ok;
        if (bytes[from] == '/') {
            ok = wellEscaped(bytes, from, to);                            // origin-form
        } else if (method.equals("CONNECT")) {
            ok = Syntax.isAuthority(bytes, from, to);                     // authority-form
        } else if (bytes[from] == '*') {
            ok = to == from + 1 && method.equals("OPTIONS");              // asterisk-form
        } else {
            int authority = from + schemeLength(bytes, from, to);         // absolute-form
            int authorityEnd = endOfAuthority(bytes, authority, to);
            ok = authority > from && Syntax.isAuthority(bytes, authority, authorityEnd) && wellEscaped(bytes, authorityEnd, to);
        }
        if (!ok) {
            throw new HttpError(400, "The request target is malformed.");
        }
    }

    /** RFC 3986 section 2.1: a percent sign is followed by two hexadecimal digits. */
    private static boolean wellEscaped(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '%' && !Syntax.isEscape(bytes, at, to)) {
                return false;
            }
        }
        return true;
    }

    private static int schemeLength(byte[] bytes, int from, int to) {
        for (String scheme : new String[] {"http://", "https://"}) {
            if (to - from > scheme.length() && Syntax.matches(scheme, bytes, from)) {
                return scheme.length();
            }
        }
        return 0;
    }

    private static int endOfAuthority(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '/' && bytes[at] != '?') {
            at++;
        }
        return at;
    }

    /** Returns the authority of a target in absolute-form, or null. */
    static String authority(String target) {
        if (target.charAt(0) == '/' || target.indexOf("://") < 0) {
            return null;
        }
        byte[] bytes = target.getBytes(StandardCharsets.ISO_8859_1);
        int from = target.indexOf("://") + 3;
        return target.substring(from, endOfAuthority(bytes, from, bytes.length));
    }

    /** Returns path and query of a checked target, without an authority; {@code *} stays as it is, an empty path becomes {@code /}. */
    static String pathAndQuery(String target) {
        String authority = authority(target);
        if (authority == null) {
            return target;
        }
        String rest = target.substring(target.indexOf("://") + 3 + authority.length());
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    /** Decodes the percent escapes of checked text, an octet a character (ISO-8859-1). */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '%') {
                c = (char) (Syntax.hexDigit((byte) text.charAt(at + 1)) << 4 | Syntax.hexDigit((byte) text.charAt(at + 2)));
                at += 2;
            }
            decoded.append(c);
        }
        return decoded.toString();
    }
}
