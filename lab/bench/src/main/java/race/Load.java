package race;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the clients do: a column of the tables. */
enum Load {
    KEEP_64("keep64", "keep-alive 64", 64),
    KEEP_512("keep512", "keep-alive 512", 512),
    PIPELINED("pipelined", "pipelined 16×64", 64),
    CLOSE("close", "new connection each", 64),
    IDLE("idle", "5,000 idle + 64", 64),
    DRIBBLE("dribble", "200 dribbling + 64", 64),
    BROWSER("browser", "browser headers", 64);

    static final int DEPTH = 16;

    private static final String MINIMAL = "GET /hello HTTP/1.1\nHost: localhost\n";
    private static final String BROWSER_HEAD = """
            GET /hello HTTP/1.1
            Host: localhost:8003
            Connection: keep-alive
            Cache-Control: max-age=0
            Upgrade-Insecure-Requests: 1
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8
            Sec-Fetch-Site: same-origin
            Sec-Fetch-Mode: navigate
            Sec-Fetch-Dest: document
            Referer: http://localhost:8003/request?from=front
            Accept-Encoding: gzip, deflate, br, zstd
            Accept-Language: en-GB,en;q=0.9,de;q=0.8
            """;

    final String option;
    final String title;
    final int connections;

    Load(String option, String title, int connections) {
        this.option = option;
        this.title = title;
        this.connections = connections;
    }

    /** Returns how many requests go out in one piece. */
    int depth() {
        return this == PIPELINED ? DEPTH : 1;
    }

    /** Returns one request. */
    String request() {
        String head = switch (this) {
            case BROWSER -> BROWSER_HEAD;
            case CLOSE -> MINIMAL + "Connection: close\n";
            default -> MINIMAL;
        };
        return (head + "\n").replace("\n", "\r\n");
    }

    byte[] requestBytes() {
        return request().repeat(depth()).getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns a script that has wrk send just these bytes, and makes them once. */
    String script() {
        String piece = request().replace("\r", "\\r").replace("\n", "\\n").replace("\"", "\\\"");
        return "local piece = string.rep(\"" + piece + "\", " + depth() + ")\nwrk.format = function() return piece end\n";
    }

    static Load of(String option) {
        for (Load load : values()) {
            if (load.option.equals(option)) {
                return load;
            }
        }
        throw new IllegalArgumentException("--loads takes some of " + options() + ", not '" + option + "'");
    }

    static String options() {
        return Arrays.stream(values()).map(load -> load.option).collect(Collectors.joining(","));
    }

    static List<Load> all() {
        return List.of(values());
    }
}
