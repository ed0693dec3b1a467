package soak;

import static soak.Talk.expect;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import load.Client;
import soak.Talk.Answer;

/** What the clients do, the good ones and the others. */
final class Habits {
    private static final String CLOSE = "GET /hello HTTP/1.1\nHost: soak\nConnection: close\n\n";
    private static final int LARGE = 50_000_000; // more than the buffers of both sides can hold
    private static final int SMALL_BUFFER = 8 << 10;
    private static final int PIPELINE = 16;
    private static final int BURST = 200;

    private Habits() {
    }

    /** Everybody who is there at the same time, by name. They hold fewer than 16 connections, but for the burst. */
    static Map<String, Visitor.Habit> all() {
        Map<String, Visitor.Habit> all = new LinkedHashMap<>();
        for (int i = 1; i <= 4; i++) {
            all.put("keep-alive-" + i, Habits::keepAlive);
        }
        all.put("new-1", Habits::newConnection);
        all.put("new-2", Habits::newConnection);
        all.put("leaver", Habits::leave);
        all.put("resetter", Habits::reset);
        all.put("dribbler-head", visitor -> dribble(visitor, "GET /hello HTTP/1.1\r\nHost: soak\r\nX-Slow: "));
        all.put("dribbler-body", visitor -> dribble(visitor, "POST /echo HTTP/1.1\r\nHost: soak\r\nContent-Length: 1000\r\n\r\n"));
        all.put("stalled-1", Habits::stall);
        all.put("stalled-2", Habits::stall);
        all.put("upload", Habits::upload);
        all.put("pipeliner", Habits::pipeline);
        all.put("idler", Habits::idle);
        all.put("burst", Habits::burst);
        return all;
    }

    private static void keepAlive(Visitor visitor) throws IOException, InterruptedException {
        try (Talk talk = visitor.open()) {
            for (int i = visitor.any(200); i > 0 && !visitor.isOver(); i--) {
                switch (visitor.any(5)) {
                    case 0 -> hello(talk.get("/hello"));
                    case 1 -> {
                        String target = "/request?n=" + visitor.any(1 << 30); // nobody else's answer has it
                        Answer answer = talk.get(target);
                        expect(answer.text().contains("\ntarget: " + target + "\n"), "the target", answer);
                    }
                    case 2 -> pattern(talk.get("/bytes?n=" + visitor.any(100_000)));
                    case 3 -> {
                        talk.ask("HEAD /bytes?n=5000 HTTP/1.1\nHost: soak\n\n");
                        Answer answer = talk.answer(false);
                        expect(answer.head().status() == 200 && answer.head().length() == 5000, "200 for 5000 bytes", answer);
                    }
                    default -> {
                        Answer answer = talk.get("/nowhere");
                        expect(answer.head().status() == 404 && !answer.head().close(), "404, and the connection stays", answer);
                    }
                }
                visitor.pause(0, 5);
            }
            talk.ask(CLOSE);
            hello(talk.answer(true));
            talk.end();
        }
    }

    private static void newConnection(Visitor visitor) throws IOException, InterruptedException {
        try (Talk talk = visitor.open()) {
            talk.ask(CLOSE);
            hello(talk.answer(true));
            talk.end();
        }
        visitor.pause(2, 10);
    }

    /** Connects and goes, at every point where one can go. */
    private static void leave(Visitor visitor) throws IOException, InterruptedException {
        try (Talk talk = visitor.open()) {
            begin(visitor, talk);
        }
        visitor.pause(5, 50);
    }

    private static void reset(Visitor visitor) throws IOException, InterruptedException {
        try (Talk talk = visitor.open()) {
            begin(visitor, talk);
            talk.reset();
        }
        visitor.pause(5, 50);
    }

