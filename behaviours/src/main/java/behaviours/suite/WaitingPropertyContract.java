package behaviours.suite;

import behaviours.Behaviour;
import behaviours.Needs;
import behaviours.Route;
import behaviours.Since;
import behaviours.Wire;
import behaviours.Violation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Any requests on one connection, cut anywhere: as many answers, each to its request, in order, and no more input needed. */
@Since(3)
public abstract class WaitingPropertyContract extends BusyContract {
    /** What a client may ask; its number travels in the query or in the body, so that answers cannot be swapped unseen. */
    protected enum Kind { GREETING, HEAD, QUERY, ECHO, CHUNKED, OPTIONS }

    @Property
    @Behaviour("waiting.pipelining")
    @Needs({Route.GREETING, Route.ECHO, Route.REQUEST})
    public void everyRequestIsAnsweredInItsTurn(@ForAll("kinds") List<Kind> kinds,
            @ForAll @Size(max = 20) List<@IntRange(max = 2000) Integer> cuts) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < kinds.size(); i++) stream.writeBytes(request(kinds.get(i), i, i == kinds.size() - 1));
        Wire wire = connect().send(cut(stream.toByteArray(), cuts));
        for (int i = 0; i < kinds.size(); i++) check(wire, kinds.get(i), i);
        wire.expectClosed();
    }

    @Provide
    protected Arbitrary<List<Kind>> kinds() {
        return Arbitraries.of(Kind.class).list().ofMinSize(2).ofMaxSize(10);
    }

    private static byte[] request(Kind kind, int number, boolean last) {
        String common = " HTTP/1.1\r\nHost: localhost\r\n" + (last ? "Connection: close\r\n" : "");
        String text = switch (kind) {
            case GREETING -> "GET /" + common + "\r\n";
            case HEAD -> "HEAD /request?" + number + common + "\r\n";
            case QUERY -> "GET /request?" + number + common + "\r\n";
            case ECHO -> "POST /echo" + common + "Content-Length: " + body(number).length() + "\r\n\r\n" + body(number);
            case CHUNKED -> "POST /echo" + common + "Transfer-Encoding: chunked\r\n\r\n" + chunked(body(number));
            case OPTIONS -> "OPTIONS /echo" + common + "\r\n";
        };
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void check(Wire wire, Kind kind, int number) {
        switch (kind) {
            case GREETING -> wire.answer().expect(200).expectBody("Hello, World!\n");
            case HEAD -> wire.answer("HEAD").expect(200);
            case QUERY -> {
                String seen = wire.answer().expect(200).text();
                if (!seen.contains("query: " + number + "\n") || !seen.contains("body: 0 bytes\n")) {
                    throw new Violation("answer " + (number + 1) + " is not that of request " + (number + 1) + ": " + seen);
                }
            }
            case ECHO, CHUNKED -> wire.answer("POST").expect(200).expectBody(body(number));
            case OPTIONS -> wire.answer("OPTIONS").expect(204);
        }
    }

    /** Ends like a request, which it must not be taken for. */
    private static String body(int number) {
        return (number + " GET /echo HTTP/1.1\r\n\r\n").repeat(number * 3 % 7);
    }

    private static String chunked(String body) {
        int half = body.length() / 2;
        return chunk(body.substring(0, half)) + chunk(body.substring(half)) + "0\r\n\r\n";
    }

    private static String chunk(String data) {
        return data.isEmpty() ? "" : Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }

    private static List<byte[]> cut(byte[] stream, List<Integer> cuts) {
        List<byte[]> segments = new ArrayList<>();
        int from = 0;
        for (int at : new TreeSet<>(cuts)) {
            if (at <= from || at >= stream.length) continue;
            segments.add(Arrays.copyOfRange(stream, from, at));
            from = at;
        }
        segments.add(Arrays.copyOfRange(stream, from, stream.length));
        return segments;
    }
}
