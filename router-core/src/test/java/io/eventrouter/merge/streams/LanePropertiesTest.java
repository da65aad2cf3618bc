package io.eventrouter.merge.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventrouter.config.InvalidSettingException;
import io.eventrouter.config.Settings;
import io.eventrouter.topics.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanePropertiesTest {
    private static final String IDLE = "kafka.client.max.task.idle.ms";

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1", "1000", "no number"})
    void refusesToStartWhereStreamsWouldNotWaitForAllLevelsOrForTooLong(String value) {
        var lane = new Lanes().context(Lane.SHARED);
        Settings settings = Lanes.settings(IDLE + "=" + value);

        assertThatThrownBy(() -> new Router(settings, lane.layout(), new SimpleMeterRegistry()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        IDLE
                                + " = "
                                + value
                                + ": only 0 is allowed: the merge by weight rests on it");
    }

    @Test
    void setsItToZeroItself() {
        assertThat(config(Lane.SHARED).getLong(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG)).isZero();
        assertThatCode(() -> config(Lane.SHARED, IDLE + "=0")).doesNotThrowAnyException();
    }

    @Test
    void readsLittleAheadInTheSharedLane() {
        StreamsConfig config = config(Lane.SHARED);

        assertThat(config.getInt(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG))
                .isEqualTo(200);
        assertThat(consumer(config))
                .containsEntry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500)
                .containsEntry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10)
                .containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    @Test
    void waitsLittleAndBuffersLittleBeforeTheRoutedTopic() {
        Map<String, Object> express = config(Lane.EXPRESS).getProducerConfigs("p");
        Map<String, Object> shared = config(Lane.SHARED).getProducerConfigs("p");

        assertThat(express)
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 0)
                .containsEntry(ProducerConfig.BUFFER_MEMORY_CONFIG, (1L << 20) + (64 << 10))
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all");
        assertThat((int) shared.get(ProducerConfig.LINGER_MS_CONFIG)).isBetween(0, 5);
    }

    @Test
    void hasOneRequestUnderWaySoThatNoBatchOvertakesAnother() {
        assertThat(config(Lane.SHARED).getProducerConfigs("p"))
                .containsEntry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    }

    @Test
    void letsWhatTheMergeRestsOnWinOverClientProperties() {
        StreamsConfig config =
                config(
                        Lane.SHARED,
                        "kafka.client.max.poll.records=5000",
                        "kafka.client.consumer.max.poll.records=5000",
                        "kafka.client.main.consumer.auto.offset.reset=latest",
                        "kafka.client.acks=1",
                        "kafka.client.producer.enable.idempotence=false",
                        "kafka.client.producer.linger.ms=100");

        assertThat(consumer(config))
                .containsEntry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500)
                .containsEntry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        assertThat(config.getProducerConfigs("p"))
                .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
                .containsEntry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true)
                .containsEntry(ProducerConfig.LINGER_MS_CONFIG, 2);
    }

    @Test
    void givesClientPropertiesToEveryClient() {
        StreamsConfig config = config(Lane.EXPRESS, "kafka.client.security.protocol=SSL");

        assertThat(consumer(config)).containsEntry("security.protocol", "SSL");
        assertThat(config.getProducerConfigs("p")).containsEntry("security.protocol", "SSL");
        assertThat(config.getAdminConfigs("a")).containsEntry("security.protocol", "SSL");
    }

    @Test
    void writesAtLeastOnceUnlessItIsToldOtherwise() {
        assertThat(config(Lane.SHARED).getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
                .isEqualTo(StreamsConfig.AT_LEAST_ONCE);
    }

    @Test
    void writesInShortTransactionsWhereExactlyOnceIsAskedFor() {
        for (Lane lane : Lane.values()) {
            StreamsConfig config = config(lane, "delivery=exactly-once");

            assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
                    .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
            assertThat(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG))
                    .isLessThanOrEqualTo(100)
                    .isGreaterThanOrEqualTo(config.getLong(StreamsConfig.POLL_MS_CONFIG));
            assertThat(consumer(config)).containsEntry("isolation.level", "read_committed");
            assertThat(config.getProducerConfigs("p"))
                    .containsEntry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000)
                    .containsEntry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1)
                    .containsEntry(ProducerConfig.ACKS_CONFIG, "all");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivery=at-least-once", "delivery=exactly-once"})
    void givesTheClientsAConfigurationThatTheyTake(String delivery) {
        StreamsConfig config = config(Lane.SHARED, delivery);
        Map<String, Object> producer = config.getProducerConfigs("p");
        producer.put("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        producer.put(
                "value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");

        assertThatCode(() -> new ProducerConfig(producer)).doesNotThrowAnyException();
        assertThat((int) producer.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG))
                .isLessThan((int) consumer(config).get(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG));
    }

    private static Map<String, Object> consumer(StreamsConfig config) {
        return config.getMainConsumerConfigs("group", "client", 1);
    }

    private static StreamsConfig config(Lane lane, String... overrides) {
        Settings settings = Lanes.settings(overrides);
        return new StreamsConfig(
                LaneProperties.of(
                        new Lanes().context(lane),
                        settings.kafka(),
                        settings.router(),
                        "client",
                        1 << 20));
    }
}
