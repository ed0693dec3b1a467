import httpd.gateway.Application;
import httpd.servlet.ServletApplication;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet as in any book about them. */
class servlet {
    static Application app() throws ServletException {
        return new ServletApplication(new Greeting());
    }

    static class Greeting extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String name = request.getParameter("name");
            response.setContentType("text/plain; charset=utf-8");
            response.getWriter().println("Hello, " + (name == null ? "World" : name) + "!");
        }
    }
}
