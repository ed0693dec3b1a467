package httpd.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a parser makes of bytes that arrive in pieces: the requests as text, and the status of the refusal that ended them, if any. */
record Requests(List<String> requests, int refusal) {

    static Requests parse(List<byte[]> pieces) {
        return parse(pieces, Limits.DEFAULT);
    }

    static Requests parse(List<byte[]> pieces, Limits limits) {
        RequestParser parser = new RequestParser(limits, Endpoints.NONE);
        InputBuffer in = new InputBuffer();
        List<String> requests = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Request request = null;
        try {
            for (byte[] piece : pieces) {
                in.append(piece, 0, piece.length);
                while (true) {
                    request = request == null ? parser.next(in) : request;
                    if (request == null || parser.state() != RequestParser.State.COMPLETE && !parser.body(in, into(body))) {
                        break;
                    }
                    requests.add(describe(request) + body.toString(StandardCharsets.ISO_8859_1));
                    body.reset();
                    request = null;
                }
            }
        } catch (HttpError e) {
            return new Requests(requests, e.status());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Requests(requests, 0);
    }

    static BodySink into(ByteArrayOutputStream body) {
        return (bytes, from, length) -> {
            body.write(bytes, from, length);
            return length;
        };
    }

    static Requests parse(String... pieces) {
        return parse(Arrays.stream(pieces).map(Requests::bytes).toList());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String describe(Request request) {
        StringBuilder text = new StringBuilder();
        text.append(request.method()).append(' ').append(request.target()).append(" 1.").append(request.minorVersion());
        for (int i = 0; i < request.headers().size(); i++) {
            text.append('|').append(request.headers().name(i)).append('=').append(request.headers().value(i));
        }
        return text.append("||").toString();
    }

    /** Cuts bytes behind each of the given places. */
    static List<byte[]> cut(byte[] bytes, List<Integer> places) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int place : places.stream().map(p -> p % (bytes.length + 1)).sorted().toList()) {
            pieces.add(Arrays.copyOfRange(bytes, from, place));
            from = place;
        }
        pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return pieces;
    }
}
