package httpd.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import httpd.http.Body;
import httpd.http.Headers;
import httpd.http.HttpError;
import httpd.http.OutputBuffer;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Lint blames the application for what is wrong with the head of a response, and nothing of it is sent. */
class LintResponseTest {
    private static final Request GET = Request.of("GET", "/");

    private static void passes(Response response, Request request) throws Exception {
        new Lint().around(asked -> response).handle(request).body().close();
    }

    private static void blamed(String sentence, Response response, Request request) {
        LintException e = assertThrows(LintException.class, () -> passes(response, request));
        assertEquals("lint: the application " + sentence, e.getMessage());
    }

    private static void blamed(String sentence, Response response) {
        blamed(sentence, response, GET);
    }

    private static Response hello() {
        return Response.text(200, "Hello!\n");
    }

    private static Response typeless(Body body) {
        return new Response(200, new Headers(), body);
    }

    @Test
    void rightResponsesPass() throws Exception {
        passes(hello(), GET);
        passes(hello().with("Content-Length", "7"), GET);
        passes(hello().with("Set-Cookie", "a=1").with("Set-Cookie", "b=2"), GET);
        passes(Response.empty(204).with("Allow", "GET"), GET);
        passes(Response.empty(304).with("ETag", "\"x\""), GET);
        passes(Response.empty(302).with("Location", "/"), GET);
        passes(Response.of(200, "text/plain", out -> { }), GET);
        passes(Response.of(200, "text/plain", out -> { }).with("Content-Length", "7"), GET);
        passes(Response.of(200, "text/plain", new Body.Stream(InputStream.nullInputStream(), 7)), GET);
        passes(Response.empty(200).with("Content-Type", "text/plain").with("Content-Length", "7"), Request.of("HEAD", "/"));
    }

    @Test
    void thereIsAResponseWithAFinalStatus() {
        blamed("answered null", null);
        for (int status : new int[] {-1, 0, 99, 101, 199, 600}) {
            blamed("answered with status " + status, Response.text(status, "Hello!\n"));
        }
        assertThrows(NullPointerException.class, () -> new Response(200, null, Body.NONE)); // there Lint comes too late, and is not needed
        assertThrows(NullPointerException.class, () -> new Response(200, new Headers(), null));
    }

    @Test
    void aRefusalIsAnError() {
        for (int status : new int[] {0, 200, 399, 600}) {
            Application refuses = request -> {
                throw new HttpError(status, "No.");
            };
            LintException e = assertThrows(LintException.class, () -> new Lint().around(refuses).handle(GET));
            assertEquals("lint: the application refuses a request with the status " + status, e.getMessage());
        }
        HttpError right = assertThrows(HttpError.class, () -> new Lint().around(request -> {
            throw new HttpError(599, "No.");
        }).handle(GET));
        assertEquals(599, right.status());
    }

    @Test
    void theFieldsOfTheConnectionAreTheServers() {
        for (String field : List.of("Transfer-Encoding", "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Upgrade",
                "Date")) {
            blamed("set " + field, hello().with(field.toLowerCase(Locale.ROOT), "x"));
        }
    }

    @Test
    void theFieldsHaveNamesThatAreUsual() {
        blamed("sets the field Status, which is for programs that cannot say it otherwise", hello().with("Status", "200 OK"));
        blamed("sets a field whose name ends in the middle: X-", hello().with("X-", "y"));
        blamed("sets a field whose name ends in the middle: X_", hello().with("X_", "y"));
    }

    @Test
    void thereIsOneLengthAndItIsANumber() {
        blamed("set Content-Length to 7 and 7", hello().with("Content-Length", "7").with("Content-Length", "7"));
        blamed("set Content-Length to 7 and 8", hello().with("Content-Length", "7").with("Content-Length", "8"));
        blamed("set Content-Length to seven", hello().with("Content-Length", "seven"));
        blamed("set Content-Length to -1", hello().with("Content-Length", "-1"));
        blamed("set Content-Length to 8 for 7 bytes", hello().with("Content-Length", "8"));
    }

