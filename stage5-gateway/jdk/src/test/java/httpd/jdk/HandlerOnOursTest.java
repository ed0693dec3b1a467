package httpd.jdk;

import behaviours.ServerUnderTest;

class HandlerOnOursTest extends HandlerContract {
    @Override
    ServerUnderTest server() {
        return Servers.ours();
    }
}
