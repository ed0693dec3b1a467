package httpd;

import httpd.config.CommandLine;
import httpd.config.Config;
import httpd.config.ConfigException;
import httpd.http.HttpError;
import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.Response;
import httpd.site.Handler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A conversation without a socket: what a client says goes in, what it would hear is kept; requests that block are answered at once. */
final class Talk {
    private static final Config DEFAULTS = defaults();

    private final StringBuilder heard = new StringBuilder();
    private final Conversation conversation;
    private int most; // bytes that waited to be sent at the same time
    private int handed;

    Talk(Handler handler, Buffers buffers) {
        Workers none = connection -> {
            throw new IllegalStateException("there are no workers in a conversation");
        };
        conversation = new Conversation(1, new Shared(DEFAULTS, handler, none, new Connections(1), Log.NONE), buffers);
    }

    Conversation conversation() {
        return conversation;
    }

    /** What a client would have heard, its dates left out: the clock may tick meanwhile. */
    String heard() {
        return heard.toString().replaceAll("Date: [^\r]*\r\n", "");
    }

    int most() {
        return most;
    }

    /** How many requests were handed to a worker. */
    int handed() {
        return handed;
    }

    /** The client says something, and all that can be answered is. */
    Talk says(String text) throws IOException {
        take(text);
        while (blocks()) {
            work();
        }
        return this;
    }

    /** As {@link #says}, but a request that may block stays with its worker. */
    Talk take(String text) throws IOException {
        conversation.received(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        send();
        return this;
    }

    boolean blocks() {
        return conversation.needsWorker();
    }

    /** The worker does its part. */
    void work() throws IOException {
        handed++;
        conversation.answer(conversation.handle(), true);
        send();
    }

    void late() throws IOException {
        conversation.answer(Response.of(new HttpError(408, "The request did not come in time.")), false);
        send();
    }

    private void send() throws IOException {
        for (boolean more = true; more; ) {
            more = conversation.collect();
            OutputBuffer out = conversation.output();
            most = Math.max(most, out.length());
            while (!out.isEmpty()) {
                int count = Math.min(out.length(), 10_000); // as if the kernel took no more at a time
                heard.append(new String(out.array(), out.start(), count, StandardCharsets.ISO_8859_1));
                out.consume(count);
            }
        }
        conversation.rest();
    }

    /** Answers with what the request says, and blocks where the path says so. */
    static Handler mirror() {
        return new Handler() {
            @Override
            public Response handle(Request request) {
                return Response.text(200, request.target() + " " + request.headers().get("Name") + " " + request.body().length + "\n");
            }

            @Override
            public boolean mayBlock(Request request) {
                return request.path().startsWith("/slow");
            }
        };
    }

    private static Config defaults() {
        try {
            return CommandLine.read(new String[0]);
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }
}