    @Test
    void thereIsOneTypeWhereThereIsABody() {
        blamed("sets more than one Content-Type: [text/plain; charset=utf-8, text/html]", hello().with("Content-Type", "text/html"));
        blamed("gives a body without a Content-Type", typeless(new Body.Bytes(new byte[1])));
        blamed("gives a body without a Content-Type", typeless((Body.Push) out -> { }));
        blamed("gives a body without a Content-Type", typeless(new Body.Stream(InputStream.nullInputStream(), 1)));
    }

    @Test
    void whatHasNoBodySaysNothingOfOne() {
        for (int status : new int[] {204, 304}) {
            blamed("gives an answer with status " + status + " a body", Response.text(status, "Hello!\n"));
            blamed("gives an answer with status " + status + " a body", Response.of(status, "text/plain", out -> { }));
            blamed("sets Content-Type for an answer with status " + status, Response.empty(status).with("Content-Type", "text/plain"));
            blamed("sets Content-Length for an answer with status " + status, Response.empty(status).with("Content-Length", "0"));
        }
    }

    @Test
    void whatIsNotPushedHasALength() {
        String sentence = "gave a body of unknown length that it does not push";
        blamed(sentence, Response.of(200, "text/plain", new Body.Stream(InputStream.nullInputStream(), -1)));
        blamed(sentence, Response.of(200, "text/plain", new Body.Arriving() { // which only a server makes
            @Override
            public long length() {
                return 1;
            }

            @Override
            public int available() {
                return -1;
            }

            @Override
            public void take(OutputBuffer out, int count) {
                throw new IllegalStateException();
            }
        }));
    }

    @Test
    void whoSaysThatItDoesNotBlockDoesNotPush() throws Exception {
        Application hasty = new Application() {
            @Override
            public Response handle(Request request) {
                return Response.of(200, "text/plain", out -> out.write(1));
            }

            @Override
            public boolean mayBlock(Request request) {
                return false;
            }
        };
        LintException e = assertThrows(LintException.class, () -> new Lint().around(hasty).handle(GET));
        assertEquals("lint: the application pushes the body of an answer that it said it would not block for", e.getMessage());
        new Lint().around(hasty).handle(Request.of("HEAD", "/")).body().close();
    }

    @Test
    void theHintsAreThoseOfTheApplication() {
        for (boolean yes : new boolean[] {true, false}) {
            Application inner = new Application() {
                @Override
                public Response handle(Request request) {
                    return hello();
                }

                @Override
                public boolean mayBlock(Request request) {
                    return yes;
                }

                @Override
                public boolean streams(Request request) {
                    return !yes;
                }
            };
            assertEquals(yes, new Lint().around(inner).mayBlock(GET));
            assertEquals(!yes, new Lint().around(inner).streams(GET));
        }
    }

    @Test
    void theBodyOfAWrongResponseIsClosedAndAFailingCloseChangesNothing() {
        Watched watched = new Watched();
        blamed("answered with status 99", Response.of(99, "text/plain", watched.pushed(out -> { })));
        assertEquals(1, watched.closed.get());
        LintException e = assertThrows(LintException.class, () -> passes(Response.of(99, "text/plain", new Body.Push() {
            @Override
            public void writeTo(java.io.OutputStream out) {
                throw new IllegalStateException();
            }

            @Override
            public void close() throws IOException {
                throw new IOException("close");
            }
        }), GET));
        assertEquals("close", e.getSuppressed()[0].getMessage());
    }

    @Test
    void theClientGetsACleanAnswerAndTheLogTheSentence() throws Exception {
        Asked asked = Asked.get(new Lint().around(request -> hello().with("Status", "200")), "/wrong");
        assertEquals(500, asked.status());
        assertEquals("The server failed to answer this request.\n", asked.text());
        String logged = "500 for GET /wrong: httpd.gateway.LintException: lint: the application sets the field Status";
        assertTrue(asked.printed().startsWith(logged), asked.printed());
    }
}
