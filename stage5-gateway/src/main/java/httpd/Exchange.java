package httpd;

import httpd.gateway.Gateway;
import httpd.http.Request;
import httpd.http.Response;

/** A request in the hands of a worker, and the way back for its response. */
final class Exchange implements Gateway.Client {
    private final Request request;
    private final Connection connection;

    Exchange(Request request, Connection connection) {
        this.request = request;
        this.connection = connection;
    }

    /** Has the application answer. */
    void answer(Gateway gateway) {
        try {
            gateway.answer(request, this);
        } catch (RuntimeException | Error e) { // not even a 500 could be made
            connection.resume(last -> { throw e; });
        }
    }

    @Override
    public void begin(Response response) {
        connection.begin(this, response);
    }

    @Override
    public void moved() {
        connection.resume(Connection::goOn);
    }
}
