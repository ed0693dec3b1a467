package httpd.servlet;

import httpd.gateway.Application;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** A controller of Spring MVC, which is one servlet. */
@RestController
public class Spring {
    private static final ConcurrentHashMap<Integer, CompletableFuture<Void>> SEEN = new ConcurrentHashMap<>();

    public static Application app() throws ServletException {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(Mvc.class, Spring.class);
        return new ServletApplication(new DispatcherServlet(context));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    static class Mvc {
    }

    /** What a form is put into. */
    public record Order(String name, List<Integer> many) {
    }

    @GetMapping("/text")
    String text() {
        return "Hello\n";
    }

    @GetMapping("/items/{id}")
    String item(@PathVariable int id, @RequestParam(defaultValue = "none") List<String> colour, @RequestHeader("Host") String host) {
        return id + " " + colour + " " + host;
    }

    @PostMapping("/form")
    String form(@RequestParam String name, @ModelAttribute Order order) {
        return name + " " + order;
    }

    @PutMapping("/echo")
    ResponseEntity<byte[]> echo(@RequestBody byte[] body) {
        return ResponseEntity.status(HttpStatus.CREATED).header("X-Length", Integer.toString(body.length))
                .header("Set-Cookie", "a=1", "b=2").body(body);
    }

    @GetMapping("/none")
    ResponseEntity<Void> none() {
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/ticks")
    void ticks(HttpServletResponse response, OutputStream out) throws Exception {
        response.setContentType("text/plain");
        for (int tick = 1; tick <= 3; tick++) {
            out.write(("tick " + tick + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            seen(tick).get(10, TimeUnit.SECONDS);
        }
    }

    @PostMapping("/seen/{tick}")
    void see(@PathVariable int tick) {
        seen(tick).complete(null);
    }

    private static CompletableFuture<Void> seen(int tick) {
        return SEEN.computeIfAbsent(tick, key -> new CompletableFuture<>());
    }

    @GetMapping("/fails")
    String fails() {
        throw new IllegalStateException("secret");
    }

    @GetMapping("/fails-late")
    void failsLate(HttpServletResponse response, OutputStream out) throws IOException {
        response.setContentType("text/plain");
        out.write('x');
        out.flush();
        throw new IllegalStateException("secret");
    }

    @GetMapping("/excused")
    String excused() {
        throw new ArithmeticException();
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.CONFLICT)
    String excuse(ArithmeticException e) {
        return "sorry\n";
    }
}
