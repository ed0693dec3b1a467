package peers;

import io.undertow.Undertow;
import io.undertow.util.Headers;

/** Undertow with one I/O thread, which answers without a dispatch to a worker. */
public final class UndertowPeer {
    private UndertowPeer() {
    }

    public static void main(String[] args) {
        Undertow.builder().setIoThreads(1).addHttpListener(Answer.port(args), "127.0.0.1").setHandler(exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, Answer.TYPE);
            exchange.getResponseSender().send(Answer.TEXT);
        }).build().start();
    }
}
