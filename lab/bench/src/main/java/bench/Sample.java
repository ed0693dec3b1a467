package bench;

import java.nio.charset.StandardCharsets;

/** The requests that are measured. */
public enum Sample {
    /** The least that is a request of HTTP/1.1: 42 bytes. */
    HELLO("""
            GET /hello HTTP/1.1
            Host: example.org

            """),

    /** What a browser sends when somebody follows a link: 12 fields, 691 bytes. */
    BROWSER("""
            GET /articles/sockets?page=2&order=newest HTTP/1.1
            Host: www.example.org:8080
            User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/png,*/*;q=0.8
            Accept-Language: en-GB,en;q=0.7,de;q=0.3
            Accept-Encoding: gzip, deflate, br, zstd
            Referer: http://www.example.org:8080/articles/?page=2&order=newest
            Connection: keep-alive
            Cookie: session=5f2c1e9a7b3d4c68a0e1f2d3c4b5a697; theme=dark; consent=necessary; seen=1735689600; \
            cart=1f0b8d2c; layout=wide; tz=60
            Upgrade-Insecure-Requests: 1
            Sec-Fetch-Dest: document
            Sec-Fetch-Mode: navigate
            Sec-Fetch-Site: same-origin

            """);

    private final String text;

    Sample(String text) {
        this.text = text.replace("\n", "\r\n");
    }

    /** Returns the request {@code times} times in a row. */
    byte[] bytes(int times) {
        return text.repeat(times).getBytes(StandardCharsets.ISO_8859_1);
    }
}
