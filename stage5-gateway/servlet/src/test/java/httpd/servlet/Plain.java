package httpd.servlet;

import httpd.gateway.Application;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A servlet without a framework. */
public final class Plain extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final ConcurrentHashMap<String, CompletableFuture<Void>> SEEN = new ConcurrentHashMap<>();

    public static Application app() throws ServletException {
        return new ServletApplication(new Plain(), Map.of("greeting", "Hello"));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/text" -> text(response, getServletConfig().getInitParameter("greeting") + "\n");
            case "/where" -> text(response, String.join("|", request.getRequestURL(), request.getRequestURI(), request.getContextPath(),
                    request.getServletPath(), request.getPathInfo(), request.getQueryString(), request.getServerName(),
                    Integer.toString(request.getServerPort())));
            case "/parameters" -> text(response, request.getParameter("a") + Arrays.toString(request.getParameterValues("b"))
                    + request.getParameter("none") + Collections.list(request.getParameterNames()));
            case "/fields" -> text(response, request.getHeader("x-two") + Collections.list(request.getHeaders("X-Two"))
                    + request.getIntHeader("X-Int") + " " + request.getDateHeader("If-Modified-Since") + request.getDateHeader("None")
                    + Collections.list(request.getHeaderNames()) + request.getLocale());
            case "/cookies" -> cookies(request, response);
            case "/writer" -> {
                response.setContentType("text/html; charset=utf-8");
                response.getWriter().print("é");
            }
            case "/latin" -> {
                response.setContentType("text/html");
                response.getWriter().print("é");
            }
            case "/dates" -> {
                response.setDateHeader("Last-Modified", 784_111_777_000L);
                response.setIntHeader("X-Int", 1);
                response.addIntHeader("X-Int", 2);
                response.addHeader("Content-Type", "text/plain");
                response.setStatus(203);
            }
            case "/large" -> {
                response.setContentType("application/octet-stream");
                response.getOutputStream().write(new byte[300_000]);
            }
            case "/ticks" -> ticks(response);
            case "/seen" -> seen(request.getQueryString()).complete(null);
            case "/redirect" -> {
                response.getWriter().print("forgotten");
                response.sendRedirect("/text");
                response.getWriter().print("ignored");
            }
            case "/error" -> {
                text(response, "forgotten");
                response.sendError(418, "Teapot");
            }
            case "/reset" -> {
                response.setHeader("X-Gone", "1");
                text(response, "gone");
                response.reset();
                text(response, "kept" + response.containsHeader("X-Gone"));
            }
            case "/reset-text" -> {
                response.setContentType("text/plain");
                response.getWriter().print("gone");
                response.resetBuffer();
                response.getWriter().print("kept");
            }
            case "/length" -> {
                response.setContentLength(7);
                text(response, "short");
            }
            case "/both" -> {
                response.getOutputStream();
                response.getWriter();
            }
            case "/session" -> text(response, request.getSession(false) + " " + request.getSession().getId());
            case "/fails" -> throw new ServletException("secret");
            case "/fails-late" -> {
                text(response, "half");
                response.flushBuffer();
                throw new IllegalStateException("secret");
            }
            case "/nothing" -> response.setStatus(204);
            default -> response.sendError(404);
        }
    }

    private static void cookies(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StringBuilder names = new StringBuilder();
        for (Cookie cookie : request.getCookies()) {
            names.append(cookie.getName()).append('=').append(cookie.getValue()).append(' ');
        }
        Cookie cookie = new Cookie("a", "1");
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setMaxAge(60);
        response.addCookie(cookie);
        response.addCookie(new Cookie("b", "2"));
        text(response, names.toString());
    }

    private static void ticks(HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        for (int tick = 1; tick <= 3; tick++) {
            response.getWriter().print("tick " + tick + "\n");
            response.flushBuffer();
            try {
                seen("tick" + tick).get(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    private static CompletableFuture<Void> seen(String name) {
        return SEEN.computeIfAbsent(name, key -> new CompletableFuture<>());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo().equals("/form")) {
            response.setContentType("text/plain; charset=utf-8");
            response.getWriter().print(request.getParameter("name") + Arrays.toString(request.getParameterValues("many")));
            return;
        }
        try (InputStream in = request.getInputStream()) {
            byte[] body = in.readAllBytes();
            response.setContentType("application/octet-stream");
            response.setHeader("X-Length", Long.toString(request.getContentLengthLong()));
            response.getOutputStream().write(body);
        }
    }

    private static void text(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
