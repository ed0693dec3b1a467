package httpd.http;

import java.nio.charset.StandardCharsets;

/** Requests as only a wrong server makes them: nothing is checked. */
public final class Unchecked {
    private Unchecked() {
    }

    public static Request request(String method, String target) {
        return request(method, target, 1, new Headers(), Endpoints.NONE);
    }

    public static Request request(String method, String target, int minorVersion, Headers headers, Endpoints endpoints) {
        return new Request(method, target, minorVersion, headers, endpoints);
    }

    /** One field, whatever name and value are. */
    public static Headers field(String name, String value) {
        Headers headers = Headers.ofRequest();
        headers.readFrom((name + value).getBytes(StandardCharsets.ISO_8859_1), 0);
        headers.add(0, name.length(), name.length(), name.length() + value.length());
        return headers;
    }

    /** The connection has its next request: what the fields are read from has something else in it. */
    public static void forget(Headers headers) {
        headers.readFrom(null, 0);
    }
}
