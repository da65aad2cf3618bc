package io.eventrouter.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class BoundListenersTest {
    @Test
    void findsAFreePortAndKeepsIt() throws IOException {
        try (var listeners = new BoundListeners()) {
            int port = listeners.bind(0, "--kafka-port");

            assertThat(port).isPositive();
            assertThatThrownBy(() -> socketOn(port).close()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void handsASocketOverOnce() throws IOException {
        try (var listeners = new BoundListeners()) {
            int port = listeners.bind(0, "--kafka-port");
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);

            try (var socket = listeners.openServerSocket("PLAINTEXT", address, 50, -1)) {
                assertThat(socket.socket().getLocalPort()).isEqualTo(port);
                assertThatThrownBy(() -> listeners.openServerSocket("PLAINTEXT", address, 50, -1))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void saysWhichPortIsInUseAndHowToChooseAnother() throws IOException {
        try (var other = socketOn(0);
                var listeners = new BoundListeners()) {
            assertThatThrownBy(() -> listeners.bind(other.getLocalPort(), "--kafka-port"))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("--kafka-port");
        }
    }

    @Test
    void freesThePortsThatNobodyTook() throws IOException {
        int port;
        try (var listeners = new BoundListeners()) {
            port = listeners.bind(0, "--kafka-port");
        }

        try (var socket = socketOn(port)) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    private static ServerSocket socketOn(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
