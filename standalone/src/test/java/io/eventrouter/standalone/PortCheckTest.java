package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    private static final String HOST = "127.0.0.1";

    @Test
    void letsAnyFreePortPass() {
        assertThatCode(() -> PortCheck.requireFree(HOST, 0, "gateway.port", "--port"))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAPortInUse() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> PortCheck.requireFree(HOST, port, "gateway.port", "--port"))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("gateway.port = " + port)
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void letsAPortPassThatWasGivenBack() throws IOException {
        int port;
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
        }

        assertThatCode(() -> PortCheck.requireFree(HOST, port, "gateway.port", "--port"))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAHostThatIsNotOfThisMachine() {
        assertThatThrownBy(() -> PortCheck.requireFree("192.0.2.1", 8080, "gateway.port", "--port"))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("192.0.2.1");
    }
}
