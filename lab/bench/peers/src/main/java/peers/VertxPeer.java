package peers;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;

/** Vert.x with one event loop. */
public final class VertxPeer {
    private VertxPeer() {
    }

    public static void main(String[] args) {
        Buffer body = Buffer.buffer(Answer.BYTES);
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
                .createHttpServer(new HttpServerOptions().setAcceptBacklog(1024))
                .requestHandler(request -> request.response()
                        .putHeader("Date", Answer.date()).putHeader("Content-Type", Answer.TYPE).end(body))
                .listen(Answer.port(args), "127.0.0.1");
    }
}
