package httpd.servlet;

import httpd.http.Headers;
import jakarta.servlet.http.Cookie;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The fields of an answer that can still be changed. Two of them are more than text: there are other ways to set them. */
final class ResponseFields {
    private Headers headers = new Headers();
    private String type;      // without its charset
    private String charset;   // null while it is the usual one, which nobody says
    private boolean written;  // in that charset, which therefore stays
    private long length = -1; // -1 if nobody has said it

    /** @param value null for none */
    void set(String name, String value) {
        headers = headers.without(name);
        add(name, value);
    }

    void add(String name, String value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            type = ContentType.withoutCharset(value);
            if (ContentType.charset(value) != null) {
                charset(ContentType.charset(value));
            }
        } else if (name.equalsIgnoreCase("Content-Length")) {
            length = value == null ? -1 : Long.parseLong(value);
        } else if (value != null) {
            headers.add(name, value.strip());
        }
    }

    void add(Cookie cookie) {
        StringBuilder text = new StringBuilder(cookie.getName() + "=" + cookie.getValue());
        cookie.getAttributes().forEach((name, value) -> {
            boolean flag = name.equalsIgnoreCase("Secure") || name.equalsIgnoreCase("HttpOnly");
            if (!flag || !value.toLowerCase(Locale.ROOT).equals("false")) {
                text.append("; ").append(name).append(flag || value.isEmpty() ? "" : "=" + value);
            }
        });
        headers.add("Set-Cookie", text.toString());
    }

    String type() {
        return type == null || charset == null ? type : type + ";charset=" + charset;
    }

    /** Returns the name of the charset in which text is written. */
    String charset() {
        return charset == null ? "ISO-8859-1" : charset;
    }

    void charset(String name) {
        charset = written ? charset : name;
    }

    /** Text is going to be written: from now on the charset is said, and stays. */
    void fixCharset() {
        charset = charset();
        written = true;
    }

    long length() {
        return length;
    }

    /** Returns the names of all but the length. */
    Set<String> names() {
        Headers all = all();
        Set<String> names = new LinkedHashSet<>();
        for (int index = 0; index < all.size(); index++) {
            names.add(all.name(index));
        }
        return names;
    }

    /** Returns all but the length. */
    Headers all() {
        Headers all = headers.copy();
        return type == null ? all : all.add("Content-Type", type());
    }
}
