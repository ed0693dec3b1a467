import httpd.gateway.Application;
import httpd.servlet.ServletApplication;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** An application of Spring MVC: to this server one servlet. */
class spring {
    static Application app() throws ServletException {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(Mvc.class, Pages.class);
        return new ServletApplication(new DispatcherServlet(context));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Mvc {
    }

    @RestController
    static class Pages {
        @GetMapping("/hello/{name}")
        String hello(@PathVariable String name) {
            return "Hello, " + name + "!\n";
        }

        @PostMapping("/order")
        ResponseEntity<String> order(@RequestParam String what, @RequestParam(defaultValue = "1") int count) {
            return ResponseEntity.status(201).header("Location", "/order/1").body(count + " of " + what + "\n");
        }

        @GetMapping("/count")
        void count(HttpServletResponse response, OutputStream out) throws IOException, InterruptedException {
            response.setContentType("text/plain");
            for (int i = 1; i <= 5; i++) {
                out.write((i + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(500);
            }
        }
    }
}
