package httpd.jersey;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who is asking, for this server asks nobody who he is. */
final class Nobody implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
        return null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return null;
    }
}
