package httpd.gateway;

import httpd.http.Body;
import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The server's side of the contract: it asks the application, doubts what it answers, and makes of every failure either a clean 500
 * or, when a part of the answer has been sent already, a cut.
 */
public final class Gateway {
    private static final int FRAMES_SHOWN = 12;

    /** Who has asked, and waits for the answer without a thread. */
    public interface Client {
        /** Takes the response: whole, or with a body that arrives by and by. Called exactly once for each request. */
        void begin(Response response);

        /** Something has been put into, or taken from, a pipe. */
        void moved();
    }

    private final Application application;

    public Gateway(Application application) {
        this.application = application;
    }

    /** Tells whether a worker has to ask the application. */
    public boolean mayBlock(Request request) {
        try {
            return application.mayBlock(request);
        } catch (RuntimeException | Error e) { // whatever it is will come again when it is asked, and then become a 500
            return true;
        }
    }

    /** Tells whether the application reads the body of this request while it comes. */
    public boolean streams(Request request) {
        try {
            return application.streams(request);
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    /** Has the application answer in the thread of the event loop: with what is there, for the loop cannot wait for a body to be pushed. */
    public Response answer(Request request) {
        Response response = ask(request);
        if (!(response.body() instanceof Body.Push)) {
            return response;
        }
        close(response.body());
        if (request.method().equals("HEAD")) {
            return withoutBody(response);
        }
        return failure(request, new IllegalStateException("an application that pushes its body must say that it may block"));
    }

    /** Has the application answer, and waits for it, and for a client that reads slowly. A worker's part; throws nothing. */
    public void answer(Request request, Client client) {
        Response response = ask(request);
        if (!(response.body() instanceof Body.Push body)) {
            client.begin(response);
        } else if (request.method().equals("HEAD") || response.status() == 204 || response.status() == 304) {
            close(body); // RFC 9110 section 9.3.2: fields as for GET, and no body; so nobody has to make one
            client.begin(withoutBody(response));
        } else {
            push(request, response, body, client);
        }
    }

    private static void push(Request request, Response response, Body.Push body, Client client) {
        HeldOutput out = new HeldOutput(response, body.length(), client);
        Throwable failure = null;
        try {
            body.writeTo(out);
        } catch (Throwable e) {
            failure = e;
        }
        close(body); // before the end is sent: with the next request the fields of this one are no longer valid
        try {
            if (failure == null) {
                out.finish();
                return;
            }
        } catch (Throwable e) {
            failure = e;
        }
        if (!out.isCommitted()) {
            client.begin(failure instanceof HttpError refusal ? Response.of(refusal) : failure(request, failure));
        } else {
            boolean abandoned = out.isAbandoned(); // before the cut, which has the loop close the pipe
            out.cut();
            if (!abandoned) {
                log("cut the answer to", request, failure);
            }
        }
    }

    private Response ask(Request request) {
        Response response = null;
        try {
            response = application.handle(request);
            return Promise.of(response, request);
        } catch (HttpError e) {
            return Response.of(e);
        } catch (Throwable e) { // an Error too: an application that recurses for ever must not end the server
            if (response != null) {
                close(response.body());
            }
            return failure(request, e);
        } finally {
            reclaimThread();
        }
    }

    /** An application may leave its thread interrupted: a worker would end when it waits again, and a loop could not sleep. */
    private static void reclaimThread() {
        Thread.interrupted();
    }

    private static Response withoutBody(Response response) {
        return response.with(new Body.Stream(InputStream.nullInputStream(), response.body().length()));
    }

    private static Response failure(Request request, Throwable failure) {
        log("500 for", request, failure);
        return Response.text(500, "The server failed to answer this request.\n");
    }

    private static void close(Body body) {
        try {
            body.close();
        } catch (Throwable e) {
            System.err.println("a body could not be closed: " + e);
        } finally {
            reclaimThread();
        }
    }

    private static void log(String what, Request request, Throwable failure) {
        String frames = Arrays.stream(failure.getStackTrace()).limit(FRAMES_SHOWN).map(frame -> "\n    at " + frame)
                .collect(Collectors.joining());
        System.err.println(what + " " + request.method() + " " + request.target() + ": " + failure + frames);
    }
}
