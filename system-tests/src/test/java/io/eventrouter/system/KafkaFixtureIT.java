package io.eventrouter.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(180)
@ExtendWith(KafkaFixtureExtension.class)
class KafkaFixtureIT {
    @Test
    void givesABrokerThatAnswers(KafkaFixture kafka) throws Exception {
        var properties = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());

        try (var admin = Admin.create(properties)) {
            assertThat(admin.describeCluster().nodes().get()).isNotEmpty();
        }
    }

    @Test
    void keepsTheTopicsOfTestsApart(KafkaFixture kafka) {
        var first = kafka.settings();
        var second = kafka.settings("session.queue-events=4");

        assertThat(first.topics().prefix()).isNotEqualTo(second.topics().prefix());
        assertThat(second.gateway().session().queueEvents()).isEqualTo(4);
    }
}
