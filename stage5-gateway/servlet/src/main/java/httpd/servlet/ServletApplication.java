package httpd.servlet;

import httpd.bridge.PushBridge;
import httpd.bridge.Responder;
import httpd.gateway.Application;
import httpd.http.Request;
import httpd.http.Response;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Map;

/**
 * Runs one servlet, for all paths: as much of the servlet API as it takes to run a framework that is one, and no more. There are no
 * sessions, filters or listeners, no multipart forms, and an answer is made by the thread that is asked.
 */
public final class ServletApplication implements Application {
    private final Servlet servlet;
    private final ServletContext context = Calls.proxy(ServletContext.class, new ContextCalls());
    private final PushBridge bridge = new PushBridge(this::push);

    /** @throws ServletException if the servlet cannot be initialized */
    public ServletApplication(Servlet servlet) throws ServletException {
        this(servlet, Map.of());
    }

    /**
     * @param parameters the servlet's own, as a deployment descriptor has them
     * @throws ServletException if the servlet cannot be initialized
     */
    public ServletApplication(Servlet servlet, Map<String, String> parameters) throws ServletException {
        this.servlet = servlet;
        servlet.init(Calls.proxy(ServletConfig.class, (method, args) -> switch (method) {
            case "getServletName" -> servlet.getClass().getSimpleName();
            case "getServletContext" -> context;
            case "getInitParameter" -> parameters.get((String) args[0]);
            case "getInitParameterNames" -> Collections.enumeration(parameters.keySet());
            default -> Calls.NOT_HERE;
        }));
    }

    @Override
    public Response handle(Request request) throws Exception {
        return bridge.handle(request);
    }

    private void push(Request request, Responder responder) throws Exception {
        ResponseCalls response = new ResponseCalls(request.method().equals("HEAD"), responder);
        servlet.service(Calls.proxy(HttpServletRequest.class, new RequestCalls(request, context)),
                Calls.proxy(HttpServletResponse.class, response));
        response.complete();
    }
}
