package httpd.gateway;

import httpd.http.HttpError;
import httpd.http.Request;
import httpd.http.Response;
import java.io.PrintStream;

/**
 * Watches both sides of the contract, and says who broke it: what comes in is the server's, what goes out the application's. A
 * {@link LintException} stops what is wrong before it is sent; what shows only afterwards is printed. It is for development: every
 * body of the application's is wrapped, and every read and write is counted.
 * <pre>
 *   server --request--> {@link LintRequest}  --body--> {@link LintInput}   --> application
 *   server <-response-- {@link LintResponse} <-body-- {@link LintBody}, {@link LintOutput} <-- application
 *                          both bodies: {@link LintLife}, which ends when the response's body is closed
 * </pre>
 */
public final class Lint implements Middleware {
    private final PrintStream late;

    public Lint() {
        this(System.err);
    }

    /** @param late where it prints what nobody could be stopped from */
    public Lint(PrintStream late) {
        this.late = late;
    }

    @Override
    public Application around(Application inner) {
        Application checked = request -> {
            LintRequest.check(request, late);
            LintLife life = new LintLife(request.method() + " " + request.target(), late);
            Request watched = request.with(new LintInput(request, life), request.bodyLength());
            try {
                return answer(inner, watched, life);
            } catch (HttpError e) {
                LintResponse.check(e);
                throw e;
            }
        };
        return checked.hintedBy(inner);
    }

    private static Response answer(Application inner, Request request, LintLife life) throws Exception {
        Response response = null;
        try {
            response = inner.handle(request);
            LintResponse.check(response, request, inner);
            return response.with(LintBody.of(response, request, life));
        } catch (Throwable e) {
            life.end();
            if (response != null) {
                Bodies.closeAfter(e, response.body()); // nobody else will: the server does not get to see this response
            }
            throw e;
        }
    }
}
