package httpd;

import httpd.config.CommandLine;
import httpd.config.Config;
import httpd.config.ConfigException;
import httpd.gateway.Application;
import httpd.gateway.Gateway;
import httpd.http.Body;
import httpd.http.Endpoints;
import httpd.http.HttpError;
import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A conversation without a socket: what a client says goes in, what it would hear is kept; requests that block are answered at once. */
final class Talk {
    private static final Config DEFAULTS = defaults();

    private final StringBuilder heard = new StringBuilder();
    private final Gateway gateway;
    private final Conversation conversation;
    private int most; // bytes that waited to be sent at the same time
    private int handed;

    Talk(Application application, Buffers buffers) {
        Workers none = connection -> {
            throw new IllegalStateException("there are no workers in a conversation");
        };
        gateway = new Gateway(application);
        Shared shared = new Shared(DEFAULTS, gateway, none, new Connections(1), Log.NONE);
        conversation = new Conversation(1, shared, buffers, Endpoints.NONE, () -> { });
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
        return conversation.isAsked();
    }

    /** The worker does its part. */
    void work() throws IOException {
        handed++;
        Response[] answer = new Response[1];
        gateway.answer(conversation.request(), new Gateway.Client() {
            @Override
            public void begin(Response response) {
                answer[0] = response;
            }

            @Override
            public void moved() {
            }
        });
        conversation.answer(answer[0]);
        send();
    }

    void late() throws IOException {
        conversation.refuse(Response.of(new HttpError(408, "The request did not come in time.")));
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

    /** Answers with what the request says; where the path says so it blocks, or pushes its answer. */
    static Application mirror() {
        return new Application() {
            @Override
            public Response handle(Request request) {
                String text = request.target() + " " + request.headers().get("Name") + " " + request.bodyLength() + "\n";
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                if (request.path().startsWith("/slow/pushed")) {
                    return Response.of(200, "text/plain", (Body.Push) out -> out.write(bytes));
                }
                return Response.of(200, "text/plain", new Body.Bytes(bytes));
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
