package httpd.gateway;

/** An application around another one: it sees each request before the inner one does, and each response after it. */
@FunctionalInterface
public interface Middleware {
    /** Returns an application that does its part and asks the inner one for the rest, or answers in its place. */
    Application around(Application inner);

    /** Returns both as one: this one outside, the other inside. */
    default Middleware then(Middleware inside) {
        return application -> around(inside.around(application));
    }
}
