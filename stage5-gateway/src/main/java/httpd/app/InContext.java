package httpd.app;

import httpd.gateway.Application;
import httpd.http.Body;
import httpd.http.Request;
import httpd.http.Response;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A loaded application with its own class loader as the thread's context class loader while it runs, and while its body is pushed:
 * frameworks look for classes and services through it.
 */
record InContext(Application application, ClassLoader loader) implements Application {
    /** Something to do that fails as it likes. */
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    @Override
    public Response handle(Request request) throws Exception {
        Response response = run(loader, () -> application.handle(request));
        return response != null && response.body() instanceof Body.Push body ? response.with(new PushedInContext(body, loader)) : response;
    }

    @Override
    public boolean mayBlock(Request request) {
        return application.mayBlock(request);
    }

    @Override
    public boolean streams(Request request) {
        return application.streams(request);
    }

    static <T, E extends Exception> T run(ClassLoader loader, Work<T, E> work) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before); // or a worker would keep the loader for ever
        }
    }

    private record PushedInContext(Body.Push body, ClassLoader loader) implements Body.Push {
        @Override
        public long length() {
            return body.length();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            run(loader, () -> {
                body.writeTo(out);
                return null;
            });
        }

        @Override
        public void close() throws IOException {
            run(loader, () -> {
                body.close();
                return null;
            });
        }
    }
}
