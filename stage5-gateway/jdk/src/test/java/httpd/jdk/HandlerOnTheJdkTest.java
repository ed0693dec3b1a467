package httpd.jdk;

import behaviours.ServerUnderTest;

class HandlerOnTheJdkTest extends HandlerContract {
    @Override
    ServerUnderTest server() {
        return Servers.ofTheJdk();
    }
}
