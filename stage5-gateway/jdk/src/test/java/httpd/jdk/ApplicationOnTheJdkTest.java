package httpd.jdk;

import behaviours.ServerUnderTest;

class ApplicationOnTheJdkTest extends ApplicationContract {
    @Override
    ServerUnderTest server() {
        return Servers.ofTheJdk();
    }
}
