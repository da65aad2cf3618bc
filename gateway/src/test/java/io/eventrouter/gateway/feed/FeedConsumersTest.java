package io.eventrouter.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventrouter.config.KafkaSettings;
import io.eventrouter.topics.Lane;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class FeedConsumersTest {
    private final KafkaSettings kafka =
            new KafkaSettings("kafka:9092", Map.of("security.protocol", "SSL"));

    @Test
    void readsOutsideAnyGroupAndNeverJumpsOverALostOffset() {
        Properties properties = FeedConsumers.properties(kafka, Lane.SHARED);

        assertThat(properties)
                .doesNotContainKey("group.id")
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("enable.auto.commit", "false")
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void keepsWhatTheOperatorSetForEveryClient() {
        assertThat(FeedConsumers.properties(kafka, Lane.EXPRESS))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "kafka:9092");
    }

    @Test
    void fetchesLessAtOnceWhereUrgentEventsWaitBehindOthers() {
        int shared = partitionBytes(Lane.SHARED);
        int express = partitionBytes(Lane.EXPRESS);

        assertThat(shared).isLessThan(express);
    }

    private int partitionBytes(Lane lane) {
        return (int) FeedConsumers.properties(kafka, lane).get("max.partition.fetch.bytes");
    }
}
