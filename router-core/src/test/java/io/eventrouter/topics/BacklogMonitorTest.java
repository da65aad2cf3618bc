package io.eventrouter.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.config.Settings;
import io.eventrouter.config.SettingsSources;
import io.eventrouter.event.Priorities;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BacklogMonitorTest {
    @Test
    void countsFromTheCommittedOffset() {
        assertThat(BacklogReader.waiting(0, 100, new OffsetAndMetadata(40))).isEqualTo(60);
    }

    @Test
    void countsFromTheFirstRecordThatIsLeft() {
        assertThat(BacklogReader.waiting(70, 100, null)).isEqualTo(30);
        assertThat(BacklogReader.waiting(70, 100, new OffsetAndMetadata(40))).isEqualTo(30);
        assertThat(BacklogReader.waiting(0, 100, new OffsetAndMetadata(101))).isZero();
    }

    @Test
    void showsNoFigureWhileKafkaCannotBeReached() throws IOException {
        var layout = new TopicLayout(new TopicNames("events", Priorities.standard()), 1);
        var meters = new SimpleMeterRegistry();

        try (var monitor = new BacklogMonitor(nobodyThere(), layout, meters, () -> 0)) {
            monitor.read();

            assertThat(
                            meters.get("eventrouter.merge.backlog")
                                    .tag("level", "critical")
                                    .gauge()
                                    .value())
                    .isNaN();
        }
    }

    @Test
    void saysWhereKafkaWasLookedForAndHowToMendIt() throws IOException {
        Settings settings = nobodyThere();

        assertThatThrownBy(() -> TopicProvisioner.ensure(settings, Duration.ofSeconds(1)))
                .isInstanceOf(KafkaUnreachableException.class)
                .hasMessageContaining(settings.kafka().bootstrapServers())
                .hasMessageContaining("did not answer within 1 s")
                .hasMessageContaining("kafka.bootstrap-servers");
    }

    @Test
    void saysThatAnAddressCannotBeResolved() {
        Settings settings = settings("kafka.invalid:9092");

        assertThatThrownBy(() -> TopicProvisioner.ensure(settings, Duration.ofSeconds(1)))
                .isInstanceOf(KafkaUnreachableException.class)
                .hasMessageContaining("kafka.invalid:9092");
    }

    private static Settings nobodyThere() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return settings("127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static Settings settings(String address) {
        return SettingsSources.load(
                Optional.empty(), Map.of(), Map.of("kafka.bootstrap-servers", address));
    }
}
