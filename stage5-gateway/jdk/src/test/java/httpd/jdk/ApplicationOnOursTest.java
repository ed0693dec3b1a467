package httpd.jdk;

import behaviours.ServerUnderTest;

class ApplicationOnOursTest extends ApplicationContract {
    @Override
    ServerUnderTest server() {
        return Servers.ours();
    }
}
