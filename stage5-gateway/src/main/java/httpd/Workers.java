package httpd;

import httpd.config.Config;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Who waits for the application: a fixed number of threads, or one more thread for each request that may block. */
@FunctionalInterface
interface Workers {
    /** Has the request that is under way on a connection answered, now or later; never waits for it. */
    void serve(Connection connection);

    static Workers of(Config.Workers config, ConnectionQueue queue) {
        return switch (config.kind()) {
            case POOL -> pool(config.count(), queue);
            case THREAD -> orRefuse(Workers::inThread, queue);
            case VIRTUAL -> orRefuse(inVirtualThread(), queue);
        };
    }

    /** Starts the threads before there is anything to do, so that no request waits for one to be made. */
    private static Workers pool(int count, ConnectionQueue queue) {
        for (int i = 1; i <= count; i++) {
            Thread worker = new Thread(() -> work(queue), "worker-" + i);
            worker.setDaemon(true);
            worker.start();
        }
        return queue::put;
    }

    private static void work(ConnectionQueue queue) {
        try {
            while (true) {
                queue.take().serve(); // it throws nothing: a worker must outlive whatever a connection does to it
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Workers orRefuse(Workers workers, ConnectionQueue queue) {
        return connection -> {
            try {
                workers.serve(connection);
            } catch (OutOfMemoryError e) { // what the JDK says when the system refuses it another thread
                queue.refuse(connection);
            }
        };
    }

    private static void inThread(Connection connection) {
        Thread thread = new Thread(connection::serve, "connection-" + connection.number());
        thread.setDaemon(true);
        thread.start();
    }

    /** By name, since this program is compiled for JDK 17: {@code Thread.startVirtualThread} came with 21. */
    private static Workers inVirtualThread() {
        try {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            return connection -> startBy(start, () -> {
                Thread.currentThread().setName("connection-" + connection.number());
                connection.serve();
            });
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void startBy(Method start, Runnable task) {
        try {
            start.invoke(null, task);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error; // as it would come out of a call that is not by name
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
