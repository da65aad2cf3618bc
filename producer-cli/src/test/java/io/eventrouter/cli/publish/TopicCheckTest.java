package io.eventrouter.cli.publish;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.topics.KafkaUnreachableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TopicCheckTest {
    private static final List<String> TOPICS = List.of("events.low");

    @Test
    void saysThatNobodyListensThere() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var kafka = new KafkaSettings("127.0.0.1:" + free + ",127.0.0.1:" + free, Map.of());

        assertThatThrownBy(() -> TopicCheck.require(kafka, TOPICS, Duration.ofSeconds(30)))
                .isInstanceOf(KafkaNotReadyException.class)
                .hasMessageStartingWith("Kafka cannot be reached at 127.0.0.1:" + free)
                .hasMessageContaining("Connection refused")
                .hasMessageContaining("--kafka HOST:PORT");
    }

    @Test
    void saysThatWhatListensThereDoesNotAnswer() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var kafka = new KafkaSettings("127.0.0.1:" + mute.getLocalPort(), Map.of());

            assertThatThrownBy(() -> TopicCheck.require(kafka, TOPICS, Duration.ofSeconds(1)))
                    .isInstanceOf(KafkaUnreachableException.class)
                    .hasMessageContaining("did not answer within 1 s");
        }
    }
}