    private static void begin(Visitor visitor, Talk talk) throws IOException, InterruptedException {
        switch (visitor.any(7)) {
            case 0 -> { }
            case 1 -> talk.send("GET /hel");
            case 2 -> talk.send("POST /echo HTTP/1.1\r\nHost: soak\r\nContent-Length: 100\r\n\r\nhalf of it");
            case 3 -> talk.send("GET /sleep?ms=50 HTTP/1.1\r\nHost: soak\r\n\r\n");
            case 4 -> talk.send("GET /bytes?n=" + LARGE + " HTTP/1.1\r\nHost: soak\r\n\r\n");
            case 5 -> talk.send("POST /echo HTTP/1.1\r\nHost: soak\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
            default -> talk.send("GARBAGE\r\n\r\n");
        }
        visitor.pause(0, 20);
    }

    /** A byte now and then, which is never enough; until the server has had enough of it. */
    private static void dribble(Visitor visitor, String beginning) throws IOException {
        try (Talk talk = visitor.open()) {
            visitor.journal().asked(1);
            talk.send(beginning);
            while (!talk.comes(250)) {
                if (visitor.isOver()) {
                    return;
                }
                talk.send("x");
            }
            Answer answer = talk.answer(true);
            expect(answer.head().status() == 408 && answer.head().close(), "408 and close", answer);
            talk.end();
        }
    }

    /** Wants much and reads little, and leaves after a while. */
    private static void stall(Visitor visitor) throws IOException, InterruptedException {
        try (Talk talk = visitor.open(SMALL_BUFFER)) {
            talk.ask("GET /bytes?n=" + LARGE + " HTTP/1.1\nHost: soak\n\n");
            talk.taste(visitor.any(5000));
            visitor.pause(2000, 6000);
            if (visitor.any(2) == 0) {
                talk.reset();
            }
        }
    }

    private static void upload(Visitor visitor) throws IOException, InterruptedException {
        byte[] body = visitor.bytes(visitor.any(visitor.any(4) == 0 ? 2_000_000 : 20_000));
        boolean chunked = visitor.any(2) == 0;
        try (Talk talk = visitor.open()) {
            String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length;
            talk.ask("POST /echo HTTP/1.1\nHost: soak\n" + framing + "\n\n");
            for (int from = 0; from < body.length; ) {
                int to = Math.min(body.length, from + 1 + visitor.any(100_000));
                talk.send(chunked ? Integer.toHexString(to - from) + "\r\n" : "");
                talk.send(Arrays.copyOfRange(body, from, to));
                talk.send(chunked ? "\r\n" : "");
                from = to;
            }
            talk.send(chunked ? "0\r\n\r\n" : "");
            Answer answer = talk.answer(true);
            expect(answer.head().status() == 200 && Arrays.equals(answer.body(), body), "the " + body.length + " bytes sent", answer);
        }
        visitor.pause(10, 200);
    }

    private static void pipeline(Visitor visitor) throws IOException, InterruptedException {
        StringBuilder requests = new StringBuilder();
        int first = visitor.any(1 << 20);
        for (int i = 0; i < PIPELINE; i++) {
            requests.append("GET /request?n=").append(first + i).append(" HTTP/1.1\nHost: soak\n\n");
        }
        try (Talk talk = visitor.open()) {
            talk.ask(requests.toString());
            visitor.journal().asked(PIPELINE - 1);
            for (int i = 0; i < PIPELINE; i++) {
                Answer answer = talk.answer(true);
                expect(answer.text().contains("\nquery: n=" + (first + i) + "\n"), "the answer to request " + i, answer);
            }
        }
        visitor.pause(20, 100);
    }

    /** Asks once, and waits until the server loses patience: it closes without a word. */
    private static void idle(Visitor visitor) throws IOException {
        try (Talk talk = visitor.open()) {
            hello(talk.get("/hello"));
            for (long end = System.nanoTime() + Talk.PATIENCE_MS * 1_000_000L; System.nanoTime() < end && !visitor.isOver(); ) {
                if (talk.isClosed(250)) {
                    return;
                }
            }
            if (!visitor.isOver()) {
                throw new ProtocolException("an idle connection stays open");
            }
        }
    }

    /** Many at once, for a slow page: more than a pool can serve, so that some are refused. Every third time they all leave early. */
    private static void burst(Visitor visitor) throws IOException, InterruptedException {
        visitor.pause(5000, 8000);
        byte[] request = "GET /sleep?ms=100 HTTP/1.1\r\nHost: soak\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        boolean patient = visitor.any(3) > 0;
        try (Client client = new Client(visitor.port(), request, BURST)) {
            visitor.journal().connected(BURST);
            visitor.journal().asked(BURST);
            client.open(BURST);
            Client.Sample sample = client.run(patient ? Talk.PATIENCE_MS * 1_000_000L : visitor.any(700) * 1_000_000L);
            sample.statuses().forEach(visitor.journal()::answered);
            boolean stuck = patient && sample.waiting() > 0;
            int refused = visitor.mayBeRefused() ? 0 : sample.failures();
            if (sample.errors() > 0 || stuck || refused > 0) {
                throw new ProtocolException(sample.errors() + " errors (" + sample.error() + "), "
                        + sample.waiting() + " without an answer, " + sample.statuses());
            }
        }
    }

    private static void hello(Answer answer) throws IOException {
        expect(answer.head().status() == 200 && answer.text().equals("Hello, World!\n"), "Hello, World!", answer);
    }

    /** The bytes of the page /bytes are a function of their place. */
    private static void pattern(Answer answer) throws IOException {
        byte[] body = answer.body();
        for (int i = 0; i < body.length; i++) {
            expect(body[i] == (byte) (i * 31 + (i >>> 8) * 7 + (i >>> 16)), "another byte at " + i, answer);
        }
    }
}
