package behaviours.suite;

import behaviours.Behaviour;
import behaviours.ServerUnderTest;
import behaviours.Violation;
import behaviours.Wire;
import behaviours.corpus.BytePattern;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program that stays, and is asked by SCGI: what it is sent, and what becomes of what it answers. */
public abstract class GatewayScgiContract extends GatewayContract {
    private static final GatewayPeer PEER = new GatewayPeer();

    @Override
    protected List<String> options() {
        return List.of("--app", "/=site", "--app", "/peer=scgi:127.0.0.1:" + PEER.port(), "--app", "/absent=scgi:127.0.0.1:"
                + GatewayPeer.unused(), "--deadlines.application", "2s");
    }

    @Test
    @Behaviour("gateway.scgi")
    public void theRequestIsANetstringWithItsLengthFirst() {
        Wire wire = connect();
        wire.send(request("POST", "/peer/a%20b?c=d", "X-One: 1", "Proxy: evil", "Content-Length: 3") + "abc");
        String told = wire.answer("POST").expect(200).expectKeepAlive().text();
        if (!told.startsWith("CONTENT_LENGTH=3\nSCGI=1\n")) {
            throw Violation.differs("the first two variables", "CONTENT_LENGTH=3\nSCGI=1\n", told);
        }
        List<String> lines = List.of(told.split("\n"));
        for (String line : List.of("REQUEST_METHOD=POST", "SCRIPT_NAME=/peer", "PATH_INFO=/a b", "QUERY_STRING=c=d", "HTTP_X_ONE=1",
                "REQUEST_URI=/peer/a%20b?c=d", "SERVER_PROTOCOL=HTTP/1.1", "body=3 352441c2")) {
            if (!lines.contains(line)) throw new Violation("the program is not told " + line + ": " + told);
        }
        if (told.contains("HTTP_PROXY")) throw new Violation("the program must not be told HTTP_PROXY");
        String none = wire.send(get("/peer")).answer().expect(200).text();
        if (!none.startsWith("CONTENT_LENGTH=0\nSCGI=1\n")) {
            throw Violation.differs("the first two variables", "CONTENT_LENGTH=0\nSCGI=1\n", none);
        }
    }

    @Test
    @Behaviour("gateway.scgi")
    public void aLargeBodyArrivesHoweverItIsSent() {
        Wire wire = connect();
        byte[] large = BytePattern.of(5_000_000);
        String expected = "body=" + GatewayPeer.checked(large);
        if (!ask("POST", "/peer", large).expect(200).text().contains(expected)) throw new Violation("not all of a large body arrives");
        wire.send(request("POST", "/peer", "Transfer-Encoding: chunked") + Integer.toHexString(large.length) + "\r\n");
        String told = wire.send(large).send("\r\n0\r\n\r\n").answer("POST").expect(200).expectKeepAlive().text();
        if (!told.startsWith("CONTENT_LENGTH=5000000\n") || !told.contains(expected)) {
            throw new Violation("not all of a chunked body arrives: " + told);
        }
        wire.send(request("POST", "/peer/unread", "Content-Length: " + large.length)).send(large).answer("POST").expect(200)
                .expectBody("unread\n");
    }

    @Test
    @Behaviour("gateway.scgi")
    public void whatThePeerStreamsArrivesAtOnce() {
        Wire wire = connect().send(get("/peer/ticks"));
        wire.head("GET").expect(200).expectField("Transfer-Encoding", "chunked");
        until(wire, "first\n");
        PEER.go();
        until(wire, "second\n\r\n0\r\n\r\n");
        wire.send(request("HEAD", "/peer/sized")).answer("HEAD").expect(200).expectField("Content-Length", "6");
    }

    @Test
    @Behaviour("gateway.scgi-fails")
    public void aPeerThatIsAbsentSilentOrWrongIsAnsweredFor() {
        Wire silent = connect().send(get("/peer/silent"));
        Wire wire = connect();
        wire.send(get("/absent")).answer().expect(503).expectKeepAlive();
        for (String page : List.of("garbage", "nothing", "half-head")) {
            wire.send(get("/peer/" + page)).answer().expect(502).expectKeepAlive();
        }
        silent.answer().expect(504).expectKeepAlive();
        expectCut(everything(connect().send(get("/peer/short"))), 200);
        wire.send(get("/hello")).answer().expect(200);
    }

    @Test
    @Behaviour("gateway.scgi-fails")
    public void whoHasLeftIsNotAnsweredFor() {
        ServerUnderTest server = server();
        Wire wire = connect(server, 4096).send(get("/peer/endless"));
        wire.head("GET").expect(200);
        int open = PEER.endless();
        if (open != 1) throw new Violation("endless answers under way: " + open);
        wire.reset();
        if (!comes(() -> PEER.endless() == 0)) throw new Violation("the peer is still asked for the rest of an answer that nobody wants");
    }
}
